/** A part made by others that the program contains. */
export interface Licensed {
  readonly name: string;
  readonly licence: string;
}

/** Everything shipped inside the program, with its licence; a test compares it with the installed packages. */
export const licences: readonly Licensed[] = [
  { name: '@expo-google-fonts/noto-sans-sc', licence: 'MIT AND OFL-1.1' },
  { name: '@expo-google-fonts/noto-serif-sc', licence: 'MIT AND OFL-1.1' },
  { name: '@fontsource/lxgw-wenkai', licence: 'OFL-1.1' },
  { name: '@mantine/core', licence: 'MIT' },
  { name: '@mantine/dates', licence: 'MIT' },
  { name: '@mantine/dropzone', licence: 'MIT' },
  { name: '@mantine/hooks', licence: 'MIT' },
  { name: '@mantine/modals', licence: 'MIT' },
  { name: '@mantine/notifications', licence: 'MIT' },
  { name: '@mantine/spotlight', licence: 'MIT' },
  { name: '@noble/ciphers', licence: 'MIT' },
  { name: '@noble/hashes', licence: 'MIT' },
  { name: '@scure/base', licence: 'MIT' },
  { name: '@tabler/icons-react', licence: 'MIT' },
  { name: '@tanstack/react-query', licence: 'MIT' },
  { name: 'age-encryption', licence: 'BSD-3-Clause' },
  { name: 'better-sqlite3', licence: 'MIT' },
  { name: 'canonicalize', licence: 'Apache-2.0' },
  { name: 'chinese-days', licence: 'MIT' },
  { name: 'commander', licence: 'MIT' },
  { name: 'dayjs', licence: 'MIT' },
  { name: 'docx', licence: 'MIT' },
  { name: 'electron', licence: 'MIT' },
  { name: 'exceljs', licence: 'MIT' },
  { name: 'fflate', licence: 'MIT' },
  { name: 'fontkit', licence: 'MIT' },
  { name: 'jpeg-js', licence: 'BSD-3-Clause' },
  { name: 'pdf-lib', licence: 'MIT' },
  { name: 'pdfjs-dist', licence: 'Apache-2.0' },
  { name: 'pdfmake', licence: 'MIT' },
  { name: 'pinyin-pro', licence: 'MIT' },
  { name: 'qrcode', licence: 'MIT' },
  { name: 'react', licence: 'MIT' },
  { name: 'react-dom', licence: 'MIT' },
  { name: 'sm-crypto-v2', licence: 'MIT' },
  { name: 'wouter', licence: 'Unlicense' },
  { name: 'ws', licence: 'MIT' },
  { name: 'yauzl', licence: 'MIT' },
  { name: 'zod', licence: 'MIT' },
];

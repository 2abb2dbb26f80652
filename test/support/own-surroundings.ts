import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../../build/kit/paths.ts';

const modules = join(paths.root, 'node_modules');

/** What stands for a system's Chinese fonts in tests. The machine's own fonts never count: they differ, and pages with them. */
const FONT_FOLDERS = [
  '@expo-google-fonts/noto-sans-sc/400Regular',
  '@expo-google-fonts/noto-sans-sc/700Bold',
  '@expo-google-fonts/noto-serif-sc/400Regular',
];

/** Fonts of the imagined machine: Chinese ones that end before extension B, or nothing but Latin. */
export type SystemFonts = 'chinese' | 'latin';

/** The one folder of a Latin-only system: a font that npm ships with pdf.js. */
const LATIN_FOLDER = 'pdfjs-dist/standard_fonts';

/** Writes a fontconfig file that knows fonts from npm packages alone. Gives its path. */
export function testFontConfig(folder: string, fonts: SystemFonts = 'chinese'): string {
  const path = join(folder, `fonts-${fonts}.conf`);
  if (fonts === 'latin') {
    writeFileSync(
      path,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(modules, LATIN_FOLDER)}</dir>` +
        `<cachedir>${join(folder, 'font-cache-latin')}</cachedir></fontconfig>`,
    );
    return path;
  }
  const dirs = FONT_FOLDERS.map((name) => `<dir>${join(modules, name)}</dir>`).join('');
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<dir>${join(modules, LATIN_FOLDER)}</dir>` +
      `<cachedir>${join(folder, 'font-cache')}</cachedir>` +
      ['sans-serif', 'system-ui', 'serif', 'monospace']
        .map(
          (family) =>
            `<alias><family>${family}</family><prefer><family>Noto Sans SC</family><family>Liberation Sans</family></prefer></alias>`,
        )
        .join('') +
      '</fontconfig>',
  );
  return path;
}

/**
 * The environment for a program whose pages depend on the machine: fonts of npm packages alone, and a UTF-8 locale. A file
 * chosen in the dialog has a Chinese name: without such a locale, as a bare machine has it, Chromium on Linux cannot open
 * it; a desktop always has one. Writes its files into `folder`.
 */
export function ownSurroundings(folder: string, fonts: SystemFonts = 'chinese'): Record<string, string> {
  return { FONTCONFIG_FILE: testFontConfig(folder, fonts), LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
}

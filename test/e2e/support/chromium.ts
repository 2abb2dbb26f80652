import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';
import { paths } from '../../../build/paths.ts';

const modules = join(paths.root, 'node_modules');
const PACKAGE = join(modules, '@sparticuz', 'chromium');

/** The window's own type is the system's; on a bare test machine these stand in, so that screenshots show Chinese. */
const FONT_FOLDERS = [
  '@expo-google-fonts/noto-sans-sc/400Regular',
  '@expo-google-fonts/noto-sans-sc/700Bold',
  '@expo-google-fonts/noto-serif-sc/400Regular',
];

/** Fonts of the machine: the system's and Chinese ones, or a system's that has nothing but Latin. */
export type SystemFonts = 'chinese' | 'latin';

/** The one folder of a Latin-only system: a font that npm ships with pdf.js. */
const LATIN_FOLDER = 'pdfjs-dist/standard_fonts';

/** Writes a fontconfig file that knows the npm packages' Chinese fonts besides the system's own. Gives its path. */
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
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<dir>/usr/share/fonts</dir>` +
      `<cachedir>${join(folder, 'font-cache')}</cachedir>` +
      ['sans-serif', 'system-ui', 'serif', 'monospace']
        .map(
          (family) =>
            `<alias><family>${family}</family><prefer><family>Noto Sans SC</family><family>DejaVu Sans</family></prefer></alias>`,
        )
        .join('') +
      '</fontconfig>',
  );
  return path;
}

/** Unpacks the browser that ships inside an npm package, once per version and machine. Gives its folder. */
async function unpackedChromium(): Promise<string> {
  const { version } = z
    .looseObject({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')));
  const cache = join(modules, '.cache', 'jianbiao');
  const target = join(cache, `chromium-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const part = mkdtempSync(join(cache, 'part-'));
  // The package unpacks into the temporary folder, where two runs would meet half-written files.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = part;
  try {
    const { inflate, default: browser } = await import('@sparticuz/chromium');
    await browser.executablePath();
    await inflate(join(PACKAGE, 'bin', 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(part, target);
  } catch (thrown) {
    // Another run was faster; its copy is the same.
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(target)) throw thrown;
  }
  return target;
}

/** The environment the browser needs here: the package's own libraries only where the system lacks them. */
function chromiumEnvironment(folder: string, executable: string, fonts: SystemFonts): Record<string, string> {
  // A file chosen in the dialog has a Chinese name: without a UTF-8 locale, as a bare machine has it, Chromium on Linux
  // cannot open it. A desktop always has one.
  const env: Record<string, string> = { FONTCONFIG_FILE: testFontConfig(folder, fonts), LANG: 'C.UTF-8' };
  for (const name of ['PATH', 'HOME', 'TMPDIR']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  try {
    execFileSync(executable, ['--version'], { env, stdio: 'ignore' });
    return env;
  } catch {
    return { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  }
}

/**
 * Starts the npm-shipped Chromium, headless. Its own sandbox is off: it runs as root on test machines and shows nothing
 * but our loopback page.
 */
export async function launchChromium(fonts: SystemFonts = 'chinese'): Promise<Browser> {
  const folder = await unpackedChromium();
  const executablePath = join(folder, 'chromium');
  return chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: false,
    env: chromiumEnvironment(folder, executablePath, fonts),
    args: [
      '--font-render-hinting=none',
      '--disable-gpu',
      '--in-process-gpu',
      '--no-zygote',
      '--disable-dev-shm-usage',
      '--lang=zh-CN',
    ],
  });
}

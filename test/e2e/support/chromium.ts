import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';
import { paths } from '../../../build/kit/paths.ts';
import { ownSurroundings, type SystemFonts } from '../../support/own-surroundings.ts';

const modules = join(paths.root, 'node_modules');
const PACKAGE = join(modules, '@sparticuz', 'chromium');

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
  const env: Record<string, string> = ownSurroundings(folder, fonts);
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

/** How often the browser is started before its death counts. */
const STARTS = 3;

/**
 * Starts the npm-shipped Chromium, headless. Its own sandbox is off: it runs as root on test machines and shows nothing
 * but our loopback page.
 */
export async function launchChromium(fonts: SystemFonts = 'chinese'): Promise<Browser> {
  const folder = await unpackedChromium();
  const executablePath = join(folder, 'chromium');
  const launch = () =>
    chromium.launch({
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
  // Once in some hundred starts this browser dies before it answers: one of its threads reads the environment while another
  // writes it (a fault in libc's getenv, seen in the kernel's log). No page was there yet, so starting again hides nothing.
  for (let left = STARTS - 1; left > 0; left -= 1) {
    try {
      return await launch();
    } catch (thrown) {
      if (!String(thrown).includes('has been closed')) throw thrown;
    }
  }
  return launch();
}

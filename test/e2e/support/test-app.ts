import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtDriver, putDriver } from '../../../build/driver/build-driver.ts';
import { ensureElectronRuntime } from '../../../build/kit/electron-runtime.ts';
import { tooOldForDriver } from '../../../build/kit/find-electron.ts';
import { paths } from '../../../build/kit/paths.ts';
import { openToAll, ordinaryUser } from './ordinary-user.ts';

/** What the window needs of the repository, apart from the runtime. */
const APP_PARTS = [
  'package.json',
  'dist/electron',
  'dist/renderer',
  'dist/renderer-files.json',
  'dist/fonts',
  'resources',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/lib',
] as const;

export interface TestApp {
  /** The app's folder, readable by every user. */
  readonly appDir: string;
  /** The runtime's executable, likewise. */
  readonly electron: string;
  remove(): void;
}

/** Which database driver the app gets: one that works on the tests' runtime, or the one that a release for it would carry. */
export type TestDriver = 'working' | 'shipped';

/**
 * A copy of the built program for one test run. The tests' Electron is older than Node-API 10, so the driver of the copy
 * is compiled from the same source for its own Node-API: the engine then runs where a release has it, in Electron's
 * utility process. The repository's own files stay as they are.
 */
export async function testApp(driver: TestDriver = 'working'): Promise<TestApp> {
  const executable = await ensureElectronRuntime();
  const root = mkdtempSync(join(tmpdir(), 'jianbiao-app-'));
  chmodSync(root, 0o755);
  const appDir = join(root, 'app');
  mkdirSync(appDir);
  for (const part of APP_PARTS)
    cpSync(join(paths.root, part), join(appDir, part), { recursive: true, dereference: true });
  const name = `linux-${process.arch}.node`;
  const inside = join(appDir, 'node_modules', 'better-sqlite3', 'prebuilds', name);
  putDriver(
    driver === 'working'
      ? await builtDriver({ arch: 'x64', oldNodeApi: isOld(executable) }, console.log)
      : join(paths.root, 'node_modules', 'better-sqlite3', 'prebuilds', name),
    inside,
  );
  let electron = executable;
  if (ordinaryUser() !== null && !openToAll(paths.electronRuntime)) {
    const runtime = join(root, 'runtime');
    cpSync(paths.electronRuntime, runtime, { recursive: true });
    chmodSync(join(runtime, 'chrome-sandbox'), 0o4755);
    electron = join(runtime, 'electron');
  }
  return { appDir, electron, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Whether the runtime at hand is older than the shipped driver needs. */
export function isOld(executable: string): boolean {
  const version = join(executable, '..', 'version');
  const major = existsSync(version) ? Number.parseInt(readFileSync(version, 'utf8'), 10) : null;
  return tooOldForDriver({ executable, major });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from './paths.ts';

export interface ElectronRuntime {
  readonly executable: string;
  /** Major version, or null when the folder does not say. */
  readonly major: number | null;
}

/** The first Electron whose Node has Node-API 10, which the database driver needs. */
const FIRST_WITH_NODE_API_10 = 35;

export const electronPackageDir = join(paths.root, 'node_modules', 'electron');

/**
 * The Electron runtime that is on this machine already: the folder that ELECTRON_OVERRIDE_DIST_PATH names, or what was
 * unpacked into the npm package's folder (fetch-electron.ts; since Electron 42 the package fetches nothing by itself).
 * Null when there is none; nothing waits for a network.
 */
export function findElectron(
  env: NodeJS.ProcessEnv = process.env,
  packageDir: string = electronPackageDir,
): ElectronRuntime | null {
  const pathFile = join(packageDir, 'path.txt');
  const inside = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : platformPath();
  const named = env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist = named !== undefined && named !== '' ? named : join(packageDir, 'dist');
  const executable = join(dist, inside);
  if (!existsSync(executable)) return null;
  const versionFile = join(dist, 'version');
  const major = existsSync(versionFile)
    ? Number.parseInt(readFileSync(versionFile, 'utf8').replace(/^v/, ''), 10)
    : Number.NaN;
  return { executable, major: Number.isNaN(major) ? null : major };
}

/** Where the executable stands in an unpacked runtime. */
export function platformPath(): string {
  switch (process.platform) {
    case 'win32':
      return 'electron.exe';
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron';
    default:
      return 'electron';
  }
}

/** True when this Electron's Node is too old for the database driver as it is shipped: the program cannot work on it. */
export function tooOldForDriver(runtime: ElectronRuntime): boolean {
  return runtime.major !== null && runtime.major < FIRST_WITH_NODE_API_10;
}

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putDriver } from '../../build/driver/build-driver.ts';
import { paths } from '../../build/kit/paths.ts';

const PARTS = [
  'package.json',
  'dist/electron',
  'dist/renderer',
  'dist/renderer-files.json',
  'dist/fonts',
  'dist/local',
  'resources',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/lib',
] as const;

/** The built program with one driver, as a package of that target holds it, to be run by a Node of that target. */
export function programCopy(
  driver: string,
  driverName: string,
): { folder: string; cli: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-program-'));
  for (const part of PARTS) {
    mkdirSync(join(folder, part, '..'), { recursive: true });
    cpSync(join(paths.root, part), join(folder, part), { recursive: true, dereference: true });
  }
  putDriver(driver, join(folder, 'node_modules', 'better-sqlite3', 'prebuilds', driverName));
  return {
    folder,
    cli: join(folder, 'dist', 'electron', 'cli.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

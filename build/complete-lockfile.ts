import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { paths } from './paths.ts';

/**
 * `node build/complete-lockfile.ts` after adding a dependency: npm leaves out of the lock file those optional packages of
 * other systems that its registry or mirror does not have, and a later `npm ci` then calls the lock file out of step.
 * Each such package is written down with the version that its parent pins and the system its name tells, so that the one
 * lock file serves Windows, macOS and Linux, whatever machine wrote it last.
 */

const lockEntry = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockShape = z.looseObject({ packages: z.record(z.string(), lockEntry) });
export type LockFile = z.infer<typeof lockShape>;
/** Checked and left as it is: parsing anew would put every entry's keys in another order. */
const lockFile = z.custom<LockFile>((value) => lockShape.safeParse(value).success);

/** A package that the lock file needs and does not have. */
export interface MissingPackage {
  readonly place: string;
  readonly version: string;
  readonly dev: boolean;
}

const NESTED = 'node_modules/';

/** True when Node would find `name` from the package at `from`: in its node_modules, or in one above. */
function isFound(lock: LockFile, from: string, name: string): boolean {
  const steps = from === '' ? [] : from.split(`/${NESTED}`);
  for (let depth = steps.length; depth >= 0; depth -= 1) {
    const above = steps.slice(0, depth).join(`/${NESTED}`);
    if (lock.packages[above === '' ? `${NESTED}${name}` : `${above}/${NESTED}${name}`] !== undefined)
      return true;
  }
  return false;
}

/** Every optional dependency pinned to one version whose entry the lock file lacks. */
export function missingPackages(lock: LockFile): readonly MissingPackage[] {
  const found = new Map<string, MissingPackage>();
  for (const [from, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version) || isFound(lock, from, name)) continue;
      const top = found.get(`${NESTED}${name}`);
      const place =
        top === undefined || top.version === version ? `${NESTED}${name}` : `${from}/${NESTED}${name}`;
      found.set(place, { place, version, dev: entry.dev === true });
    }
  }
  return [...found.values()];
}

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
];
const ALIASES: Readonly<Record<string, string>> = { ppc64le: 'ppc64', armv7: 'arm', linuxmusl: 'linux' };

/** The system, processor and C library that a package's name ends in, as npm writes them: `cli-linux-x64-musl`. */
export function platformOf(name: string): Readonly<Record<string, readonly string[]>> {
  const parts = name.split(/[-/]/).map((part) => ALIASES[part] ?? part);
  const os = parts.find((part) => SYSTEMS.includes(part));
  const cpu = parts.find((part) => PROCESSORS.includes(part)) ?? (/-arm-/.test(name) ? 'arm' : undefined);
  const libc = /musl/.test(name) ? 'musl' : /(gnu|glibc)/.test(name) ? 'glibc' : undefined;
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === undefined || os !== 'linux' ? {} : { libc: [libc] }),
    ...(os === undefined ? {} : { os: [os] }),
  };
}

/** The lock file with every missing package in its place. */
export function completeLockFile(lock: LockFile): LockFile {
  const packages = { ...lock.packages };
  for (const { place, version, dev } of missingPackages(lock))
    packages[place] = { version, ...platformOf(place), ...(dev ? { dev } : {}), optional: true };
  // npm's own order, so that its next run changes nothing else.
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** Reads this repository's lock file. */
export function readLockFile(): LockFile {
  return lockFile.parse(JSON.parse(readFileSync(join(paths.root, 'package-lock.json'), 'utf8')));
}

if (process.argv[1] === import.meta.filename) {
  const lock = readLockFile();
  const missing = missingPackages(lock);
  if (missing.length > 0)
    writeFileSync(
      join(paths.root, 'package-lock.json'),
      `${JSON.stringify(completeLockFile(lock), null, 2)}\n`,
    );
  console.log(`${missing.length} packages of other systems added to package-lock.json`);
}

import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../kit/paths.ts';
import { OLD_NODE_API, rewriteForOldNodeApi } from './old-node-api.ts';

/** The oldest glibc that the program has to run on: UOS 20's (Kylin V10 has 2.31). */
export const OLDEST_GLIBC = [2, 28] as const;

const NODE_API = 10;

export interface DriverTarget {
  readonly arch: 'x64' | 'arm64';
  /** For the tests' Electron, whose Node-API is too old for the driver as it is. Never shipped. */
  readonly oldNodeApi?: boolean;
}

const driverPackage = join(paths.root, 'node_modules', 'better-sqlite3');
const addonHeaders = join(paths.root, 'node_modules', 'node-addon-api');

/** Node's own headers, which the pinned Node's package carries for whatever system it is. */
function nodeHeaders(): string {
  const folder = join(paths.root, 'node_modules', 'node', 'node_modules');
  const found = readdirSync(folder)
    .map((name) => join(folder, name, 'include', 'node'))
    .find((headers) => existsSync(join(headers, 'node_api.h')));
  if (found === undefined) throw new Error(`no headers of Node below ${folder}`);
  return found;
}

/** The preprocessor's names that the package itself compiles SQLite with. */
function definitions(): readonly string[] {
  const listed = readFileSync(join(driverPackage, 'deps', 'defines.gypi'), 'utf8');
  return [...listed.matchAll(/^\s*'([A-Z0-9_]+(?:=[^']*)?)',$/gm)].map(([, name]) => `-D${name}`);
}

/** Every file that the driver is made from. */
export function driverSources(): readonly string[] {
  const headers = ['node_api.h', 'node_api_types.h', 'js_native_api.h', 'js_native_api_types.h'];
  const folders = [join(driverPackage, 'src'), join(driverPackage, 'deps'), addonHeaders];
  return [
    ...folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort(),
    ),
    ...headers.map((name) => join(nodeHeaders(), name)),
  ];
}

/**
 * Compiles the driver in `work`, an empty folder of its own, to `out`. Throws Error with what the compiler said.
 */
export async function compileDriver(
  zig: string,
  target: DriverTarget,
  work: string,
  out: string,
): Promise<void> {
  const machine = target.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const common = [
    '-target',
    `${machine}-linux-gnu.${OLDEST_GLIBC.join('.')}`,
    '-O3',
    '-fPIC',
    '-w',
    '-fvisibility=hidden',
    '-DNDEBUG',
    ...definitions(),
  ];
  const sqlite = join(driverPackage, 'deps', 'sqlite3');
  let source = join(driverPackage, 'src');
  if (target.oldNodeApi === true) {
    cpSync(source, join(work, 'src'), { recursive: true });
    source = join(work, 'src');
    rewriteForOldNodeApi(source);
  }
  // Half of the time, and the same for both drivers of one machine: the compiler's own cache knows it again.
  const sqliteObject = join(work, 'sqlite3.o');
  const driverObject = join(work, 'driver.o');
  await Promise.all([
    run(zig, [
      'cc',
      ...common,
      '-c',
      '-std=gnu99',
      // The cipher in use is ChaCha20; AES by hardware would want compiler switches of its own there.
      ...(target.arch === 'arm64' ? ['-DSQLITE3MC_OMIT_AES_HARDWARE_SUPPORT'] : []),
      join(sqlite, 'sqlite3.c'),
      '-o',
      sqliteObject,
    ]),
    run(zig, [
      'c++',
      ...common,
      '-c',
      '-std=c++20',
      '-fvisibility-inlines-hidden',
      `-DNAPI_VERSION=${target.oldNodeApi === true ? OLD_NODE_API : NODE_API}`,
      '-DNAPI_DISABLE_CPP_EXCEPTIONS',
      '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      '-I',
      sqlite,
      '-I',
      nodeHeaders(),
      '-I',
      addonHeaders,
      join(source, 'better_sqlite3.cpp'),
      '-o',
      driverObject,
    ]),
  ]);
  await run(zig, [
    'c++',
    '-target',
    `${machine}-linux-gnu.${OLDEST_GLIBC.join('.')}`,
    '-shared',
    '-s',
    driverObject,
    sqliteObject,
    '-o',
    out,
    '-Wl,-Bsymbolic',
    '-ldl',
    '-lpthread',
    '-lm',
  ]);
}

function run(zig: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(zig, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        ZIG_GLOBAL_CACHE_DIR: join(paths.drivers, 'zig-cache'),
        ZIG_LOCAL_CACHE_DIR: join(paths.drivers, 'zig-cache'),
      },
    });
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString('utf8');
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the compiler ended with ${code}: ${said.slice(-2_000)}`));
    });
  });
}

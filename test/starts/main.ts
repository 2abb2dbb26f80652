import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { builtDriver, putDriver } from '../../build/driver/build-driver.ts';
import { ensureElectronRuntime } from '../../build/kit/electron-runtime.ts';
import { paths } from '../../build/kit/paths.ts';
import { type OrdinaryUser, ordinaryUser } from '../e2e/support/ordinary-user.ts';
import { must } from '../install/run-tool.ts';
import { loopbackMirror } from '../support/loopback-mirror.ts';
import { type StartCase, tryStart } from './start-case.ts';

/**
 * `npm run verify:starts`: the two commands of the README as a newcomer meets them, each case from a fresh clone of what is
 * committed: `npm ci`, then `npm start` by an ordinary user and by root, with and without a screen, with and without a
 * network, and on machines that are unfit. Needs root, Xvfb, xdotool, zip and util-linux. The runtime at hand stands for the
 * pinned one under its name, with its own hash and with the driver that works on it.
 */

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-starts-'));
execFileSync('chmod', ['755', folder]);
const user = ordinaryUser();
if (user === null) throw new Error('verify:starts wants root, to be both kinds of user');
const versioned = z.object({ version: z.string() });
const pinned = versioned.parse(
  JSON.parse(readFileSync(join(paths.root, 'node_modules', 'electron', 'package.json'), 'utf8')),
).version;
await ensureElectronRuntime();
const driver = await builtDriver({ arch: 'x64', oldNodeApi: true }, console.log);

/** The runtime at hand under the pinned version's name. */
function runtimeZip(): string {
  const runtime = join(folder, 'runtime');
  cpSync(paths.electronRuntime, runtime, { recursive: true });
  writeFileSync(join(runtime, 'version'), pinned);
  const zip = join(folder, 'runtime.zip');
  must('zip', ['-q', '-0', '-r', zip, '.'], { cwd: runtime });
  return zip;
}

/** Puts the hash of the stand-in in the place of the pinned runtime's. */
function listHash(list: string, zip: string): void {
  const hashes = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(list, 'utf8')));
  hashes[`electron-v${pinned}-${process.platform}-${process.arch}.zip`] = createHash('sha256')
    .update(readFileSync(zip))
    .digest('hex');
  writeFileSync(list, JSON.stringify(hashes));
}

/** A clone of what is committed, after `npm ci` as its owner. Gives what npm warned of. */
function freshClone(
  name: string,
  owner: OrdinaryUser | null,
): { clone: string; warnings: readonly string[] } {
  const clone = join(folder, name);
  must('git', ['clone', '-q', paths.root, clone]);
  const home = join(folder, `${name}-home`);
  mkdirSync(home);
  if (owner !== null) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, clone, home]);
  const as =
    owner === null ? [] : ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const npm = ['env', '-i', `HOME=${home}`, `PATH=${process.env.PATH ?? ''}`, ...npmSettings(), 'npm', 'ci'];
  const [program = 'env', ...args] = [...as, ...npm];
  const said = must(program, args, { cwd: clone, timeout: 900_000 });
  return { clone, warnings: said.split('\n').filter((line) => /warn/i.test(line)) };
}

/** Where this machine's npm fetches from: a machine's setting, not part of the repository. */
function npmSettings(): readonly string[] {
  const config = join(process.env.HOME ?? '', '.npmrc');
  const kept = existsSync(config) ? [`NPM_CONFIG_USERCONFIG=${copyOf(config)}`] : [];
  return [
    ...kept,
    ...Object.entries(process.env).flatMap(([k, v]) =>
      /^npm_config_(registry|cafile|https?_proxy|proxy)$/i.test(k) ? [`${k}=${v}`] : [],
    ),
  ];
}

function copyOf(config: string): string {
  const copy = join(folder, 'npmrc');
  cpSync(config, copy);
  execFileSync('chmod', ['644', copy]);
  return copy;
}

const term: StartCase['end'] = { signal: 'SIGTERM', to: 'npm' };
const interrupt: StartCase['end'] = { signal: 'SIGINT', to: 'terminal' };
const hangUp: StartCase['end'] = { signal: 'SIGHUP', to: 'terminal' };
const both = ['ordinary', 'root'] as const;
const plain: readonly StartCase[] = both.flatMap((who) =>
  [true, false].flatMap((screen) =>
    (['none', 'mirror'] as const).map(
      (network): StartCase => ({
        user: who,
        screen,
        network,
        end:
          network === 'none'
            ? screen
              ? term
              : interrupt
            : screen
              ? hangUp
              : { signal: 'SIGKILL', to: 'npm' },
      }),
    ),
  ),
);
const unfit: readonly StartCase[] = (['home read-only', 'disk full'] as const).map(
  (fault): StartCase => ({
    user: 'ordinary',
    screen: true,
    network: 'none',
    fault,
    end: term,
  }),
);

const zip = runtimeZip();
const mirror = await loopbackMirror(zip);
const table: string[] = [
  '| user | screen | network | opened | after | ended by | gone after | left | said |',
  '|---|---|---|---|---|---|---|---|---|',
];
let failed = 0;
try {
  const clones = { ordinary: freshClone('ordinary', user), root: freshClone('root', null) };
  for (const [name, { clone, warnings }] of Object.entries(clones)) {
    console.log(
      `npm ci as ${name}: ${warnings.length} warnings${warnings.map((line) => `\n  ${line}`).join('')}`,
    );
    listHash(join(clone, 'node_modules', 'electron', 'checksums.json'), zip);
    putDriver(
      driver,
      join(clone, 'node_modules', 'better-sqlite3', 'prebuilds', `linux-${process.arch}.node`),
    );
  }
  const node = process.env.JIANBIAO_NODE ?? must('sh', ['-c', 'command -v node']).trim();
  for (const [index, one] of [...plain, ...unfit].entries()) {
    const { clone } = clones[one.user];
    const home = join(folder, `home-${index}`);
    mkdirSync(home);
    rmSync(join(clone, 'node_modules', 'electron', 'dist'), { recursive: true, force: true });
    rmSync(join(clone, 'node_modules', 'electron', 'path.txt'), { force: true });
    const owner = one.user === 'ordinary' ? user : null;
    if (owner !== null)
      execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, join(clone, 'node_modules', 'electron')]);
    const seen = await tryStart(one, clone, home, owner, mirror.address, node);
    if (seen.opened === 'nothing' || seen.left.length > 0) failed += 1;
    const how = `${one.end.signal} to ${one.end.to}`;
    const gone = seen.goneAfter === null ? '—' : `${seen.goneAfter.toFixed(1)} s`;
    const row = [
      one.user,
      one.screen ? 'yes' : 'no',
      one.fault ?? one.network,
      seen.opened,
      `${seen.seconds.toFixed(0)} s`,
      how,
      gone,
      String(seen.left.length),
      seen.said.at(-1) ?? '',
    ];
    console.log([...seen.said, ...seen.left].map((line) => `    ${line}`).join('\n'));
    table.push(`| ${row.join(' | ')} |`);
    console.log(table.at(-1));
  }
} finally {
  await mirror.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(table.join('\n'));
if (failed > 0) process.exitCode = 1;

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { paths } from '../../build/kit/paths.ts';
import { type OrdinaryUser, ordinaryUser } from '../e2e/support/ordinary-user.ts';
import { virtualScreen } from '../e2e/support/virtual-screen.ts';
import { type Machine, machinesFor, type Outcome, tableText } from './machines.ts';

/**
 * `npm run verify:machines [-- --pairs] [vitest's file filters]`: the tests that can differ from machine to machine, once on
 * each of two machines that differ in everything, or on all six of machines.ts. Needs root (for both kinds of user), Xvfb and fonts-noto-cjk; what is missing is said in the
 * table, and counts as not verified.
 */

/** All but mutated packages, budgets and the tables that are pure arithmetic over files. */
const DIFFERING = [
  'shared/',
  'renderer/',
  'electron/',
  'build/',
  'test/e2e/',
  'test/conformance/',
  'test/support/',
];

const NOTO = '/usr/share/fonts/opentype/noto';

const report = z.looseObject({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.looseObject({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.looseObject({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** A fontconfig file with Noto CJK and DejaVu as on a Chinese desktop, or with nothing at all. */
function fontConfig(folder: string, fonts: Machine['fonts']): string {
  const file = join(folder, `${fonts}.conf`);
  const dirs = fonts === 'none' ? '' : `<dir>${NOTO}</dir><dir>/usr/share/fonts/truetype/dejavu</dir>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<cachedir>${join(folder, 'fonts')}</cachedir></fontconfig>`,
  );
  return file;
}

/** Keeps every processor busy until ended. */
function keepBusy(): () => void {
  const workers: ChildProcess[] = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  return () => {
    for (const worker of workers) worker.kill('SIGKILL');
  };
}

/** A copy of the repository that an ordinary user may write to, as somebody's own clone is. */
function ownClone(folder: string, user: OrdinaryUser): string {
  const clone = join(folder, 'clone');
  const left = new Set(['.git', '.drivers', '.electron-runtime', 'release', 'screenshots']);
  cpSync(paths.root, clone, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => !left.has(relative(paths.root, from)),
  });
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, clone]);
  return clone;
}

/** Why this machine cannot be had here; null when it can. */
function missing(machine: Machine): string | null {
  if (machine.fonts === 'noto-cjk' && !existsSync(NOTO))
    return 'no fonts-noto-cjk (apt-get install fonts-noto-cjk)';
  const root = process.getuid?.() === 0;
  if (machine.user === 'root' && !root) return 'not started as root';
  return null;
}

async function runOn(
  machine: Machine,
  filters: readonly string[],
  folder: string,
  clone: string,
): Promise<Outcome> {
  const why = missing(machine);
  if (why !== null) return { machine, why };
  const user = machine.user === 'ordinary' ? ordinaryUser() : null;
  const cwd = user === null ? paths.root : clone;
  const own = mkdtempSync(join(folder, 'run-'));
  const output = join(own, 'report.json');
  const screen = machine.screen ? await virtualScreen() : null;
  const rest = machine.busy ? keepBusy() : () => undefined;
  mkdirSync(join(own, 'tmp'));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    FONTCONFIG_FILE: fontConfig(own, machine.fonts),
    TZ: machine.zone,
    LANG: machine.language,
    LC_ALL: machine.language,
    TMPDIR: join(own, 'tmp'),
    HOME: user === null ? process.env.HOME : own,
    DISPLAY: screen?.display ?? '',
  };
  user?.own(own);
  execFileSync('chmod', ['755', own]);
  const vitest = join(cwd, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`];
  const node = join(cwd, 'node_modules', 'node', 'bin', 'node');
  const command = [node, vitest, 'run', ...reporters, ...filters];
  const as = user === null ? [] : ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const [program = node, ...args] = [...as, ...command];
  const began = Date.now();
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
    if (!existsSync(output)) return { machine, why: 'vitest wrote no report' };
    const said = report.parse(JSON.parse(readFileSync(output, 'utf8')));
    const failures = said.testResults.flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults
        .filter((one) => one.status === 'failed')
        .map(({ fullName }) => fullName);
      const file = name.slice(cwd.length + 1);
      // A file that could not even be read has no tests of its own to fail.
      return failed.length > 0 ? failed.map((one) => `${file}: ${one}`) : status === 'failed' ? [file] : [];
    });
    return {
      machine,
      passed: said.numPassedTests,
      failures,
      notRun: said.numPendingTests,
      seconds: Math.round((Date.now() - began) / 1000),
    };
  } finally {
    rest();
    screen?.close();
    rmSync(own, { recursive: true, force: true });
  }
}

const PAIRS = '--pairs';
const pairs = process.argv.includes(PAIRS);
const given = process.argv.slice(2).filter((argument) => argument !== PAIRS);
const filters = given.length > 0 ? given : DIFFERING;
const folder = mkdtempSync(join(tmpdir(), 'jianbiao-machines-'));
execFileSync('chmod', ['755', folder]);
const outcomes: Outcome[] = [];
try {
  const user = ordinaryUser();
  const clone = user === null ? paths.root : ownClone(folder, user);
  for (const machine of machinesFor(pairs)) outcomes.push(await runOn(machine, filters, folder, clone));
  // Before the tidying up: a clone is some hundred thousand files.
  console.log(tableText(outcomes));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(
  outcomes.every((one) => 'failures' in one && one.failures.length === 0 && one.passed > 0) ? 0 : 1,
);

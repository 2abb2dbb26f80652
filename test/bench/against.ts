import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { paths } from '../../build/kit/paths.ts';

/**
 * `npm run bench:against -- COMMIT [RUNS] [parts of bench names]`: every row of the bench on COMMIT and here, taking turns
 * (five times unless said otherwise) so that both meet the same machine, each with its own bench files. Prints for each row
 * the medians of its ratio to its peer, and how the two compare; above 1.1 is marked.
 */
const ALLOWED = 1.1;
const [commit, ...rest] = process.argv.slice(2);
if (commit === undefined) throw new Error('which commit? npm run bench:against -- COMMIT');
const numbered = /^\d+$/.test(rest[0] ?? '');
const runs = numbered ? Number(rest[0]) : 5;
const names = numbered ? rest.slice(1) : rest;

const rowsOf = z.array(z.object({ file: z.string(), what: z.string(), ratio: z.number() }));
const folder = mkdtempSync(join(tmpdir(), 'jianbiao-against-'));
const old = join(folder, 'old');

/** The commit beside this one, with parts of its own where its lock file is another. */
function checkOut(at: string): void {
  execFileSync('git', ['worktree', 'add', '-q', '--detach', old, at], { cwd: paths.root });
  const same = (): boolean =>
    spawnSync('git', ['diff', '--quiet', at, 'HEAD', '--', 'package-lock.json'], { cwd: paths.root })
      .status === 0;
  if (same())
    cpSync(join(paths.root, 'node_modules'), join(old, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  else execFileSync('npm', ['ci', '--silent'], { cwd: old, stdio: 'inherit' });
  for (const kept of ['.drivers', '.electron-runtime'])
    if (existsSync(join(paths.root, kept)))
      cpSync(join(paths.root, kept), join(old, kept), { recursive: true });
}

function measure(root: string): z.infer<typeof rowsOf> {
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  const text = execFileSync(node, [join(root, 'test', 'bench', 'main.ts'), ...names, '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return rowsOf.parse(JSON.parse(text.slice(text.indexOf('[\n'))));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Names of rows hold sizes, not figures, so that the same row has the same name at both. */
function add(to: Map<string, number[]>, rows: z.infer<typeof rowsOf>): void {
  for (const { file, what, ratio } of rows) {
    const name = `${file}: ${what}`;
    to.set(name, [...(to.get(name) ?? []), ratio]);
  }
}

try {
  checkOut(commit);
  for (const root of [old, paths.root])
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  const before = new Map<string, number[]>();
  const now = new Map<string, number[]>();
  for (let run = 1; run <= runs; run += 1) {
    add(before, measure(old));
    add(now, measure(paths.root));
    console.log(`run ${run} of ${runs} done`);
  }
  let over = 0;
  for (const [name, ratios] of now) {
    const then = before.get(name);
    if (then === undefined) {
      console.log(`new     ${median(ratios).toFixed(3)}  ${name}`);
      continue;
    }
    const compared = median(ratios) / median(then);
    if (compared > ALLOWED) over += 1;
    console.log(
      `${compared > ALLOWED ? 'OVER  ' : 'within'}  ${compared.toFixed(2)}  ${name} (${median(then).toFixed(3)} -> ${median(ratios).toFixed(3)})`,
    );
  }
  for (const name of before.keys()) if (!now.has(name)) console.log(`gone          ${name}`);
  console.log(`${now.size} rows, ${over} over ${ALLOWED}`);
} finally {
  spawnSync('git', ['worktree', 'remove', '--force', old], { cwd: paths.root });
  rmSync(folder, { recursive: true, force: true });
}

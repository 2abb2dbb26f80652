import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { paths } from '../../../build/kit/paths.ts';

/**
 * `npm run verify:busy`: the Electron flows, ten times in a row, while another process keeps every processor busy. A test
 * that passes only on a quiet machine is a fault. The first argument says another number of rounds; further ones choose
 * test files.
 */
const [first = '10', ...files] = process.argv.slice(2);
const rounds = Number.parseInt(first, 10);
if (!(rounds > 0)) throw new Error(`${first} is no number of rounds`);

/** One process a processor that does nothing but count; it ends with whoever started it. */
function keepBusy(): readonly ChildProcess[] {
  const count =
    'process.on("disconnect", () => process.exit()); (function on() { const end = Date.now() + 200; while (Date.now() < end); setImmediate(on); })()';
  return Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', count], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }),
  );
}

// Built before the noise begins: that is not what is tried.
const build = spawnSync(process.execPath, [join(paths.root, 'build', 'build.ts')], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const busy = keepBusy();
const lines: string[] = [];
let failed = 0;
try {
  for (let round = 1; round <= rounds; round += 1) {
    const started = Date.now();
    const { status } = spawnSync(
      process.execPath,
      [
        join(import.meta.dirname, 'run.ts'),
        ...(files.length > 0 ? files : ['flow', 'keyboard', 'open-file']),
      ],
      { cwd: paths.root, stdio: 'inherit' },
    );
    if (status !== 0) failed += 1;
    lines.push(
      `| ${round} | ${status === 0 ? 'passed' : 'FAILED'} | ${Math.round((Date.now() - started) / 1000)} s |`,
    );
  }
} finally {
  for (const one of busy) one.kill('SIGKILL');
}
console.log(`| round | flows beside ${busy.length} busy processes | time |\n${lines.join('\n')}`);
if (failed > 0) process.exitCode = 1;

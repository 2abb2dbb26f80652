import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { FuzzOutcome } from './fuzz-one.ts';
import type { FuzzReport, FuzzTask } from './fuzz-worker.ts';

// npm run fuzz [-- --count 100000 --seed 1]: mutated packages against the reader. A seed names one package for ever;
// every fault is printed with its seed, and `--seed N --count 1` runs it again. Exit 1 on any fault.
const longestMs = 5000;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const first = Number(values.seed);
const end = first + Number(values.count);
const workers = Math.max(1, Math.min(availableParallelism(), 4, end - first));

const byCode = new Map<string, number>();
const byMutation = new Map<string, number>();
const faults: FuzzOutcome[] = [];
let slowestMs = 0;

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function take(outcomes: readonly FuzzOutcome[]): void {
  for (const outcome of outcomes) {
    count(byCode, outcome.code);
    count(byMutation, outcome.mutation);
    if (outcome.fault !== null) faults.push(outcome);
  }
}

/** Runs one worker to its end; a seed that takes longer than five seconds is a fault and ends the worker. */
function runWorker(task: FuzzTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), { workerData: task });
    let current = task.first;
    let watch = setTimeout(() => undefined, 0);
    const guard = () => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        faults.push({
          seed: current,
          mutation: 'unknown',
          code: 'hang',
          fault: `longer than ${longestMs} ms`,
        });
        void worker.terminate();
      }, longestMs);
    };
    worker.on('message', (report: FuzzReport) => {
      if (report.kind === 'started') {
        current = report.seed;
        guard();
      } else {
        take(report.outcomes);
        slowestMs = Math.max(slowestMs, report.slowestMs);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(watch);
      resolve();
    });
  });
}

const started = performance.now();
await Promise.all(
  Array.from({ length: workers }, (_, i) => runWorker({ first: first + i, end, step: workers })),
);
const sorted = (map: Map<string, number>) => Object.fromEntries([...map].sort((a, b) => b[1] - a[1]));
const total = [...byCode.values()].reduce((sum, n) => sum + n, 0);
console.log(
  JSON.stringify(
    {
      seeds: { first, last: end - 1 },
      packages: total,
      seconds: Math.round((performance.now() - started) / 1000),
      slowestMs: Math.round(slowestMs),
      codes: sorted(byCode),
      mutations: sorted(byMutation),
      faults,
    },
    null,
    2,
  ),
);
process.exitCode = faults.length === 0 && total === end - first ? 0 : 1;

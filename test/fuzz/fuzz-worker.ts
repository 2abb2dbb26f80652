import { parentPort, workerData } from 'node:worker_threads';
import { type FuzzOutcome, fuzzGround, fuzzOne } from './fuzz-one.ts';

/** Seeds this worker runs: first, first + step, … below end. */
export interface FuzzTask {
  readonly first: number;
  readonly end: number;
  readonly step: number;
}

/** What it reports: `started` before each seed, so that the main thread can tell a hang from silence. */
export type FuzzReport =
  | { readonly kind: 'started'; readonly seed: number }
  | { readonly kind: 'batch'; readonly outcomes: readonly FuzzOutcome[]; readonly slowestMs: number };

const task: FuzzTask = workerData;
const ground = await fuzzGround();
let outcomes: FuzzOutcome[] = [];
let slowestMs = 0;
for (let seed = task.first; seed < task.end; seed += task.step) {
  parentPort?.postMessage({ kind: 'started', seed } satisfies FuzzReport);
  const before = performance.now();
  outcomes.push(await fuzzOne(ground, seed));
  slowestMs = Math.max(slowestMs, performance.now() - before);
  if (outcomes.length === 500 || seed + task.step >= task.end) {
    parentPort?.postMessage({ kind: 'batch', outcomes, slowestMs } satisfies FuzzReport);
    outcomes = [];
  }
}

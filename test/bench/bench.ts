/** One line of the table: what was measured, beside its peer or limit from the same run (design: budgets). */
export interface BenchRow {
  /** What was done, with its size: `240 nominees checked`. */
  readonly what: string;
  /** What it took, with its unit: `41 ms`. */
  readonly measured: string;
  /** The named peer or limit it is held against: `zip -0 + sha256sum: 320 ms`, `limit 200 ms`. */
  readonly against: string;
  /** Measured divided by peer or limit; below `allowed` is within the budget. */
  readonly ratio: number;
  readonly allowed: number;
}

/** What every `*-bench.ts` in this folder exports as `bench`. Takes nothing; measures, and gives its lines. */
export type Bench = () => Promise<readonly BenchRow[]>;

/** The middle of several measured times in milliseconds: the first run warms up and is left out. */
export async function medianMs(work: () => Promise<void> | void, runs = 7): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(runs / 2)] ?? 0;
}

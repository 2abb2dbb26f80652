import { openLocalApp } from '../e2e/support/local-app.ts';
import type { BenchRow } from './bench.ts';

const LIMIT_MS = 2_000;

/**
 * How soon the window can be used: from the address to the first control that takes input, engine included, in the
 * test browser over the local shell. The first start warms the disk and is left out. Needs a built dist folder.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const app = await openLocalApp();
    try {
      const start = performance.now();
      await app.page.reload();
      await app.page.getByRole('button').first().waitFor();
      times.push(performance.now() - start);
    } finally {
      await app.close();
    }
  }
  const best = Math.min(...times.slice(1));
  return [
    {
      what: 'window interactive after load',
      measured: `${best.toFixed(0)} ms`,
      against: `limit ${LIMIT_MS} ms`,
      ratio: best / LIMIT_MS,
      allowed: 1,
    },
  ];
}

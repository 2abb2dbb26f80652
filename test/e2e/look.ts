import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { openLocalApp } from './support/local-app.ts';

/**
 * Looks at one page of the window: `node test/e2e/look.ts <hash-route> <out.png> [WxH] [steps.ts] [dataDir]`.
 * Starts the local shell on a fresh (or the given) data folder, opens the route, runs `steps(page)` of the steps file,
 * writes the picture, and prints what the page complained of.
 */
const [route = '/', out = 'look.png', size = '1366x768', steps, dataDir] = process.argv.slice(2);
const [width = 1366, height = 768] = size.split('x').map(Number);

const stepsModule = z.object({
  steps: z.custom<(page: Page) => Promise<void>>((value) => typeof value === 'function'),
});

const app = await openLocalApp({
  route,
  size: { width, height },
  ...(dataDir === undefined ? {} : { dataDir }),
});
try {
  await app.page.waitForLoadState('networkidle');
  if (steps !== undefined && steps !== '-')
    await stepsModule.parse(await import(resolve(steps))).steps(app.page);
  await app.page.screenshot({ path: out });
  for (const problem of app.problems) console.log(`problem: ${problem}`);
  console.log(out);
} finally {
  await app.close();
}

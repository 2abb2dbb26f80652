import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireTool } from '../../conformance/require-tool.ts';
import { engineCrashFlow } from '../flows/engine-crash.ts';
import { mainFlow } from '../flows/main-flow.ts';
import { scanFlow } from '../flows/scan-flow.ts';
import { type Desk, openElectronDesk } from '../support/desk.ts';

/** The same flows as test/e2e/local-shell.test.ts, in a real Electron window. */

let desk: Desk;
beforeEach(async () => {
  desk = await openElectronDesk();
});
afterEach(() => desk.close());

test('the main job, from the office pack to the comment at the field', { timeout: 600_000 }, async () => {
  await mainFlow(desk);
  expect(desk.problems).toEqual([]);
});

test('kill -9 of the engine loses nothing shown as saved', { timeout: 300_000 }, async () => {
  await engineCrashFlow(desk);
});

test.skipIf(requireTool('pdftoppm') === null)(
  'scans of sealed paper are compared, with the reader of the built program',
  { timeout: 300_000 },
  async () => {
    await scanFlow(desk);
    expect(desk.problems).toEqual([]);
  },
);

import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineCrashFlow } from './flows/engine-crash.ts';
import { mainFlow } from './flows/main-flow.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';

/** The flows in Chromium over the local shell; test/e2e/electron runs the same ones in real Electron. */

let desk: Desk;
beforeEach(async () => {
  desk = await openLocalDesk();
});
afterEach(() => desk.close());

test('the main job, from the office pack to the comment at the field', async () => {
  await mainFlow(desk);
  expect(desk.problems).toEqual([]);
});

test('kill -9 of the engine loses nothing shown as saved', async () => {
  await engineCrashFlow(desk);
});

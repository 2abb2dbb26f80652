import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyboardFlow } from '../flows/keyboard-flow.ts';
import { type Desk, openElectronDesk } from '../support/desk.ts';

/** The same flow as test/e2e/keyboard-flow.test.ts, in a real Electron window. */

let desk: Desk;
beforeEach(async () => {
  desk = await openElectronDesk();
});
afterEach(() => desk.close());

test('the complete path with the keyboard alone', async () => {
  await keyboardFlow(desk);
  expect(desk.problems).toEqual([]);
});

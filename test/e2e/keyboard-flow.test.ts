import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyboardFlow } from './flows/keyboard-flow.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';

/** The clerk without a mouse, in Chromium over the local shell; test/e2e/electron runs the same flow in real Electron. */

let desk: Desk;
beforeEach(async () => {
  desk = await openLocalDesk();
});
afterEach(() => desk.close());

test('the complete path with the keyboard alone', async () => {
  await keyboardFlow(desk);
  expect(desk.problems).toEqual([]);
});

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

test('the main job, from the office pack to the comment at the field', async () => {
  await mainFlow(desk);
  expect(desk.problems).toEqual([]);
  // Each saved file was shown: marked by the file manager, or, since none answers here, its folder opened; by programs
  // that hold none of our pipes, and would not keep whoever waits for the window.
  const folders = desk.opened().filter((line) => line.startsWith('xdg-open '));
  expect(folders.length).toBeGreaterThanOrEqual(4);
  for (const line of folders)
    expect(line).toMatch(/^xdg-open \/\S+\/home\/saved-\d+ > \/dev\/null \/dev\/null$/);
  expect(desk.opened().filter((line) => line.includes('FileManager1.ShowItems'))).toHaveLength(
    folders.length,
  );
});

test('kill -9 of the engine loses nothing shown as saved', async () => {
  await engineCrashFlow(desk);
});

test.skipIf(requireTool('pdftoppm') === null)(
  'scans of sealed paper are compared, with the reader of the built program',
  async () => {
    await scanFlow(desk);
    expect(desk.problems).toEqual([]);
  },
);

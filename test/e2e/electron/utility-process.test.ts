import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ElectronApp, openElectronApp } from '../support/electron-app.ts';
import { descendants, ENGINE_PROCESS } from '../support/processes.ts';

/**
 * The driver as it is shipped, on a runtime whose Node is too old for it: it kills the engine's process as soon as it is
 * asked. What a clerk sees when the driver fails.
 */
let electron: ElectronApp;
beforeEach(async () => {
  electron = await openElectronApp({ driver: 'shipped' });
});
afterEach(() => electron.close());

test('answers the window; a driver that fails is told in a sentence, and the window stays', async () => {
  const { page, app } = electron;
  // The list of workspaces came from the engine.
  await page.getByRole('heading', { name: '新建工作区' }).waitFor();
  const engine = descendants(app.process().pid ?? 0).find(({ command }) => command.includes(ENGINE_PROCESS));
  expect(engine?.command).toContain('--type=utility');
  const problem = page.getByRole('alert').filter({ hasText: '后台程序' });
  await problem.waitFor();
  await problem.getByRole('button', { name: '重试' }).press('Enter');
  await problem.waitFor();
  await expect.poll(() => page.getByRole('button', { name: '新建', exact: true }).isDisabled()).toBe(true);
  expect(electron.problems).toEqual([]);
});

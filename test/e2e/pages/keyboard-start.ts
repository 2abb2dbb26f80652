import type { Locator } from 'playwright-core';
import type { Desk } from '../support/desk.ts';
import type { Keyboard } from './keyboard.ts';
import type { Role } from './start-page.ts';

/** Fills in the form of a new workspace, which is on the screen, and goes in. */
export async function createByKeyboard(
  keys: Keyboard,
  role: Role,
  name: string,
  passphrase: string,
): Promise<void> {
  const { page } = keys;
  await page.getByRole('heading', { name: '新建工作区' }).waitFor();
  await keys.choose(
    page.getByRole('radiogroup', { name: '您在这次评选中是' }),
    page.getByRole('radio', { name: role, exact: true }),
  );
  await keys.write(page.getByRole('textbox', { name: '名称' }), name);
  await keys.write(page.getByLabel(/^口令/).first(), passphrase);
  await keys.write(page.getByLabel(/^再输入一次口令/).first(), passphrase);
  await keys.press('Enter');
  await page.getByLabel('恢复码', { exact: true }).waitFor();
  await keys.tick(page.getByLabel('我已打印、抄写或另行保存了恢复码'));
  await keys.activate(page.getByRole('button', { name: '进入工作区' }));
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** The start page's known workspaces of a name. */
export function workspaceEntry(keys: Keyboard, name: string): Locator {
  return keys.page.getByRole('navigation', { name: '工作区' }).getByRole('button', { name });
}

/** Types a passphrase for a workspace of the start page, and Enter. The focus is in the box once it is chosen. */
export async function enterPassphrase(keys: Keyboard, entry: Locator, passphrase: string): Promise<void> {
  await entry.waitFor();
  if ((await entry.getAttribute('aria-current')) !== 'true') await keys.activate(entry);
  await keys.write(keys.page.getByLabel(/^口令/).first(), passphrase);
  await keys.press('Enter');
}

/** Opens a workspace of the start page. */
export async function unlockByKeyboard(keys: Keyboard, entry: Locator, passphrase: string): Promise<void> {
  await enterPassphrase(keys, entry, passphrase);
  await keys.page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** Saves and locks by the shortcut; back on the start page. */
export async function lockByKeyboard(keys: Keyboard): Promise<void> {
  await keys.press('ControlOrMeta+l');
  await keys.page.getByRole('heading', { name: '荐表', exact: true }).waitFor();
}

/** A page of the navigation and one of its tabs. */
export async function openTab(keys: Keyboard, page: string, tab: string): Promise<void> {
  await keys.goTo(page);
  await keys.choose(
    keys.page.getByRole('tablist').first(),
    keys.page.getByRole('tab', { name: tab, exact: true }),
  );
}

/** Presses a button that opens a file dialog, and answers it. */
export async function giveFiles(
  desk: Desk,
  keys: Keyboard,
  button: Locator,
  ...files: readonly string[]
): Promise<void> {
  await keys.reach(button);
  await desk.withFiles(files, () => keys.press('Enter'));
}

/** Presses a button that saves a file; gives the file's path. */
export async function saveByKeyboard(desk: Desk, keys: Keyboard, button: Locator): Promise<string> {
  await keys.reach(button);
  return desk.withSave(() => keys.press('Enter'));
}

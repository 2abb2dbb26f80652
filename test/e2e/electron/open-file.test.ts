import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskLoop, passphrase } from '../../support/desk-loop.ts';
import { Keyboard } from '../pages/keyboard.ts';
import { lockByKeyboard, unlockByKeyboard, workspaceEntry } from '../pages/keyboard-start.ts';
import { type ElectronApp, openElectronApp } from '../support/electron-app.ts';

/** Double click on a file in the real window: the program starts with it, or the one that runs takes it. */

const OFFICE = '领导小组办公室';
const folder = mkdtempSync(join(tmpdir(), 'jianbiao-electron-'));
const stick = join(folder, 'stick');
const letter = join(stick, '𬱟湖 来信.zip');
let sealed = '';
let enrolment = '';
let electron: ElectronApp;
let keys: Keyboard;

/** An office with one unit enrolled, its data where the window looks for it, and the unit's files on a stick. */
beforeAll(async () => {
  const loop = new DeskLoop();
  try {
    const office = await loop.office();
    const unit = await loop.unit('示例省机关事务管理局', 'recommender', office, 'province');
    await loop.take(office.client, unit.enrolment);
    await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
    sealed = join(stick, (await loop.seal(unit.client, 'preliminary', true)).fileName);
    enrolment = join(stick, unit.enrolment);
    for (const { client } of [office, unit]) await client.close();
    mkdirSync(join(folder, 'home'));
    cpSync(join(loop.root, OFFICE), join(folder, 'home', 'data'), { recursive: true });
    cpSync(loop.stick, stick, { recursive: true });
  } finally {
    await loop.close();
  }
  writeFileSync(letter, '这是一封信，不是封包。');
  electron = await openElectronApp({ folder, args: [sealed] });
  keys = new Keyboard(electron.page);
});
afterAll(() => electron.close());

const outcome = () => electron.page.getByRole('list', { name: '导入结果' });
const waits = () => electron.page.getByRole('status').filter({ hasText: '收到一个要打开的文件' });

test('a program started with a file says so while it is locked, and imports it once it is open', async () => {
  await waits().waitFor();
  await unlockByKeyboard(keys, workspaceEntry(keys, OFFICE), passphrase);
  await outcome().getByText('已导入', { exact: true }).waitFor();
  await electron.page.getByRole('link', { name: '示例省机关事务管理局' }).first().waitFor();
});

test('a second start hands its file to the first window, which comes forward', async () => {
  const { app, page } = electron;
  await keys.goTo('设置');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await electron.startAgain([enrolment])).toBe(0);
  await outcome().getByText('重复', { exact: true }).waitFor();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const forward = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return window?.isVisible() === true && !window.isMinimized() && window.isFocused();
    });
  await expect.poll(forward).toBe(true);
  await page.getByRole('heading', { level: 1, name: '收件' }).waitFor();
});

test('a file that is no package is refused in a plain sentence; files opened while locked wait', async () => {
  await lockByKeyboard(keys);
  expect(await electron.startAgain([letter])).toBe(0);
  await waits().waitFor();
  expect(await electron.startAgain([sealed])).toBe(0);
  await unlockByKeyboard(keys, workspaceEntry(keys, OFFICE), passphrase);
  await outcome().getByText('已隔离', { exact: true }).waitFor();
  await outcome().getByText('这不是本程序的封包').waitFor();
  expect(await outcome().getByText('𬱟湖 来信.zip').count()).toBe(1);
  await outcome().getByText('重复', { exact: true }).waitFor();
  expect(electron.problems).toEqual([]);
});

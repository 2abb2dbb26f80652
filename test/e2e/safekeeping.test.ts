import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldPlace, waitSaved } from './pages/form-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import {
  enterPassphrase,
  giveFiles,
  lockByKeyboard,
  openTab,
  saveByKeyboard,
  unlockByKeyboard,
  workspaceEntry,
} from './pages/keyboard-start.ts';
import { shownFingerprint } from './pages/paper-and-seal.ts';
import { createWorkspace } from './pages/start-page.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';
import { addIndividual, PREPARED_PASSPHRASE, prepareWorkspace } from './support/prepared.ts';

/** Backup, key and recovery code: what a clerk needs on the worst day, tried with the keyboard by a clerk in a hurry. */

const UNIT = '示例省机关事务管理局';
const OTHER = '阿克苏地区机关事务服务中心（示例）';
const NAME = '陈𬱟';
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-safe-'));
let desk: Desk;
let keys: Keyboard;

beforeAll(async () => {
  const dataDir = join(scratch, 'data');
  await prepareWorkspace(dataDir, 'recommender', OTHER);
  await prepareWorkspace(dataDir, 'recommender', UNIT, async (client) => {
    await addIndividual(client, { name: NAME, nativePlace: '湖南云麓' });
  });
  desk = await openLocalDesk({ dataDir });
  desk.page.on('filechooser', () => undefined);
  keys = new Keyboard(desk.page);
});
afterAll(async () => {
  await desk.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Opens the nominee's form and gives the box of its native place. */
async function placeBox() {
  await keys.goTo('总览');
  await keys.activate(desk.page.getByRole('link', { name: NAME, exact: true }));
  const box = fieldPlace(desk.page, 'nativePlace').getByRole('textbox').first();
  await box.waitFor();
  return box;
}

test('a backup comes back as a workspace of its own, the old one untouched', async () => {
  const { page } = desk;
  await unlockByKeyboard(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
  await openTab(keys, '设置', '备份与口令');
  const file = await saveByKeyboard(desk, keys, page.getByRole('button', { name: '备份工作区' }));
  await keys.write(await placeBox(), '湖南备份之后');
  await lockByKeyboard(keys);

  await keys.activate(page.getByRole('button', { name: '从备份恢复' }));
  await giveFiles(desk, keys, page.getByRole('button', { name: /^选择(别处的)?备份文件$/ }), file);
  const passphrase = page.getByLabel('备份的口令');
  await expect.poll(() => keys.isOn(passphrase)).toBe(true);
  await keys.write(passphrase, '不是这个口令');
  await keys.press('Enter');
  await page.getByRole('alert').filter({ hasText: '口令' }).waitFor();
  expect(await workspaceEntry(keys, UNIT).count()).toBe(1);
  await keys.write(passphrase, PREPARED_PASSPHRASE);
  await keys.press('Enter');
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  const box = await placeBox();
  expect(await box.inputValue()).toBe('湖南云麓');
  await keys.write(box, '湖南恢复之后');
  await keys.press('ControlOrMeta+s');
  await waitSaved(page);
  await lockByKeyboard(keys);

  // Two of one name: the last one used stands first, and each says when it was open.
  const both = workspaceEntry(keys, UNIT);
  await expect.poll(() => both.count()).toBe(2);
  expect(new Set(await both.allInnerTexts()).size).toBe(2);
  await unlockByKeyboard(keys, both.nth(1), PREPARED_PASSPHRASE);
  expect(await (await placeBox()).inputValue()).toBe('湖南备份之后');
  await lockByKeyboard(keys);
});

test('a backed-up signing key serves in another workspace', async () => {
  const { page } = desk;
  const secret = '密钥备份-口令-𬱟㛃-2021';
  await unlockByKeyboard(keys, workspaceEntry(keys, UNIT).first(), PREPARED_PASSPHRASE);
  await openTab(keys, '封包', '登记本单位');
  await keys.activate(page.getByRole('button', { name: '生成签名密钥' }));
  const fingerprint = await shownFingerprint(page);
  const backup = page.getByRole('button', { name: '备份签名密钥' });
  await expect.poll(() => keys.isOn(backup)).toBe(true);
  await keys.press('Enter');
  const dialog = page.getByRole('dialog');
  await keys.write(dialog.getByLabel('密钥口令', { exact: true }), secret);
  await keys.write(dialog.getByLabel('再输一次密钥口令'), '另一个密钥口令');
  await keys.press('Enter');
  await dialog.getByText('两次输入的口令不一致').waitFor();
  await keys.write(dialog.getByLabel('再输一次密钥口令'), secret);
  const file = await desk.withSave(() => keys.press('Enter'));
  await dialog.waitFor({ state: 'hidden' });
  await lockByKeyboard(keys);

  await unlockByKeyboard(keys, workspaceEntry(keys, OTHER), PREPARED_PASSPHRASE);
  await openTab(keys, '封包', '登记本单位');
  await giveFiles(desk, keys, page.getByRole('button', { name: '导入已有的密钥' }), file);
  const box = dialog.getByLabel('密钥口令', { exact: true });
  await keys.write(box, '不是这个口令');
  await keys.press('Enter');
  await dialog
    .getByText(/口令/)
    .filter({ hasText: /不对|不正确|错误/ })
    .first()
    .waitFor();
  await expect.poll(() => keys.isOn(box)).toBe(true);
  await keys.write(box, secret);
  await keys.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  expect(await shownFingerprint(page)).toBe(fingerprint);
  await expect.poll(() => keys.isOn(backup)).toBe(true);
  await lockByKeyboard(keys);
});

test('the recovery code opens a workspace whose passphrase is forgotten, and sets a new one', async () => {
  const { page } = desk;
  const name = '忘记口令的单位（示例）';
  const [old, fresh] = ['原来的口令-2021', '新设的口令-2021'];
  const code = await createWorkspace(page, '基层单位', name, old);
  await lockByKeyboard(keys);
  const entry = workspaceEntry(keys, name);
  await enterPassphrase(keys, entry, '想不起来的口令');
  await page.getByRole('alert').filter({ hasText: '口令' }).waitFor();
  await keys.activate(page.getByRole('button', { name: '忘记口令，用恢复码打开' }));
  const box = page.getByLabel('恢复码');
  await expect.poll(() => keys.isOn(box)).toBe(true);
  await keys.write(box, code.slice(0, -1));
  await keys.press('Enter');
  await page.getByRole('alert').filter({ hasText: '恢复码抄写有误' }).waitFor();
  await keys.write(box, code.toLowerCase());
  await keys.press('Enter');

  await page.getByRole('heading', { name: '请设置新口令' }).waitFor();
  await expect.poll(() => keys.isOn(page.getByLabel('新口令', { exact: true }))).toBe(true);
  await keys.write(page.getByLabel('新口令', { exact: true }), fresh);
  await keys.write(page.getByLabel('再输入一次新口令'), '打错的新口令');
  await keys.press('Enter');
  await page.getByText('两次输入的口令不一样。').waitFor();
  await keys.write(page.getByLabel('再输入一次新口令'), fresh);
  await keys.press('Enter');
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  await lockByKeyboard(keys);

  await enterPassphrase(keys, entry, old);
  await page.getByRole('alert').filter({ hasText: '没有打开' }).waitFor();
  await unlockByKeyboard(keys, entry, fresh);
  expect(desk.problems).toEqual([]);
});

test('a recovery code that nobody kept comes afresh after a reload and at every opening; 设置 gives a new one', async () => {
  const { page } = desk;
  await lockByKeyboard(keys);
  const name = '断电的单位（示例）';
  const secret = '断电前设的口令-2021';
  const shown = page.getByLabel('恢复码', { exact: true });
  const code = async () => {
    await shown.waitFor();
    return ((await shown.textContent()) ?? '').trim();
  };
  const nav = page.getByRole('navigation', { name: '主导航' });
  await keys.activate(page.getByRole('button', { name: '新建工作区' }));
  await keys.write(page.getByRole('textbox', { name: '名称' }), name);
  await keys.write(page.getByLabel(/^口令/).first(), secret);
  await keys.write(page.getByLabel(/^再输入一次口令/).first(), secret);
  await keys.press('Enter');
  const lost = await code();

  await page.reload();
  await page.getByText('这是新换的恢复码').waitFor();
  const second = await code();
  expect(second).not.toBe(lost);
  await keys.activate(page.getByRole('button', { name: '锁定，下次再办' }));
  await enterPassphrase(keys, workspaceEntry(keys, name), secret);
  await page.getByText('这是新换的恢复码').waitFor();
  const third = await code();
  expect([lost, second]).not.toContain(third);
  await keys.tick(page.getByLabel('我已打印、抄写或另行保存了恢复码'));
  await keys.activate(page.getByRole('button', { name: '进入工作区' }));
  await nav.waitFor();
  await page.reload();
  await nav.waitFor();

  await openTab(keys, '设置', '备份与口令');
  const box = page.getByLabel('输入口令后换恢复码');
  await keys.write(box, '不对的口令');
  await keys.press('Enter');
  await page.getByRole('alert').filter({ hasText: '恢复码没有更换' }).waitFor();
  await keys.write(box, secret);
  await keys.press('Enter');
  await page.getByText('这是新换的恢复码').waitFor();
  const fourth = await code();
  expect([lost, second, third]).not.toContain(fourth);
  await keys.tick(page.getByLabel('我已打印、抄写或另行保存了恢复码'));
  await keys.activate(page.getByRole('button', { name: '进入工作区' }));
  await nav.waitFor();
  await lockByKeyboard(keys);

  await enterPassphrase(keys, workspaceEntry(keys, name), '想不起来');
  await keys.activate(page.getByRole('button', { name: '忘记口令，用恢复码打开' }));
  await keys.write(page.getByLabel('恢复码'), third);
  await keys.press('Enter');
  await page.getByRole('alert').filter({ hasText: '没有打开' }).waitFor();
  await keys.write(page.getByLabel('恢复码'), fourth);
  await keys.press('Enter');
  await page.getByRole('heading', { name: '请设置新口令' }).waitFor();
  expect(desk.problems).toEqual([]);
});

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldPlace } from './pages/form-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import { enterPassphrase, lockByKeyboard, workspaceEntry } from './pages/keyboard-start.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';
import { addIndividual, PREPARED_PASSPHRASE, prepareWorkspace } from './support/prepared.ts';

/** A workspace whose log a crash has damaged, and one that is erased: the two sad pages of the start, by the keyboard. */

const UNIT = '示例省机关事务管理局';
const NAME = '陈一川';
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-damaged-'));
const dataDir = join(scratch, 'data');
let desk: Desk;
let keys: Keyboard;

/** Where the pictures of these pages go, for someone who wants to look. */
async function picture(name: string): Promise<void> {
  const folder = process.env.JIANBIAO_PICTURES;
  if (folder !== undefined) await desk.page.screenshot({ path: join(folder, `${name}.png`) });
}

function flipMiddle(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

beforeAll(async () => {
  const living = join(scratch, 'living');
  await prepareWorkspace(living, 'recommender', UNIT, async (client) => {
    const saves = Array.from({ length: 60 }, (_, count) => ({ name: NAME, nativePlace: `湖南第${count}次` }));
    await addIndividual(client, ...saves.slice(0, 10));
    await client.call('backup.run', {});
    const [nominee] = await client.call('records.list', {});
    for (const changes of saves.slice(10)) {
      const id = nominee?.id ?? '';
      const { revision } = await client.call('record.get', { id });
      await client.call('record.save', { id, baseRevision: revision, changes });
    }
    // The files as a kill leaves them, one byte of the log turned.
    cpSync(living, dataDir, { recursive: true });
  });
  const log = readdirSync(dataDir).find((name) => name.endsWith('.db-wal')) ?? '';
  flipMiddle(join(dataDir, log));
  desk = await openLocalDesk({ dataDir });
  keys = new Keyboard(desk.page);
});
afterAll(async () => {
  await desk.close();
  rmSync(scratch, { recursive: true, force: true });
});

test('a damaged log is told before anything is opened, with both ways on', async () => {
  const { page } = desk;
  await enterPassphrase(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
  await page.getByRole('heading', { name: '上次没有正常关闭，有内容不见了' }).waitFor();
  await page.getByText(/少了至少 \d+ 次保存。/).waitFor();
  const restore = page.getByRole('button', { name: /^用 .* 的备份恢复$/ });
  await restore.waitFor();
  await picture('saves-missing');
  expect(await seriousViolations(page)).toEqual([]);
  // Nothing is kept aside yet because nothing was touched.
  expect(existsSync(join(dataDir, 'set-aside'))).toBe(false);

  await keys.activate(page.getByRole('button', { name: '返回' }));
  await enterPassphrase(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
  await keys.activate(page.getByRole('button', { name: '继续用现在的内容' }));
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  expect(readdirSync(join(dataDir, 'set-aside'))).toHaveLength(1);
  await keys.goTo('总览');
  await keys.activate(page.getByRole('link', { name: NAME, exact: true }));
  const box = fieldPlace(page, 'nativePlace').getByRole('textbox').first();
  await box.waitFor();
  expect(await box.inputValue()).toMatch(/^湖南第[1-5]\d次$/);
  await lockByKeyboard(keys);
});

test('a workspace is erased with its name and passphrase, and its last backup is offered', async () => {
  const { page } = desk;
  await workspaceEntry(keys, UNIT).waitFor();
  await keys.activate(page.getByRole('button', { name: '删除这个工作区…' }));
  const dialog = page.getByRole('dialog', { name: '删除工作区' });
  const name = dialog.getByRole('textbox', { name: '输入工作区的名称' });
  await expect.poll(() => keys.isOn(name)).toBe(true);
  await keys.write(name, UNIT);
  await keys.write(dialog.getByLabel(/^口令/).first(), '不是这个口令');
  await keys.press('Enter');
  await dialog.getByRole('alert').filter({ hasText: '口令' }).waitFor();
  await picture('erase-dialog');
  expect(await seriousViolations(page)).toEqual([]);
  await keys.write(dialog.getByLabel(/^口令/).first(), PREPARED_PASSPHRASE);
  await keys.press('Enter');
  await page
    .getByText(/最后的备份保留到\d+月\d+日/)
    .first()
    .waitFor();
  await picture('erased');
  await page.getByRole('heading', { name: '新建工作区' }).waitFor();
  expect(readdirSync(dataDir).filter((file) => /\.(db|workspace\.json)/.test(file))).toEqual([]);

  await keys.activate(page.getByRole('button', { name: '从备份恢复' }));
  const backups = page.getByRole('combobox', { name: '本机的自动备份' });
  await keys.activate(backups);
  await page.getByText(/已删除，备份保留到/).waitFor();
  await picture('erased-offered');
  await keys.press('Escape');
  const passphrase = page.getByLabel('备份的口令');
  await keys.pickOption(backups, page.getByRole('option').first());
  await expect.poll(() => keys.isOn(passphrase)).toBe(true);
  await keys.write(passphrase, PREPARED_PASSPHRASE);
  await keys.press('Enter');
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
});

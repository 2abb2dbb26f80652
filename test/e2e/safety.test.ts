import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'jpeg-js';
import { afterEach, expect, test } from 'vitest';
import type { RecordState } from '../../shared/api/record-methods.ts';
import { securityHeaders } from '../../shared/ground/content-security-policy.ts';
import { attachmentRef } from '../../shared/words/content.ts';
import { PHONE_SECRETS, phonePhoto } from '../fixtures/phone-photo.ts';
import { fieldPlace, waitSaved } from './pages/form-page.ts';
import { createWorkspace, goTo, lockWorkspace, unlockWorkspace } from './pages/start-page.ts';
import { ask, enter, openRoute } from './screens/open-page.ts';
import { makeWorlds, WORLD_PASSPHRASE, WORLDS } from './screens/worlds.ts';
import { seriousViolations } from './support/axe.ts';
import { waitUntil } from './support/desk.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** What keeps the clerk's work when nobody thinks of it, as the clerk sees it. */

const NAME = '示例省机关事务管理局';
const PASSPHRASE = 'jianbiao-demo 2026';

let app: LocalApp;
const home = process.env.HOME;
afterEach(async () => {
  process.env.HOME = home;
  await app.close();
});

async function open(): Promise<void> {
  app = await openLocalApp();
  await createWorkspace(app.page, '推荐单位', NAME, PASSPHRASE);
}

/** Answers the folder dialog of the local shell with a folder of the run's own. */
async function choosePlace(title: string, name: string): Promise<void> {
  const dialog = app.page.getByRole('dialog', { name: title });
  await dialog.getByRole('button', { name: '个人文件夹' }).click();
  await dialog.getByRole('button', { name }).click();
  await dialog.getByText(`当前：${name}`).waitFor();
  await dialog.getByRole('button', { name: '选择此文件夹' }).click();
}

async function openSafety(): Promise<void> {
  await goTo(app.page, '设置');
  await app.page.getByRole('tab', { name: '备份与口令' }).click();
  await app.page.getByRole('heading', { name: '自动备份' }).waitFor();
}

test('automatic backups: a second place, a notice when it is gone, and the way back from the start page', async () => {
  await open();
  const { page, folder } = app;
  const disk = join(folder, '移动硬盘');
  mkdirSync(disk);
  // The folder dialog begins at the user's own folder.
  process.env.HOME = folder;
  await openSafety();
  await page.getByText('还没有自动备份').waitFor();
  await page.getByRole('button', { name: '另存一份到文件夹' }).click();
  await choosePlace('把自动备份另存到', '移动硬盘');
  await page.getByText('另存到文件夹“移动硬盘”：下次备份时存入。').waitFor();
  await page.getByRole('button', { name: '现在自动备份一次' }).click();
  await page.getByText(/^上次自动备份：/).waitFor();
  await page.getByText(/“移动硬盘”：最近一份/).waitFor();
  expect(readdirSync(disk)).toHaveLength(1);

  renameSync(disk, `${disk}拔出`);
  await page.getByRole('button', { name: '现在自动备份一次' }).click();
  await page.getByRole('alert').filter({ hasText: '找不到另存备份的文件夹“移动硬盘”' }).first().waitFor();
  await page.getByText('现在找不到这个文件夹。').waitFor();
  await page.getByRole('table', { name: '自动备份' }).getByRole('row').nth(2).waitFor();

  await ask(page, 'records.create', { kind: 'individual' });
  await lockWorkspace(page);
  const workspaces = readdirSync(join(folder, 'data', 'backups'));
  const backups = join(folder, 'data', 'backups', workspaces[0] ?? '');
  await waitUntil(
    () => readdirSync(backups).filter((name) => name.endsWith('.jbbackup')).length === 3,
    'no backup was made at locking',
  );
  await page.getByRole('button', { name: '从备份恢复' }).click();
  await page
    .getByRole('combobox', { name: '本机的自动备份' })
    .or(page.getByLabel('本机的自动备份'))
    .first()
    .click();
  await page.getByRole('option').first().click();
  await page.getByText(`“${NAME}”`).waitFor();
  await page.getByLabel('备份的口令').fill(PASSPHRASE);
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  expect(await ask(page, 'records.list', {})).toHaveLength(1);
  expect(await ask(page, 'workspace.list', {})).toHaveLength(2);
  expect(await ask(page, 'backup.status', {})).toMatchObject({ copy: null });
  expect(app.problems).toEqual([]);
});

test('a file that is no backup is told at once; closing the program makes the last backup', async () => {
  await open();
  const { page, folder } = app;
  await lockWorkspace(page);
  await page.getByRole('button', { name: '从备份恢复' }).click();
  const wrong = join(folder, '封包.jbbackup');
  writeFileSync(wrong, 'PK\u0003\u0004 not a backup', 'latin1');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /选择.*备份文件/ }).click(),
  ]);
  await chooser.setFiles(wrong);
  await page.getByRole('alert').filter({ hasText: '它像是封包或压缩文件' }).waitFor();
  expect(await page.getByRole('button', { name: '恢复', exact: true }).isDisabled()).toBe(true);

  await unlockWorkspace(page, NAME, PASSPHRASE);
  await ask(page, 'records.create', { kind: 'individual' });
  const backups = join(folder, 'data', 'backups');
  const count = () =>
    existsSync(backups) ? readdirSync(backups).flatMap((id) => readdirSync(join(backups, id))).length : 0;
  const before = count();
  await app.shell.close();
  expect(count()).toBe(before + 1);
});

test('saving all papers shows each one, can be cancelled, and names the one that cannot be printed', async () => {
  const world = mkdtempSync(join(tmpdir(), 'jianbiao-safety-'));
  await makeWorlds(world, ['full']);
  app = await openLocalApp({ dataDir: world });
  try {
    const { page, folder } = app;
    process.env.HOME = folder;
    const papers = join(folder, '表格');
    mkdirSync(papers);
    await enter(page, WORLDS.full, WORLD_PASSPHRASE);
    const list = (await ask(page, 'records.list', {})) as readonly {
      id: string;
      kind: string;
      name: string;
    }[];
    const bad = list.find(({ kind }) => kind === 'individual');
    const { revision } = (await ask(page, 'record.get', { id: bad?.id })) as { revision: number };
    await ask(page, 'record.save', { id: bad?.id, baseRevision: revision, changes: { deeds: '\u{E123}' } });
    await goTo(page, '打印');

    const button = page.getByRole('button', { name: '全部保存到文件夹' });
    const bar = page.getByRole('progressbar', { name: '正在保存' });
    await button.click();
    await choosePlace('把本轮全部表格保存到', '表格');
    await bar.waitFor();
    await page.getByText(/^正在保存：.+（.+）$/).waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '操作已取消' }).waitFor();
    await bar.waitFor({ state: 'detached' });
    expect(readdirSync(papers)).toEqual([]);

    await button.click();
    await choosePlace('把本轮全部表格保存到', '表格');
    const alert = page.getByRole('alert').filter({ hasText: '1 项没有保存，其余的都已保存' });
    await alert.waitFor({ timeout: 200_000 });
    expect(await alert.textContent()).toContain(`（${bad?.name}）：无法打印：现有字体都没有这些字`);
    expect(readdirSync(papers)).toHaveLength(1);
    expect(await seriousViolations(page)).toEqual([]);
    expect(app.problems).toEqual([]);
  } finally {
    rmSync(world, { recursive: true, force: true });
  }
});

test('a half-typed date stays in its box, with its message: over another part of the form, a reload and a lock', async () => {
  await open();
  const { page } = app;
  const { id } = (await ask(page, 'records.create', { kind: 'individual' })) as { id: string };
  await ask(page, 'record.save', { id, baseRevision: 0, changes: { workStart: '2001-07' } });
  await openRoute(page, `/form/${id}/annex-5`);
  const parts = page.getByRole('navigation', { name: '本表各部分' });
  const work = (name: string) => parts.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  const joined = fieldPlace(page, 'workStart');
  const from = page.getByLabel('起始年月（第1行）', { exact: true });

  await work('基本情况');
  await joined.getByRole('textbox').fill('2001-13');
  await work('个人简历');
  await page.getByRole('button', { name: '添加一行' }).click();
  await from.fill('199');
  // Another cell of the row is filled while the date is still half: it goes along.
  await page.getByLabel('单位及职务（第1行）', { exact: true }).fill('示例局');
  await waitSaved(page);
  const seen = async () => {
    await work('个人简历');
    expect(await from.inputValue()).toBe('199');
    await page.getByText('请按 2015-03 填写年月').first().waitFor();
    await work('基本情况');
    expect(await joined.getByRole('textbox').inputValue()).toBe('2001-13');
    await joined.getByText('现在存的仍是 2001-07。').waitFor();
  };
  await seen();
  await page.reload();
  await seen();
  await lockWorkspace(page);
  await unlockWorkspace(page, NAME, PASSPHRASE);
  await openRoute(page, `/form/${id}/annex-5`);
  await seen();
  expect(((await ask(page, 'record.get', { id })) as RecordState).content.workStart).toBe('2001-07');

  await joined.getByRole('textbox').fill('2001-11');
  await work('个人简历');
  await work('基本情况');
  expect(await joined.getByRole('textbox').inputValue()).toBe('2001-11');
  expect(await joined.getByText('现在存的仍是').count()).toBe(0);
  await waitSaved(page);
  expect(((await ask(page, 'record.get', { id })) as RecordState).content.workStart).toBe('2001-11');
  expect(app.problems).toEqual([]);
});

test('a phone photo stands upright, and keeps its place, device and comments to itself', async () => {
  await open();
  const { page, folder } = app;
  const { id } = (await ask(page, 'records.create', { kind: 'individual' })) as { id: string };
  const changes = { name: '赵景和', birth: '1980-01-02' };
  await ask(page, 'record.save', { id, baseRevision: 0, changes });
  await openRoute(page, `/photo/${id}`);
  const path = join(folder, 'IMG_2021.jpg');
  writeFileSync(path, phonePhoto(6));
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '选择照片' }).click(),
  ]);
  await chooser.setFiles(path);
  await page.getByRole('button', { name: '保存照片' }).click();
  await page.getByText('已保存的照片').waitFor();

  const stored = async () => {
    const { content } = (await ask(page, 'record.get', { id })) as RecordState;
    return attachmentRef.safeParse(content.photo);
  };
  let reference = await stored();
  while (!reference.success) {
    await page.waitForTimeout(100);
    reference = await stored();
  }
  // Bytes do not cross the test's own channel: the page turns them into a list.
  const bytes = await page.evaluate(async (sha256) => {
    const answer = await window.jianbiao?.call('attachments.read', { sha256 });
    return answer?.ok === true ? [...answer.value.bytes] : [];
  }, reference.data.sha256);
  const text = Buffer.from(bytes).toString('latin1');
  expect(PHONE_SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  const { data, width, height } = decode(Uint8Array.from(bytes), { useTArray: true });
  expect(width / height).toBeCloseTo(35 / 49, 1);
  const at = (x: number, y: number) => {
    const from = (Math.round(y * height) * width + Math.round(x * width)) * 4;
    return (data[from] ?? 0) > (data[from + 2] ?? 0) ? 'red' : 'blue';
  };
  expect([at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)]).toEqual(['red', 'red', 'blue', 'blue']);
  expect(app.problems).toEqual([]);
});

test('the page asks for nothing that this Chromium does not know', async () => {
  app = await openLocalApp();
  const { page } = app;
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.reload();
  await page.getByRole('heading', { name: '荐表', exact: true }).waitFor();
  const known = await page.evaluate(() => {
    const policy: unknown = 'featurePolicy' in document ? document.featurePolicy : null;
    const lists = policy as { features(): string[] } | null;
    return lists?.features() ?? [];
  });
  const header = securityHeaders('')['Permissions-Policy'] ?? '';
  const names = header.split(',').map((part) => part.trim().replace(/=\(\)$/, ''));
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(said).toEqual([]);
});

test('two windows change one nominee: each field is chosen, none is lost', async () => {
  await open();
  const { page } = app;
  const { id } = (await ask(page, 'records.create', { kind: 'individual' })) as { id: string };
  await ask(page, 'record.save', {
    id,
    baseRevision: 0,
    changes: { name: '赵景和', nativePlace: '湖南长沙' },
  });
  await openRoute(page, `/form/${id}/annex-5`);
  await page
    .getByRole('navigation', { name: '本表各部分' })
    .getByRole('button', { name: /^基本情况/ })
    .click();
  await fieldPlace(page, 'nativePlace').waitFor();
  // In one turn of the page: typed here, and before the pause of typing is over, saved by someone else.
  const saved = await page.evaluate(async (subject) => {
    const type = (field: string, text: string) => {
      const box = document.querySelector<HTMLInputElement>(`[data-field="${field}"] input`);
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      if (box === null || set === undefined) throw new Error(field);
      set.call(box, text);
      box.dispatchEvent(new Event('input', { bubbles: true }));
    };
    type('name', '赵景禾');
    type('nativePlace', '湖南湘潭');
    const changes = { name: '赵璟和', nativePlace: '湖南株洲' };
    return window.jianbiao?.call('record.save', { id: subject, baseRevision: 1, changes });
  }, id);
  expect(saved?.ok).toBe(true);

  await page.getByRole('alert').filter({ hasText: '2 栏另有人改过' }).waitFor();
  await page.getByRole('button', { name: '对照选择' }).click();
  const dialog = page.getByRole('dialog', { name: '这些栏目在别的窗口里也改过' });
  const rows = dialog.getByRole('row');
  await rows.filter({ hasText: '赵景禾' }).filter({ hasText: '赵璟和' }).waitFor();
  await rows.filter({ hasText: '湖南湘潭' }).filter({ hasText: '湖南株洲' }).getByText('用对方的').click();
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: '按所选保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  await waitSaved(page);
  const { content } = (await ask(page, 'record.get', { id })) as RecordState;
  expect(content).toMatchObject({ name: '赵景禾', nativePlace: '湖南株洲' });
  expect(await fieldPlace(page, 'nativePlace').getByRole('textbox').inputValue()).toBe('湖南株洲');
  expect(await fieldPlace(page, 'name').getByRole('textbox').inputValue()).toBe('赵景禾');
  expect(app.problems).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DeskLoop } from '../../support/desk-loop.ts';
import { createWorkspace, lockWorkspace, tryToUnlock } from '../pages/start-page.ts';
import { type Screen, settle } from './open-page.ts';
import { WORLD_PASSPHRASE } from './worlds.ts';

const NAME = '示例省机关事务管理局';

/** Chooses a file for 安装活动包, made of these bytes. */
async function installPack(page: Page, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '安装活动包' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/zip', buffer });
}

/** A pack that an office has signed. */
async function issuedPack(): Promise<Buffer> {
  const loop = new DeskLoop();
  try {
    const { fileName } = await loop.office();
    return readFileSync(join(loop.stick, fileName));
  } finally {
    await loop.close();
  }
}

/** The recovery code that the page showed, for the clerk who needs it later. */
let code = '';

/** The start page's states, in this order on an empty data folder: each goes on from the one before. */
export const startScreens: readonly Screen[] = [
  {
    name: 'first',
    async show(page) {
      await page.getByRole('heading', { name: '新建工作区' }).waitFor();
      await settle(page);
    },
  },
  {
    name: 'create-errors',
    async show(page) {
      await page.getByLabel(/^口令/).first().fill('123');
      await page
        .getByLabel(/^再输入一次口令/)
        .first()
        .fill('124');
      await page.getByRole('button', { name: '新建', exact: true }).click();
      await settle(page);
    },
  },
  {
    name: 'install-refused',
    async show(page) {
      await installPack(page, '一封信.zip', Buffer.from('这不是活动包。'));
      await page.getByRole('dialog').getByRole('alert').waitFor();
      await settle(page);
    },
  },
  {
    name: 'install-pack',
    async show(page) {
      await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await installPack(page, '活动包.zip', await issuedPack());
      await page.getByLabel('正式文件公布的指纹').fill('abcd');
      await settle(page);
    },
  },
  {
    name: 'restore',
    async show(page) {
      await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: '从备份恢复' }).click();
      await settle(page);
    },
  },
  {
    name: 'recovery-code',
    async show(page) {
      await page.reload();
      await page.getByRole('heading', { name: '新建工作区' }).waitFor();
      await page.getByRole('textbox', { name: '名称' }).fill(NAME);
      await page.getByLabel(/^口令/).first().fill(WORLD_PASSPHRASE);
      await page
        .getByLabel(/^再输入一次口令/)
        .first()
        .fill(WORLD_PASSPHRASE);
      await page.getByRole('button', { name: '新建', exact: true }).click();
      const shown = page.getByLabel('恢复码', { exact: true });
      await shown.waitFor();
      code = ((await shown.textContent()) ?? '').trim();
      await settle(page);
    },
  },
  {
    name: 'unlock',
    async show(page) {
      await page.getByLabel('我已打印、抄写或另行保存了恢复码').click();
      await page.getByRole('button', { name: '进入工作区' }).click();
      await page.getByRole('navigation', { name: '主导航' }).waitFor();
      await lockWorkspace(page);
      await createWorkspace(page, '领导小组办公室', '评选工作领导小组办公室', WORLD_PASSPHRASE);
      await lockWorkspace(page);
      await settle(page);
    },
  },
  {
    name: 'unlock-wrong',
    async show(page) {
      await tryToUnlock(page, NAME, '不是这个口令');
      await settle(page);
    },
  },
  {
    name: 'new-passphrase',
    async show(page) {
      await page.getByRole('button', { name: '忘记口令，用恢复码打开' }).click();
      await page.getByLabel('恢复码').fill(code);
      await page.getByRole('button', { name: '打开', exact: true }).click();
      await page.getByRole('heading', { name: '请设置新口令' }).waitFor();
      await page.getByRole('button', { name: '设好新口令，进入工作区' }).click();
      await settle(page);
    },
  },
];

import { createWorkspace, lockWorkspace, tryToUnlock } from '../pages/start-page.ts';
import { type Screen, settle } from './open-page.ts';
import { WORLD_PASSPHRASE } from './worlds.ts';

const NAME = '示例省机关事务管理局';

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
    name: 'restore',
    async show(page) {
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
      await page.getByLabel('恢复码', { exact: true }).waitFor();
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
];

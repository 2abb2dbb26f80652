import type { Clerk } from './clerk.ts';
import { PASSPHRASE } from './flow-data.ts';

/** A workspace of the unit, with its recovery code put away. */
export async function createWorkspace(clerk: Clerk): Promise<void> {
  const { keys, page } = clerk;
  await page.getByRole('heading', { name: '新建工作区' }).waitFor();
  await keys.choose(
    page.getByRole('radiogroup', { name: '您在这次评选中是' }),
    page.getByRole('radio', { name: '推荐单位', exact: true }),
  );
  await keys.write(page.getByRole('textbox', { name: '名称' }), clerk.data.unitName);
  await keys.write(page.getByLabel(/^口令/).first(), PASSPHRASE);
  await keys.write(page.getByLabel(/^再输入一次口令/).first(), PASSPHRASE);
  await keys.press('Enter');
  await page.getByLabel('恢复码', { exact: true }).waitFor();
  await keys.tick(page.getByLabel('我已打印、抄写或另行保存了恢复码'));
  await keys.activate(page.getByRole('button', { name: '进入工作区' }));
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** The office's pack, its fingerprint typed off the letter. */
export async function installPack(clerk: Clerk, file: string, fingerprint: string): Promise<void> {
  const { keys, page } = clerk;
  await keys.goTo('设置');
  await clerk.openTab('活动资料');
  const choose = page.getByRole('button', { name: '选择活动包' });
  await keys.reach(choose);
  await clerk.desk.withFiles([file], () => keys.press('Enter'));
  await keys.write(page.getByLabel('正式文件公布的指纹'), fingerprint);
  await keys.activate(page.getByRole('button', { name: '安装这个活动包' }));
  await page.getByText('安装完成').waitFor();
}

import { createByKeyboard, giveFiles, openTab } from '../../pages/keyboard-start.ts';
import type { Clerk } from './clerk.ts';
import { PASSPHRASE } from './flow-data.ts';

/** A workspace of the unit, with its recovery code put away. */
export async function createWorkspace({ keys, data }: Clerk): Promise<void> {
  await createByKeyboard(keys, '推荐单位', data.unitName, PASSPHRASE);
}

/** The office's pack, its fingerprint typed off the letter. */
export async function installPack(
  { desk, keys, page }: Clerk,
  file: string,
  fingerprint: string,
): Promise<void> {
  await openTab(keys, '设置', '活动资料');
  await giveFiles(desk, keys, page.getByRole('button', { name: '选择活动包' }), file);
  await keys.write(page.getByLabel('正式文件公布的指纹'), fingerprint);
  await keys.activate(page.getByRole('button', { name: '安装这个活动包' }));
  await page.getByText('安装完成').waitFor();
}

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fontFile } from '../../electron/engine/paper/font-set.ts';
import { fontsInPdf } from '../support/fonts-in-pdf.ts';
import { saveBy } from './pages/paper-and-seal.ts';
import { createWorkspace, goTo } from './pages/start-page.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openLocalDesk();
});
afterAll(() => desk.close());

/** The table of the notice is filled in 仿宋 (domain notes 4.1): a unit that owns the font prints with it. */
test('a unit prints with its own 仿宋, and goes back', async () => {
  const { page, folder } = desk;
  await createWorkspace(page, '推荐单位', '示例省机关事务管理局', 'jianbiao-demo');
  const own = join(folder, 'simfang.ttf');
  copyFileSync(fontFile('kai'), own);
  const letter = join(folder, '通知.ttf');
  writeFileSync(letter, '这不是字体');

  const settings = async () => {
    await goTo(page, '设置');
    await page.getByRole('tab', { name: '打印字体' }).click();
  };
  const row = page.getByRole('table', { name: '打印字体' }).getByRole('row', { name: /^仿宋/ });
  const printed = async (): Promise<readonly string[]> => {
    await goTo(page, '打印');
    await page.getByRole('textbox', { name: '查找表格或姓名' }).fill('工作报告');
    await page.getByRole('heading', { name: /工作报告：/ }).waitFor();
    return fontsInPdf(new Uint8Array(readFileSync(await saveBy(desk, '保存 PDF（打印用）'))));
  };

  const before = await printed();
  await settings();
  const choose = () => page.getByRole('button', { name: '为仿宋选择字体文件' }).press('Enter');
  await desk.withFiles([letter], choose);
  await page.getByRole('alert').filter({ hasText: '通知.ttf' }).waitFor();
  await row.getByText('思源宋体').waitFor();

  await desk.withFiles([own], choose);
  await row.getByText('LXGW WenKai').waitFor();
  expect(await printed()).not.toEqual(before);

  await settings();
  await page.getByRole('button', { name: '仿宋恢复自带字体' }).press('Enter');
  await row.getByText('思源宋体').waitFor();
  expect(await printed()).toEqual(before);
  expect(desk.problems).toEqual([]);
});

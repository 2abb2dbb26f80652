import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';
import { goTo, unlockWorkspace } from './pages/start-page.ts';
import { seriousViolations } from './support/axe.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** A unit whose office has never heard of this program: the checklist, the set, the answer, all in the window. */

const UNIT = '示例省机关事务管理局';
const loop = new DeskLoop();
let app: LocalApp;

beforeAll(async () => {
  const client = loop.engine(UNIT);
  const { recoveryCode } = await client.call('workspace.create', {
    role: 'recommender',
    name: UNIT,
    campaignId: 'ggj-2021',
    passphrase,
  });
  await client.call('workspace.confirmRecoveryCode', { recoveryCode });
  await loop.fill(client, 'province');
  for (const { severity, key } of await client.call('findings.list', { round: 'preliminary' }))
    if (severity === 'warning') await client.call('findings.explain', { key, text: '情况属实。' });
  await client.close();
  app = await openLocalApp({ dataDir: loop.dataDir(UNIT), moment: '2021-09-16T02:00:00Z' });
  await unlockWorkspace(app.page, UNIT, passphrase);
}, 180_000);
afterAll(async () => {
  await app.close();
  await loop.close();
});

const nextStep = () => app.page.getByRole('region', { name: '下一步' });

async function saved(act: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([app.page.waitForEvent('download'), act()]);
  const path = join(app.folder, `${Date.now()}-${download.suggestedFilename()}`);
  await download.saveAs(path);
  return readFileSync(path);
}

test('the question at the beginning is asked of those who hand something in', async () => {
  const { page } = app;
  await goTo(page, '设置');
  await page.getByRole('tab', { name: '报送方式' }).click();
  const group = page.getByRole('radiogroup', { name: '办公室用荐表收件吗' });
  await group.getByRole('radio', { name: '不用，只收纸质材料和光盘' }).click();
  const pages = page.getByRole('navigation').first();
  await pages.getByRole('link', { name: '报送材料' }).waitFor();
  expect(await pages.getByRole('link', { name: /^(?:封包|反馈)$/ }).count()).toBe(0);
});

test('goes from the sheet to the answer without a key', { timeout: 180_000 }, async () => {
  const { page } = app;
  page.setDefaultTimeout(15_000);
  await goTo(page, '总览');
  await nextStep().getByText('填评选工作联系表').first().waitFor();
  expect(await page.getByRole('main').innerText()).not.toMatch(/密钥|登记包|报送包/);
  expect(await seriousViolations(page)).toEqual([]);

  // The sheet of the contacts goes first and by itself.
  await nextStep().getByRole('button', { name: '去打印页' }).click();
  await page
    .getByRole('navigation', { name: '表格清单' })
    .getByRole('button', { name: /评选工作联系表/ })
    .click();
  await page.getByRole('region', { name: '预览' }).getByRole('checkbox', { name: '已打印' }).click();
  await page.getByText('打印于').first().waitFor();
  await goTo(page, '总览');
  await nextStep().getByRole('checkbox', { name: '已报送' }).click();
  await nextStep().getByText('打印盖章').first().waitFor();

  // Every paper in the notice's order with its copies; printed is what the clerk says.
  await goTo(page, '报送材料');
  const papers = page.getByRole('table', { name: '纸质材料' });
  await papers.waitFor();
  const rows = await papers.getByRole('row').allInnerTexts();
  expect(rows[1]).toContain('推荐工作报告');
  expect(rows[2]).toContain('附件3');
  expect(rows[2]).toContain('一式 5 份');
  expect(await papers.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await page.getByRole('button', { name: '都已打印' }).click();
  await expect.poll(() => papers.getByRole('checkbox', { checked: false }).count()).toBe(0);
  await goTo(page, '总览');
  await nextStep().getByRole('checkbox', { name: '已人工核对，日期已补填' }).click();
  await nextStep().getByRole('button', { name: '备齐材料' }).click();

  const image = await saved(() => page.getByRole('button', { name: '做成光盘映像' }).click());
  expect(image.subarray(32769, 32774).toString()).toBe('CD001');
  await page.getByText('第 1 版已备齐').first().waitFor();
  const list = await saved(() => page.getByRole('button', { name: '导出材料清单' }).click());
  const label = await saved(() => page.getByRole('button', { name: '导出光盘标签' }).click());
  for (const pdf of [list, label]) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await seriousViolations(page)).toEqual([]);

  await goTo(page, '总览');
  await nextStep().getByRole('checkbox', { name: '已送达' }).click();
  await nextStep().getByRole('button', { name: '登记答复' }).click();
  await page.getByRole('button', { name: '登记答复' }).click();
  const results = page.getByRole('table', { name: '每个推荐对象的结果' });
  for (const row of await results.getByRole('row').all()) {
    await row.getByRole('combobox').click();
    await page.getByRole('option', { name: '接收' }).click();
  }
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '保存答复' }).click();
  await page.getByRole('button', { name: '进入正式推荐' }).click();
  await goTo(page, '总览');
  await nextStep().getByText('正式推荐').first().waitFor();
  await expect.poll(() => page.getByRole('main').innerText()).toContain('已报送');
  expect(app.problems).toEqual([]);
});

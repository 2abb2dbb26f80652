import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';
import { importBy } from './pages/paper-and-seal.ts';
import { goTo, unlockWorkspace } from './pages/start-page.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';

const HOST = '云麓市机关事务服务中心';
const MIDDLE = '示例省机关事务管理局';
const loop = new DeskLoop();
/** A folder for pictures of the steps, where one wants to look at them. */
const shots = process.env.JIANBIAO_SHOTS;
let desk: Desk;
let enrolment = '';
let fingerprint = '';

beforeAll(async () => {
  const office = await loop.office();
  const middle = await loop.unit(MIDDLE, 'recommender', office, null);
  const host = await loop.unit(HOST, 'host', office, 'province');
  fingerprint = middle.fingerprint;
  enrolment = join(loop.stick, middle.enrolment);
  await host.client.close();
  desk = await openLocalDesk({ dataDir: loop.dataDir(HOST), moment: '2021-09-16T03:00:00Z' });
  await unlockWorkspace(desk.page, HOST, passphrase);
});
afterAll(async () => {
  await desk.close();
  await loop.close();
});

async function shoot(name: string): Promise<void> {
  if (shots === undefined) return;
  for (const [width, height] of [
    [1366, 768],
    [1092, 614],
  ] as const) {
    await desk.page.setViewportSize({ width, height });
    await desk.page.screenshot({ path: join(shots, `${name}-${width}.png`) });
  }
  await desk.page.setViewportSize({ width: 1366, height: 768 });
}

test('A: a host that enrols its recommending unit by the wizard’s own link seals for that unit alone', async () => {
  const { page } = desk;
  const next = page.getByRole('button', { name: '下一步：存放位置' });
  await goTo(page, '封包');
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  await page.getByText('没有收件单位的密钥，不能加密').waitFor();
  expect(await next.isDisabled()).toBe(true);
  await shoot('no-recipient');
  await page.getByRole('checkbox', { name: '仍不加密' }).check();
  await page.getByRole('textbox', { name: '不加密的原因' }).waitFor();
  expect(await next.isDisabled()).toBe(true);
  await shoot('plain-choice');
  await page.getByRole('checkbox', { name: '仍不加密' }).uncheck();

  await page.getByRole('link', { name: '去单位登记' }).click();
  await importBy(desk, '导入登记包', enrolment);
  await page.getByLabel('盖章纸面上的指纹').fill(fingerprint);
  await page.getByRole('button', { name: '指纹一致，登记这个单位' }).click();
  await page.getByText(`“${MIDDLE}”已登记。`).first().waitFor();

  await goTo(page, '封包');
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  await page.getByText(`封包加密，只有${MIDDLE}能打开。`).waitFor();
  await shoot('encrypted');
  await next.click();
  await page.getByText(`加密给${MIDDLE}`).waitFor();
  await shoot('target');
  const path = await desk.withSave(async () => {
    await page.getByRole('button', { name: '另存为文件' }).click();
    await page.getByText('将保存到：').waitFor();
    await page.getByRole('button', { name: '开始封包' }).click();
  });
  await page.getByRole('heading', { name: '封包完成' }).waitFor();
  expect(path).toMatch(/-preliminary-r1\.zip\.age$/);
  expect(readFileSync(path).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect(desk.problems).toEqual([]);
});

test('A: what was read of a choice before the last sealing is not taken for a change in another window', async () => {
  const { page } = desk;
  const clear = page.getByRole('checkbox', { name: '仍不加密' });
  await page.getByRole('button', { name: '再封一份' }).click();
  await page.getByText('第 2 版').waitFor();
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  // Looked at once already, as the plan of the first revision.
  await clear.check();
  await page.getByRole('textbox', { name: '不加密的原因' }).fill('推荐单位来函要求');
  await page.getByRole('button', { name: '下一步：存放位置' }).click();
  await page.getByText('第 2 版，').waitFor();
  expect(await page.getByText('方案有变化，请再看一遍').count()).toBe(0);
  await page.getByText('不加密，文件名').waitFor();
  expect(desk.problems).toEqual([]);
});

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReviewChange } from '../../shared/words/review-schema.ts';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';
import { unlockWorkspace } from './pages/start-page.ts';
import { type AnswerHold, holdAnswers } from './support/hold-answers.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** The office decides in two windows, on a disk that fails, and looks at a second round after it refused in the first. */

const OFFICE = '领导小组办公室';
const UNIT = '示例省机关事务管理局';
/** Where pictures of the pages go, when somebody wants to look at them. */
const SHOTS = process.env.JIANBIAO_SHOTS;
const loop = new DeskLoop();
let app: LocalApp;
let answers: AnswerHold;
let first = '';
let formal = '';
let names: Record<'c1' | 'i1' | 'other', string>;

beforeAll(async () => {
  const office = await loop.office();
  const unit = await loop.unit(UNIT, 'recommender', office, 'province');
  await loop.take(office.client, unit.enrolment);
  await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
  const one = await loop.seal(unit.client, 'preliminary', true);
  await loop.take(office.client, one.fileName);
  const idOf = (key: string) => unit.ids.get(key) ?? '';
  const change = (key: string, decision: 'accept' | 'reject', note: string): ReviewChange => {
    const comments = decision === 'reject' ? [{ fieldId: 'deeds', text: '事迹没有写到节约办会。' }] : [];
    return { part: 'nominee', base: 0, nomineeId: idOf(key), review: { decision, note, comments } };
  };
  const changes = [change('c1', 'reject', '级别超过规定。'), change('i1', 'accept', '')];
  await office.client.call('review.save', { packageId: one.digest, revision: 1, changes });
  await loop.fill(unit.client, 'province-formal', unit.ids);
  const two = await loop.seal(unit.client, 'formal', true);
  await loop.take(office.client, two.fileName);
  const { submission } = await office.client.call('inbox.get', { packageId: one.digest });
  const nameOf = (key: string) =>
    String(submission.nominees.find(({ id }) => id === idOf(key))?.content.name ?? '');
  const rest = [...unit.ids.keys()].find((key) => key !== 'c1' && key !== 'i1') ?? '';
  names = { c1: nameOf('c1'), i1: nameOf('i1'), other: nameOf(rest) };
  [first, formal] = [one.digest, two.digest];
  for (const { client } of [office, unit]) await client.close();
  app = await openLocalApp({ dataDir: join(loop.root, OFFICE), moment: '2021-11-08T02:00:00Z' });
  answers = await holdAnswers(app.page);
  await app.page.reload();
  await unlockWorkspace(app.page, OFFICE, passphrase);
});
afterAll(async () => {
  await app.close();
  await loop.close();
});

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const [width, height] of [
    [1092, 614],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(SHOTS, `${name}-${width}.png`) });
  }
}

const go = (page: Page, route: string) =>
  page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, route);
const nominee = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '推荐对象' }).getByRole('button', { name });
const verdict = (page: Page, name: string) =>
  page.getByRole('region', { name: '决定' }).getByRole('radio', { name });

test('the second round shows who was refused in the first, with the verdict, its reasons and what changed', async () => {
  const { page } = app;
  await go(page, `/review/${formal}`);
  await nominee(page, names.c1).click();
  const main = page.getByRole('region', { name: names.c1, exact: true });
  await main.getByText('初审第 1 版的决定：不予通过').waitFor();
  expect(await main.innerText()).toContain('级别超过规定。');
  expect(await main.innerText()).toContain('事迹没有写到节约办会。');
  expect(await main.innerText()).toContain('又列入了');
  expect(await nominee(page, names.c1).innerText()).toContain('初审：不予通过');
  await shoot(page, 'formal-refused');
  await main.getByRole('button', { name: /比初审改了 \d+ 处|与初审相同/ }).waitFor();
});

test('two windows decide at once: both decisions stand, and the same nominee decided twice shows both opinions', async () => {
  const { page } = app;
  const other = await app.context.newPage();
  await other.goto(page.url());
  await other.getByRole('navigation', { name: '主导航' }).waitFor();
  for (const one of [page, other]) {
    await go(one, `/review/${formal}`);
    await nominee(one, names.c1).waitFor();
  }
  await nominee(page, names.c1).click();
  await nominee(other, names.i1).click();
  await Promise.all([verdict(page, '不予通过').click(), verdict(other, '接收').click()]);
  for (const one of [page, other]) {
    await expect.poll(() => nominee(one, names.c1).innerText()).toContain('不予通过');
    await expect.poll(() => nominee(one, names.i1).innerText()).toContain('接收');
  }
  // The other window has not heard yet when it decides on the same nominee: its saving waits for the slow engine.
  await nominee(other, names.c1).click();
  answers.hold('review.get');
  await verdict(other, '退回修改').click();
  await expect.poll(() => nominee(other, names.c1).innerText()).toContain('退回修改');
  await verdict(page, '接收').click();
  await page.waitForTimeout(500);
  // What stands there could not be read either; tried again, both opinions are shown.
  answers.failHeld();
  await page.getByRole('button', { name: '重试' }).first().click();
  const both = page.getByRole('dialog', { name: '这些审核意见在别的窗口里也改过' });
  const line = both.getByRole('row').filter({ hasText: names.c1 });
  await line.waitFor();
  expect(await line.innerText()).toMatch(/接收[\s\S]*退回修改/);
  await shoot(page, 'conflict');
  await both.getByRole('button', { name: '按所选保存' }).click();
  await expect.poll(() => nominee(other, names.c1).innerText()).toContain('接收');
  await other.close();
});

test('a save that fails keeps the workspace open and the opinion on the screen; a comment that also decides says so', async () => {
  const { page } = app;
  await go(page, `/review/${first}`);
  const undecided = names.other;
  await nominee(page, undecided).click();
  await page.getByRole('region', { name: undecided, exact: true }).waitFor();
  answers.hold('review.save');
  await page.getByRole('button', { name: '给“主要先进事迹”写意见' }).click();
  await page.getByLabel('对“主要先进事迹”的意见').fill('请写明数据。');
  await page.getByRole('button', { name: '保存意见' }).click();
  await page.getByText('写了意见，决定已同时选为“退回修改”。').waitFor();
  await page.waitForTimeout(300);
  answers.failHeld();
  await page.getByText('保存失败').waitFor();
  await shoot(page, 'save-failed');
  answers.hold('review.save');
  await page.keyboard.press('ControlOrMeta+l');
  await page.waitForTimeout(500);
  answers.failHeld();
  await page.getByText('工作区没有锁定').first().waitFor();
  expect(await page.getByText('意见：请写明数据。').isVisible()).toBe(true);
  // Its answers went lost, but it was written: tried again, nobody is asked about the very same.
  await page.getByRole('button', { name: '重试' }).first().click();
  await page.getByText('已保存').first().waitFor();
  await page.getByRole('button', { name: '不退回，改回未决定' }).click();
  await expect.poll(() => nominee(page, undecided).innerText()).toContain('未决定');
  expect(await page.getByText('意见：请写明数据。').isVisible()).toBe(true);
});

test('the office’s table of quotas: pasted from a spreadsheet, summed, compared with what came, taken back', async () => {
  const { page } = app;
  await go(page, '/quotas');
  await page.getByRole('heading', { name: '名额', exact: true }).waitFor();
  const row = page.getByRole('row').filter({ hasText: UNIT });
  await row.getByText('名额未录入').waitFor();
  await page.getByRole('button', { name: '粘贴录入' }).click();
  await page.getByLabel(/从表格软件复制/).fill(`推荐单位\t集体\t个人\n${UNIT}\t0\t5\n北京市\t3\t3`);
  await shoot(page, 'quota-paste');
  await page.getByRole('button', { name: '录入 2 个单位' }).click();
  await row.getByText('超过名额').waitFor();
  await shoot(page, 'quotas');
  const box = row.getByLabel(/集体名额/);
  await box.fill('9');
  await box.press('Enter');
  await expect.poll(() => row.getByText('超过名额').count()).toBe(0);
  await page.getByRole('button', { name: '撤销上一步' }).click();
  await row.getByText('超过名额').waitFor();
  await go(page, `/review/${formal}`);
  await nominee(page, UNIT).click();
  await page
    .getByText(/超过名额表中的 0 个/)
    .first()
    .waitFor();
  await go(page, '/inbox');
  await shoot(page, 'inbox');
});

test('in a low window no finding is squeezed to a column of letters, and one Escape too many loses no comment', async () => {
  const { page } = app;
  await go(page, `/review/${formal}`);
  await page.setViewportSize({ width: 1092, height: 614 });
  await nominee(page, names.c1).click();
  const main = page.getByRole('region', { name: names.c1, exact: true });
  await main.getByText('又列入了').waitFor();
  const widths = await main
    .locator('dd p')
    .evaluateAll((all) => all.filter((one) => one.textContent.length > 8).map((one) => one.clientWidth));
  expect(widths.length).toBeGreaterThan(3);
  expect(Math.min(...widths)).toBeGreaterThan(100);
  await main.getByRole('button', { name: '给“集体级别”写意见' }).click();
  const box = page.getByLabel('对“集体级别”的意见');
  expect((await box.boundingBox())?.width ?? 0).toBeGreaterThan(150);
  await shoot(page, 'comment-low');
  await page.setViewportSize({ width: 1092, height: 614 });
  await box.press('Escape');
  await expect.poll(() => box.count()).toBe(0);
  await main.getByRole('button', { name: '给“集体级别”写意见' }).click();
  await box.fill('三定方案写的是副处级。');
  await box.press('Escape');
  await page.getByText('写的还没有保存').waitFor();
  expect(await box.inputValue()).toBe('三定方案写的是副处级。');
  await box.press('Control+Enter');
  await page.getByText('意见：三定方案写的是副处级。').waitFor();
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('without encryption is chosen for one answer only and stays said; locking lets the file arrive, and clears what was said', async () => {
  const { page } = app;
  const answer = page.getByRole('region', { name: '答复报送单位' });
  const clear = answer.getByRole('checkbox', { name: '仍不加密' });
  for (const name of [names.c1, names.i1, names.other]) {
    await nominee(page, name).click();
    await verdict(page, '接收').click();
    await expect.poll(() => nominee(page, name).innerText()).toContain('接收');
  }
  await clear.check();
  await answer.getByLabel(/不加密的原因/).fill('报送单位来电要求');
  const [plain] = await Promise.all([
    page.waitForEvent('download'),
    answer.getByRole('button', { name: '保存反馈' }).click(),
  ]);
  expect(plain.suggestedFilename()).toMatch(/\.zip$/);
  await answer.getByText('这份反馈没有加密，原因：报送单位来电要求').waitFor();
  expect(await clear.isChecked()).toBe(false);
  await page.getByText('反馈已签名保存').waitFor();
  // The lock comes while the answer is being made: it waits, and the file is not lost on its way.
  const [encrypted] = await Promise.all([
    page.waitForEvent('download'),
    answer
      .getByRole('button', { name: '保存反馈' })
      .click()
      .then(() => page.keyboard.press('ControlOrMeta+l')),
  ]);
  expect(encrypted.suggestedFilename()).toMatch(/\.zip\.age$/);
  expect(statSync(await encrypted.path()).size).toBeGreaterThan(500);
  await page.getByRole('button', { name: '打开', exact: true }).waitFor();
  await expect.poll(() => page.locator('.mantine-Notification-root').count()).toBe(0);
  await unlockWorkspace(page, OFFICE, passphrase);
});

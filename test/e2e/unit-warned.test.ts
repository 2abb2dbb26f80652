import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerAsShown } from '../../electron/cli/kit/seal-as-shown.ts';
import type { ReviewChange } from '../../shared/words/review-schema.ts';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';
import { fieldPlace, waitSaved } from './pages/form-page.ts';
import { goTo, lockWorkspace, unlockWorkspace } from './pages/start-page.ts';
import { ask, openRoute } from './screens/open-page.ts';
import { seriousViolations } from './support/axe.ts';
import { type AnswerHold, holdAnswers } from './support/hold-answers.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** What a unit is told in time: who was refused, what changed under its hands, and what only this window still has. */

const UNIT = '示例省机关事务管理局';
const REFUSED = '陈𬱟';
const loop = new DeskLoop();
/** A folder for pictures of the steps, where one wants to look at them. */
const shots = process.env.JIANBIAO_SHOTS;
let app: LocalApp;
let answers: AnswerHold;
let refused = '';

beforeAll(async () => {
  const office = await loop.office();
  const unit = await loop.unit(UNIT, 'recommender', office, 'province');
  await loop.take(office.client, unit.enrolment);
  await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
  const { fileName, digest: packageId } = await loop.seal(unit.client, 'preliminary', true);
  await loop.take(office.client, fileName);
  const { submission } = await office.client.call('inbox.get', { packageId });
  refused = submission.nominees.find(({ content }) => content.name === REFUSED)?.id ?? '';
  const changes = submission.nominees.map(({ id }): ReviewChange => {
    const decision = id === refused ? 'reject' : 'accept';
    return { part: 'nominee', base: 0, nomineeId: id, review: { decision, note: '', comments: [] } };
  });
  await office.client.call('review.save', { packageId, revision: 1, changes });
  const target = loop.folder(office.client);
  const feedback = await answerAsShown(office.client, 'feedback', { packageId, target });
  await loop.take(unit.client, feedback.fileName);
  for (const { client } of [office, unit]) await client.close();
  app = await openLocalApp({ dataDir: loop.dataDir(UNIT), moment: '2021-09-17T02:00:00Z' });
  answers = await holdAnswers(app.page);
  await app.page.reload();
  await unlockWorkspace(app.page, UNIT, passphrase);
});
afterAll(async () => {
  await app.close();
  await loop.close();
});

async function shoot(name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  for (const [width, height] of [
    [1092, 614],
    [1366, 768],
  ] as const) {
    await app.page.setViewportSize({ width, height });
    await app.page.waitForTimeout(300);
    await app.page.screenshot({ path: join(shots, `${name}-${width}.png`) });
  }
}

test('who was refused in the first round is marked in the list and in the seal wizard of both rounds', async () => {
  const { page } = app;
  await goTo(page, '总览');
  const row = page.getByRole('row').filter({ hasText: REFUSED });
  await row.getByRole('link', { name: '初审不予通过' }).waitFor();
  await shoot('marked-list');
  const warning = page.getByRole('alert').filter({ hasText: '请先核对这些推荐对象' });
  await goTo(page, '封包');
  await warning.getByText(REFUSED).waitFor();
  expect(await warning.innerText()).toContain('初审不予通过');
  expect(await seriousViolations(page)).toEqual([]);
  await shoot('marked-seal');
  await page.getByText('正式推荐', { exact: true }).first().click();
  await page.getByText('把正式推荐材料装成').waitFor();
  await warning.getByText(REFUSED).waitFor();
  await page.getByText('初审', { exact: true }).first().click();
  await page.getByText('把初审材料装成').waitFor();
});

test('a save that fails says why and what to do; back from the photo desk, Enter does not remove the photo', async () => {
  const { page } = app;
  await openRoute(page, `/form/${refused}/annex-5`);
  await page
    .getByRole('navigation', { name: '本表各部分' })
    .getByRole('button', { name: /^基本情况/ })
    .click();
  answers.hold('record.save');
  await fieldPlace(page, 'nativePlace').getByRole('textbox').fill('云南·昭通');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(1000);
  answers.failHeld();
  await page.getByText('保存失败').waitFor();
  const why = page.getByRole('alert').filter({ hasText: '刚才的内容没有保存，还在这一页上' });
  await why.getByText('请重试').waitFor();
  await shoot('save-failed');
  await page.getByRole('button', { name: '重试' }).click();
  await waitSaved(page);
  await why.waitFor({ state: 'detached' });

  const desk = fieldPlace(page, 'photo').getByRole('link', { name: '打开照片台' });
  await desk.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '回到表格' }).click();
  await desk.waitFor();
  await expect.poll(() => desk.evaluate((link) => link === document.activeElement)).toBe(true);
});

test('what only this window still has when another one locks is held: reloading asks, opening again writes it', async () => {
  const { page } = app;
  const other = await app.context.newPage();
  await other.goto(app.shell.newAddress({}));
  await other.getByRole('navigation', { name: '主导航' }).waitFor();
  answers.hold('record.save');
  const place = fieldPlace(page, 'nativePlace').getByRole('textbox');
  await page.bringToFront();
  await place.click();
  await place.fill('云南·镇雄');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(800);
  await lockWorkspace(other);
  answers.failHeld();
  await page.getByText('离开前没有保存成功，内容还在窗口里').waitFor();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.reload({ timeout: 3000 }).catch(() => undefined);
  expect(asked).toEqual(['beforeunload']);
  await page.getByText('锁定前没有存下的内容只在这个窗口里').waitFor();
  await shoot('kept-after-lock');
  await unlockWorkspace(page, UNIT, passphrase);
  await expect
    .poll(async () => ((await ask(page, 'record.get', { id: refused })) as { content: object }).content)
    .toMatchObject({ nativePlace: '云南·镇雄' });
  await other.close();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});

test('contents that got an error in another window lead back to the first step, not to another stick', async () => {
  const { page } = app;
  await goTo(page, '封包');
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  await page.getByRole('button', { name: '下一步：存放位置' }).click();
  await page.getByRole('button', { name: '另存为文件' }).click();
  await page.getByText('将保存到：').waitFor();
  const { revision } = (await ask(page, 'record.get', { id: refused })) as { revision: number };
  await ask(page, 'record.save', { id: refused, baseRevision: revision, changes: { post: null } });
  await page.getByRole('button', { name: '开始封包' }).click();
  await page.getByText('方案有变化，请再看一遍').waitFor();
  await page.getByText('还有 1 条错误没有改正').waitFor();
  await page.getByRole('link', { name: '去检查页逐条改正' }).waitFor();
  expect(await page.getByRole('button', { name: '换一个存放位置再试' }).count()).toBe(0);
  await shoot('blocked-under-hands');
});

test('a workspace that is gone leaves the list of the start page when one tries to open it', async () => {
  const { page } = app;
  await lockWorkspace(page);
  renameSync(loop.dataDir(UNIT), `${loop.dataDir(UNIT)}别处`);
  mkdirSync(loop.dataDir(UNIT));
  await page.getByLabel(/^口令/).first().fill(passphrase);
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: '找不到这个工作区' }).first().waitFor();
  await page.getByRole('heading', { name: '新建工作区' }).waitFor();
  expect(await page.getByRole('navigation', { name: '工作区' }).count()).toBe(0);
});

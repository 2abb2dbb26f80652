import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../build/kit/paths.ts';
import { installCampaign, userCampaignsDir } from '../../electron/engine/pack/campaign-library.ts';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { loadSample, type SampleSubmission } from '../../electron/engine/pack/load-sample.ts';
import type { RuledPack } from '../../shared/rules/ruled-pack.ts';
import { fieldPlace, fillForm, waitSaved } from './pages/form-page.ts';
import { createWorkspace, goTo } from './pages/start-page.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** Words of the first campaign that must not turn up in another one. */
const FOREIGN = /机关事务|先进集体|先进个人|县处级|附件11|初审|正式推荐/;
const PAGES = ['总览', '检查', '公示与征求意见', '打印', '封包', '反馈', '批量导入', '收件', '设置', '帮助'];

/** A campaign installed in the user's data folder, beside a broken one, opened and filled by clicking (issue 3). */
let app: LocalApp;
let pack: RuledPack;
let sample: SampleSubmission;
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-second-'));

beforeAll(async () => {
  const fixture = join(paths.root, 'test/fixtures/campaigns/reading-2025');
  const dataDir = join(scratch, 'data');
  pack = await loadPack(fixture);
  sample = await loadSample(fixture, 'union');
  await installCampaign(pack, { campaignsDir: join(scratch, 'none'), dataDir });
  mkdirSync(join(userCampaignsDir(dataDir), 'broken-2025'));
  writeFileSync(join(userCampaignsDir(dataDir), 'broken-2025', 'campaign.json'), '{');
  app = await openLocalApp({ dataDir });
});
afterAll(async () => {
  await app.close();
  rmSync(scratch, { recursive: true, force: true });
});

test('a second campaign is chosen, filled and saved in its own words', async () => {
  const { page } = app;
  await page.getByRole('alert').getByText('活动包“broken-2025”不能使用').waitFor();
  await page.getByRole('combobox', { name: '评选活动' }).or(page.getByLabel('评选活动')).first().click();
  await page.getByRole('option', { name: `${pack.campaign.title}（第 3 版）` }).click();
  await createWorkspace(page, '推荐单位', '某厂工会', '读书 2025 春风');

  // Only its own forms, kinds and round are offered.
  await page.getByRole('button', { name: '新增推荐对象' }).first().click();
  const kinds = page.getByRole('menuitem');
  await kinds.first().waitFor();
  expect(await kinds.allInnerTexts()).toEqual(['书香班组', '读书之星']);
  expect(await page.getByLabel('轮次').count()).toBe(0);
  await page.getByRole('menuitem', { name: '读书之星' }).click();

  const star = sample.submission.nominees.find((nominee) => nominee.kind === 'individual');
  if (star === undefined) throw new Error('the sample has no individual');
  for (const id of ['reader', 'job', 'joined', 'books', 'story']) {
    const label = pack.fields.individual.find((field) => field.id === id)?.label ?? '';
    await fieldPlace(page, id).getByText(label, { exact: true }).first().waitFor();
  }
  await fieldPlace(page, 'reader').getByRole('textbox').first().fill('赵一川');
  await waitSaved(page);
  await fillForm(page, pack, 'individual', 'star-form', star.content, sample.submission.unit.content);
  await page.reload();
  await fieldPlace(page, 'reader').waitFor();
  expect(await fieldPlace(page, 'reader').getByRole('textbox').first().inputValue()).toBe('赵一川');
  expect(await page.locator('body').innerText()).not.toMatch(FOREIGN);

  const shown: string[] = [];
  for (const name of PAGES) {
    await goTo(page, name);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForTimeout(500);
    const text = await page.locator('body').innerText();
    const found = FOREIGN.exec(text);
    if (found !== null) shown.push(`${name}: ${text.slice(Math.max(0, found.index - 30), found.index + 30)}`);
  }
  expect(shown).toEqual([]);
  await goTo(page, '总览');
  for (const limit of ['读书之星名额', '读书之星中的管理人员'])
    await page.getByText(limit, { exact: true }).first().waitFor();
  await page.getByText('读书之星（1）').waitFor();
  expect(app.problems).toEqual([]);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { paths } from '../../../build/kit/paths.ts';
import { loadPack } from '../../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../../electron/engine/pack/load-sample.ts';
import { effectiveSettings, formsFor, scopeOf } from '../../../shared/reading/lookup.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import { fieldPlace, fillForm, waitSaved } from '../pages/form-page.ts';
import { burnable, importBy, makeKey, saveBy, sealPackage } from '../pages/paper-and-seal.ts';
import { tick } from '../pages/press.ts';
import { createWorkspace, goTo, lockWorkspace, tryToUnlock, unlockWorkspace } from '../pages/start-page.ts';
import type { Desk } from '../support/desk.ts';

const PACK_DIR = join(paths.root, 'resources', 'campaigns', 'ggj-2021');
const OFFICE = '评选工作领导小组办公室（示例）';
const OFFICE_PASSPHRASE = '办公室-口令-2021-甲';
const UNIT_PASSPHRASE = '推荐单位-口令-2021-乙';
const COMMENT = '请写明“智慧安防”项目的立项文号。';
const NOTE = '事迹真实感人，补充一处依据后重报。';

/** What every step of the flow works with. */
interface FlowData {
  readonly pack: CampaignPack;
  readonly submission: Submission;
  readonly nominee: Submission['nominees'][number];
  readonly unitName: string;
  /** The nominee's photo as a file to choose. */
  readonly photo: string;
}

/** The sample that a unit with one individual sends in; its photo is written into the desk's folder. */
async function flowData(desk: Desk): Promise<FlowData> {
  const pack = await loadPack(PACK_DIR);
  const { submission, files } = await loadSample(PACK_DIR, 'central-organ');
  const nominee = submission.nominees[0];
  const bytes = [...files.values()][0];
  if (nominee === undefined || bytes === undefined) throw new Error('the sample has no nominee with a photo');
  const photo = join(desk.folder, '照片.jpg');
  writeFileSync(photo, bytes);
  return { pack, submission, nominee, unitName: String(submission.unit.content.unitName), photo };
}

/** Called after each page of the flow with its name, e.g. to take a picture. */
export type Look = (name: string) => Promise<void>;

/**
 * The main job from end to end, by clicking and typing (issue 2): the office issues its campaign pack; the unit installs
 * it, fills 附件5 and its own papers, imports the photo, checks, prints, seals and enrols; the office enrols the unit,
 * imports, comments on a field and seals its feedback; the unit opens the feedback and sees the comment at the field.
 */
export async function mainFlow(desk: Desk, look: Look = async () => undefined): Promise<void> {
  const data = await flowData(desk);
  const office = await officeIssuesPack(desk, look);
  await lockWorkspace(desk.page);
  const unit = await unitSeals(desk, data, office, look);
  await lockWorkspace(desk.page);
  const feedback = await officeAnswers(desk, data, unit, look);
  await lockWorkspace(desk.page);
  await unitReadsFeedback(desk, data, feedback, look);
}

async function officeIssuesPack(desk: Desk, look: Look): Promise<{ pack: string; fingerprint: string }> {
  const { page } = desk;
  await look('start');
  await createWorkspace(page, '领导小组办公室', OFFICE, OFFICE_PASSPHRASE);
  await goTo(page, '设置');
  await page.getByRole('tab', { name: '活动资料' }).click();
  const fingerprint = await makeKey(page);
  const pack = await saveBy(desk, '签名并保存活动包');
  await page.getByText('活动包已保存').first().waitFor();
  await look('office-pack');
  return { pack, fingerprint };
}

/** Opens a form of the unit itself from the overview. */
async function openUnitForm(desk: Desk, title: string): Promise<void> {
  await goTo(desk.page, '总览');
  await desk.page.getByRole('link', { name: title }).click();
}

async function unitSeals(
  desk: Desk,
  { pack, submission, nominee, unitName, photo }: FlowData,
  office: { pack: string; fingerprint: string },
  look: Look,
): Promise<{ enrolment: string; fingerprint: string; submission: string }> {
  const { page } = desk;
  await createWorkspace(page, '推荐单位', unitName, UNIT_PASSPHRASE);

  await goTo(page, '设置');
  await page.getByRole('tab', { name: '活动资料' }).click();
  await desk.withFiles([office.pack], () => page.getByRole('button', { name: '选择活动包' }).click());
  await page.getByLabel('正式文件公布的指纹').fill(office.fingerprint);
  await page.getByRole('button', { name: '安装这个活动包' }).click();
  await page.getByText('安装完成').waitFor();
  await look('install-pack');

  await goTo(page, '总览');
  await look('overview-empty');
  await page.getByRole('button', { name: '新增推荐对象' }).first().click();
  await page.getByRole('menuitem', { name: '先进个人' }).click();
  await fillForm(page, pack, 'individual', 'annex-5', nominee.content, submission.unit.content);
  await look('form');

  await page.getByRole('navigation', { name: '本表各部分' }).getByText('基本情况').click();
  await page.getByRole('link', { name: '导入并裁剪照片' }).click();
  await desk.withFiles([photo], () => page.getByRole('button', { name: '选择照片' }).click());
  await page.getByText('标出头部', { exact: true }).click();
  await look('photo');
  await page.getByRole('button', { name: '保存照片' }).click();
  await page.getByText('已保存的照片').waitFor();

  const own = submission.unit.content;
  for (const form of formsFor(
    pack,
    'preliminary',
    'unit',
    scopeOf(own, own, effectiveSettings(pack, submission.settings)),
  )) {
    if (form.sections.length === 0) continue;
    await openUnitForm(desk, form.title);
    await fillForm(page, pack, 'unit', form.id, submission.unit.content, submission.unit.content);
  }

  await goTo(page, '检查');
  await page
    .getByText(/没有(发现)?(任何)?问题|没有错误|全部通过/)
    .first()
    .waitFor();
  await look('checks');
  await explainWarnings(desk);

  await goTo(page, '打印');
  await page.getByRole('button', { name: new RegExp(`${nominee.content.name}.*登记表`) }).click();
  await page.getByRole('img', { name: /第 1 页/ }).waitFor();
  // For the clerk, who prints it; not on the paper, which gets a seal (paper-pdf.test.ts).
  await page.getByRole('button', { name: '版式未经官方附件核对，查看来源' }).waitFor();
  await look('paper');
  const printed = await saveBy(desk, '保存 PDF');
  expect(readFileSync(printed).subarray(0, 5).toString('latin1')).toBe('%PDF-');

  await goTo(page, '封包');
  await page.getByRole('tab', { name: '登记本单位' }).click();
  const fingerprint = await makeKey(page);
  const enrolment = await saveBy(desk, '保存登记包');
  await page.getByText('登记包已保存并读回核验').first().waitFor();
  const sealed = await sealPackage(desk);
  expect(sealed).toMatch(/\.zip\.age$/);
  await look('sealed');
  await burnable(desk, sealed);
  return { enrolment, fingerprint, submission: sealed };
}

/** Writes the explanation that each warning asks for. */
async function explainWarnings(desk: Desk): Promise<void> {
  const { page } = desk;
  const open = page.getByRole('button', { name: '填写说明' });
  while ((await open.count()) > 0) {
    await open.first().click();
    await page.getByLabel('情况说明').last().fill('已核对，情况属实。');
    await page.getByRole('button', { name: '保存说明' }).last().click();
    await page.waitForTimeout(200);
  }
}

/** A cut package, a changed one and a text file: each is refused with its reason and put aside, nothing else changes. */
async function refuseBadFiles(desk: Desk, submission: string): Promise<void> {
  const whole = readFileSync(submission);
  const changed = Buffer.from(whole);
  const middle = Math.floor(whole.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  const bad = {
    'cut.zip.age': whole.subarray(0, middle),
    'changed.zip.age': changed,
    'text.zip': Buffer.from('这是一份普通的文本文件。\n'),
  };
  const said: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(bad)) {
    const file = join(desk.folder, name);
    writeFileSync(file, bytes);
    const outcome = await importBy(desk, '导入文件', file);
    expect(outcome).toContain('隔离');
    said[name] = outcome.replace(name, '');
  }
  expect(said['cut.zip.age']).not.toBe(said['text.zip']);
  await desk.page.getByRole('tab', { name: '隔离区（3）' }).click();
  await desk.page.getByText('cut.zip.age').first().waitFor();
  await desk.page.getByRole('tab', { name: '收到的材料' }).click();
}

async function officeAnswers(
  desk: Desk,
  { nominee, unitName }: FlowData,
  unit: { enrolment: string; fingerprint: string; submission: string },
  look: Look,
): Promise<string> {
  const { page } = desk;
  await tryToUnlock(page, OFFICE, '不是这个口令');
  await unlockWorkspace(page, OFFICE, OFFICE_PASSPHRASE);
  await goTo(page, '单位登记');
  expect(await importBy(desk, '导入登记包', unit.enrolment)).toContain(unit.enrolment.split('/').at(-1));
  await page.getByLabel('盖章纸面上的指纹').fill(unit.fingerprint);
  await page.getByRole('button', { name: '指纹一致，登记这个单位' }).click();
  await page.getByRole('table', { name: '登记名单' }).waitFor();
  await look('signers');

  await goTo(page, '收件');
  await refuseBadFiles(desk, unit.submission);
  expect(await importBy(desk, '导入文件', unit.submission)).toContain('已导入');
  await look('inbox');
  await page.getByRole('link', { name: unitName }).click();
  await page.getByRole('button', { name: '给“主要先进事迹”写意见' }).click();
  await page.getByLabel('对“主要先进事迹”的意见').fill(COMMENT);
  await page.getByRole('button', { name: '保存意见' }).click();
  await tick(page.getByRole('radio', { name: '退回修改' }));
  await page.getByRole('region', { name: '决定' }).getByLabel('说明').fill(NOTE);
  await page.getByRole('heading', { name: '答复报送单位' }).click();
  await waitSaved(page);
  await look('review');
  expect(String(nominee.content.name)).not.toBe('');
  return saveBy(desk, '保存反馈');
}

async function unitReadsFeedback(
  desk: Desk,
  { unitName }: FlowData,
  feedback: string,
  look: Look,
): Promise<void> {
  const { page } = desk;
  await unlockWorkspace(page, unitName, UNIT_PASSPHRASE);
  await goTo(page, '反馈');
  await importBy(desk, '导入反馈或回执', feedback);
  await page.getByText(NOTE).waitFor();
  await look('feedback');
  await page.getByRole('button', { name: '开始改正' }).click();
  await fieldPlace(page, 'deeds').getByText(COMMENT).waitFor();
  await look('feedback-at-field');
}

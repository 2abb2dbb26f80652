import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { samplePhoto } from '../../../electron/engine/pack/sample-photo.ts';
import { groupPicture, jpegOf, personPicture, plainPicture } from '../../fixtures/face-pictures.ts';
import { form, nomineeId, openRoute, type Screen, settle, tab } from './open-page.ts';

/** The states in which work is under way: a dialog open, a file just read, the middle of a wizard. */

async function chooseFile(
  page: Page,
  button: string,
  file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  await chooser.setFiles(file);
}

/** The photo desk of the first individual, with a picture opened and looked at. */
async function openPhoto(page: Page, buffer: Buffer): Promise<void> {
  // The page anew: the picture that was open before has gone.
  await openRoute(page, '/');
  await openRoute(page, `/photo/${await nomineeId(page, 'individual', 0)}`);
  await chooseFile(page, '换一张照片', { name: '照片.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: '保存照片' }).waitFor();
  await settle(page);
}

/** The template the page itself gives, filled so that every row has a mistake: nothing is added by looking. */
async function wrongTemplate(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^保存先进个人模板$/ }).click(),
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(readFileSync(await download.path())).buffer);
  const sheet = book.worksheets[0];
  if (sheet === undefined) throw new Error('the template has no sheet');
  const column = (fieldId: string): number => {
    for (let at = 1; at <= sheet.columnCount; at += 1) if (sheet.getCell(2, at).value === fieldId) return at;
    throw new Error(`no column ${fieldId}`);
  };
  const wrong: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['陈𬱟', { birth: '一九七九年' }],
    ['阿卜杜拉·买买提', { sex: '男性', education: '读过大学' }],
    ['', { idNumber: '43010219790615001X' }],
  ];
  for (const [at, [name, values]] of wrong.entries()) {
    sheet.getCell(4 + at, column('name')).value = name;
    for (const [fieldId, value] of Object.entries(values))
      sheet.getCell(4 + at, column(fieldId)).value = value;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function sealStep(page: Page, ...buttons: readonly string[]): Promise<void> {
  // From another page: the wizard begins at its first step again.
  await openRoute(page, '/');
  await tab('/seal', '封包')(page);
  for (const name of buttons) {
    await page.getByRole('button', { name }).click();
    await settle(page);
  }
}

/** What the clerk of a unit meets on the way. */
export const clerkWork: readonly Screen[] = [
  { name: 'form-notice', show: form('individual', 'annex-5', 5) },
  { name: 'form-dates', show: form('individual', 'annex-5', 6) },
  {
    name: 'unit-staff',
    show: async (page) => {
      await openRoute(page, '/form/unit/annex-11');
      await page.getByRole('navigation', { name: '本表各部分' }).getByText('办公室工作人员').click();
      await settle(page);
    },
  },
  {
    name: 'photo-crop',
    show: (page) => openPhoto(page, Buffer.from(samplePhoto('陈𬱟', '1979-06-15').bytes)),
  },
  { name: 'photo-face', show: (page) => openPhoto(page, jpegOf(personPicture('front'))) },
  {
    name: 'photo-head',
    show: async (page) => {
      await openPhoto(page, jpegOf(personPicture('smiling')));
      await page.getByText('标出头部', { exact: true }).click();
      await settle(page);
    },
  },
  { name: 'photo-several', show: (page) => openPhoto(page, jpegOf(groupPicture())) },
  { name: 'photo-nobody', show: (page) => openPhoto(page, jpegOf(plainPicture())) },
  {
    name: 'bulk-problems',
    show: async (page) => {
      await openRoute(page, '/bulk');
      const buffer = await wrongTemplate(page);
      await chooseFile(page, '选择填好的模板', {
        name: '先进个人填报模板.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer,
      });
      await page.getByRole('table', { name: '有问题的单元格' }).waitFor();
      await settle(page);
    },
  },
  {
    name: 'overview-new',
    show: async (page) => {
      await openRoute(page, '/');
      await page.getByRole('button', { name: '新增推荐对象' }).first().click();
      await settle(page);
    },
  },
  {
    name: 'quick-jump',
    show: async (page) => {
      await openRoute(page, '/');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await settle(page);
    },
  },
  { name: 'seal-recipient', show: (page) => sealStep(page, '下一步：签名与收件人') },
  {
    name: 'seal-target',
    show: (page) => sealStep(page, '下一步：签名与收件人', '下一步：存放位置'),
  },
];

/** Of the formal round, which must be chosen already. */
export const formalWork: readonly Screen[] = [
  { name: 'formal-consultations', show: form('individual', 'annex-8', 0) },
];

async function showAll(page: Page): Promise<void> {
  await tab('/inbox', '收到的材料')(page);
  await page.getByRole('radiogroup', { name: '显示哪些材料' }).getByText(/^全部/).click();
  await settle(page);
}

async function openNewest(page: Page): Promise<void> {
  await showAll(page);
  await page.getByRole('table').getByRole('link').first().click();
  await settle(page);
}

async function pressAndWait(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').waitFor();
  await settle(page);
}

/** What the office meets while it reviews. */
export const reviewWork: readonly Screen[] = [
  { name: 'inbox-all', show: showAll },
  { name: 'review', show: openNewest },
  {
    name: 'review-comment',
    show: async (page) => {
      await openNewest(page);
      await page
        .getByRole('button', { name: /^给“.*”写意见$/ })
        .nth(1)
        .click();
      await settle(page);
    },
  },
  {
    name: 'review-compare',
    show: async (page) => {
      await openNewest(page);
      await pressAndWait(page, '与其他版次比较');
    },
  },
  {
    name: 'review-originals',
    show: async (page) => {
      await openNewest(page);
      await pressAndWait(page, '基层原始封包');
    },
  },
  {
    name: 'review-files',
    show: async (page) => {
      await openNewest(page);
      await pressAndWait(page, '包内文件');
    },
  },
];

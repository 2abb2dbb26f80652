import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { paths } from '../../../build/kit/paths.ts';
import { loadSample } from '../../../electron/engine/pack/load-sample.ts';
import { qrPage, toJpeg } from '../../support/make-scan.ts';
import { fieldPlace, waitSaved } from '../pages/form-page.ts';
import { saveBy } from '../pages/paper-and-seal.ts';
import { createWorkspace, goTo } from '../pages/start-page.ts';
import { ask, openRoute } from '../screens/open-page.ts';
import type { Desk } from '../support/desk.ts';
import { scanPdf } from '../support/scan-paper.ts';

const created = z.object({ id: z.string() });
const record = z.object({ revision: z.int() });

/** The rows of the dialog, one sentence each, and closes nothing. */
async function rows(page: Page): Promise<string[]> {
  const dialog = page.getByRole('dialog', { name: '核对盖章扫描件' });
  await dialog.getByRole('button', { name: '回到打印页' }).waitFor();
  return dialog.getByRole('listitem').allInnerTexts();
}

async function back(page: Page): Promise<void> {
  await page.getByRole('button', { name: '回到打印页' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/**
 * A paper on its way through the stamp and back: printed, scanned page by page, compared; then the data change, and both the
 * print page and the form that the scan is attached to say so.
 */
export async function scanFlow(desk: Desk): Promise<void> {
  const { page } = desk;
  const { submission } = await loadSample(
    join(paths.root, 'resources', 'campaigns', 'ggj-2021'),
    'central-organ',
  );
  const person = submission.nominees[0];
  if (person === undefined) throw new Error('the sample has no nominee');
  const name = String(person.content.name);
  await createWorkspace(page, '推荐单位', String(submission.unit.content.unitName), '推荐单位-口令-2021-乙');
  const { id } = created.parse(await ask(page, 'records.create', { kind: 'individual' }));
  const { photo, ...changes } = person.content;
  await ask(page, 'record.save', { id, baseRevision: 0, changes });

  await goTo(page, '打印');
  const row = page.getByRole('button', { name: new RegExp(`${name}.*登记表`) });
  await row.click();
  await page.getByRole('img', { name: /第 1 页/ }).waitFor();
  const printed = await saveBy(desk, '保存 PDF');
  const scans = scanPdf(readFileSync(printed), desk.folder, '盖章扫描');
  expect(scans.length).toBeGreaterThan(2);
  const check = (files: readonly string[], button = '核对盖章扫描件') =>
    desk.withFiles(files, () => page.getByRole('button', { name: button }).click());

  // The saved PDF itself proves nothing about the paper.
  await check([printed]);
  expect((await rows(page)).join()).toContain('不是盖章后的扫描件');
  await back(page);

  await check(scans.slice(0, -1));
  expect((await rows(page)).join()).toContain(`还缺第 ${scans.length} 页`);
  await check(scans.slice(-1), '添加扫描件');
  await page.getByText(`${scans.length} 页齐全，与数据一致。`).waitFor();
  await back(page);
  await row.getByText('已核对').waitFor();

  const { revision } = record.parse(await ask(page, 'record.get', { id }));
  await ask(page, 'record.save', { id, baseRevision: revision, changes: { post: '综合处处长' } });
  await row.getByText('不一致').waitFor();
  await check(scans.slice(0, 1));
  const changed = (await rows(page)).join();
  expect(changed).toContain('数据已改');
  expect(changed).toContain('请重新打印、盖章');
  await back(page);

  await openRoute(page, `/form/${id}/annex-5/unitNotice.scans`);
  const field = fieldPlace(page, 'unitNotice.scans');
  const notice = join(desk.folder, '公示照片.jpg');
  writeFileSync(notice, toJpeg(qrPage([])));
  const attached = [...scans.slice(0, 1), notice];
  await desk.withFiles(attached, () => field.getByRole('button', { name: '添加文件' }).click());
  await field.getByText('打印之后数据改过，这份扫描件与数据不一致。').waitFor();
  await field.getByText('没有读到本程序表页的二维码。').waitFor();
  await waitSaved(page);
}

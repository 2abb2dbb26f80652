import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { openTab, saveByKeyboard } from '../../pages/keyboard-start.ts';
import { shownFingerprint } from '../../pages/paper-and-seal.ts';
import type { Clerk } from './clerk.ts';

/** The individual's form as a PDF. */
export async function print(clerk: Clerk): Promise<void> {
  const { keys, page } = clerk;
  await keys.goTo('打印');
  const [, person] = clerk.data.subjects;
  const list = page.getByRole('navigation', { name: '表格清单' });
  await keys.openEntry(list, list.getByRole('button', { name: new RegExp(`${person?.name}.*登记表`) }));
  await page.getByRole('img', { name: /第 1 页/ }).waitFor();
  const printed = await saveByKeyboard(clerk.desk, keys, page.getByRole('button', { name: '保存 PDF' }));
  expect(readFileSync(printed).subarray(0, 5).toString('latin1')).toBe('%PDF-');
}

/** The signing key, and the enrolment that carries it to the office. */
export async function enrol(
  clerk: Clerk,
): Promise<{ readonly enrolment: string; readonly fingerprint: string }> {
  const { keys, page } = clerk;
  await openTab(keys, '封包', '登记本单位');
  await keys.activate(page.getByRole('button', { name: '生成签名密钥' }));
  const fingerprint = await shownFingerprint(page);
  const enrolment = await saveByKeyboard(clerk.desk, keys, page.getByRole('button', { name: '保存登记包' }));
  await page.getByText('登记包已保存并读回核验').first().waitFor();
  return { enrolment, fingerprint };
}

/** Goes through the seal wizard; gives the package's path. */
export async function seal(clerk: Clerk): Promise<string> {
  const { keys, page } = clerk;
  await openTab(keys, '封包', '封包');
  await keys.activate(page.getByRole('button', { name: '下一步：签名与收件人' }));
  await keys.activate(page.getByRole('button', { name: '下一步：存放位置' }));
  const path = await clerk.desk.withSave(async () => {
    await keys.activate(page.getByRole('button', { name: '另存为文件' }));
    await page.getByText('将保存到：').waitFor();
    await keys.activate(page.getByRole('button', { name: '开始封包' }));
  });
  await page.getByRole('heading', { name: '封包完成' }).waitFor();
  return path;
}

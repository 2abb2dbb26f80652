import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import type { Desk } from '../support/desk.ts';
import { goTo } from './start-page.ts';

/** A file saved by a button of the page; waits until the window has announced it. */
export async function saveBy(desk: Desk, button: string): Promise<string> {
  return desk.withSave(() => desk.page.getByRole('button', { name: button }).click());
}

/** A package, key or feedback file brought in by a button of the page. Gives what the window says became of it. */
export async function importBy(desk: Desk, button: string, file: string): Promise<string> {
  const { page } = desk;
  await desk.withFiles([file], () => page.getByRole('button', { name: button, exact: true }).first().click());
  const list = page.getByRole('list', { name: '导入结果' });
  await list.waitFor();
  const text = (await list.textContent()) ?? '';
  await page.getByRole('button', { name: '收起导入结果' }).click();
  return text;
}

/** The fingerprint that the page shows, as a person reads it off the paper: without the algorithm's name. */
export async function shownFingerprint(page: Page): Promise<string> {
  const text =
    (await page
      .getByText(/^SHA256:/)
      .first()
      .textContent()) ?? '';
  return text.replace(/^SHA256:/, '').replace(/\s+/g, '');
}

/** Makes the workspace's signing key on the page that shows it. Gives its fingerprint. */
export async function makeKey(page: Page): Promise<string> {
  await page.getByRole('button', { name: '生成签名密钥' }).click();
  return shownFingerprint(page);
}

/** Goes through the seal wizard and gives the package's path. */
export async function sealPackage(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(page, '封包');
  await page.getByRole('tab', { name: '封包', exact: true }).click();
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  await page.getByRole('button', { name: '下一步：存放位置' }).click();
  // The browser downloads when the package is finished, so both clicks belong to one save.
  const path = await desk.withSave(async () => {
    await page.getByRole('button', { name: '另存为文件' }).click();
    await page.getByText('将保存到：').waitFor();
    await page.getByRole('button', { name: '开始封包' }).click();
  });
  await page.getByRole('heading', { name: '封包完成' }).waitFor();
  return path;
}

/** Makes a disc image of the package just sealed, on the page that says so, and holds the image against the package. */
export async function burnable(desk: Desk, sealed: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: '制作光盘' }).click();
  const dialog = page.getByRole('dialog', { name: '制作光盘' });
  // Electron knows where it wrote the package; a browser saved it, and tells nobody where.
  if (desk.shell === 'local')
    await desk.withFiles([sealed], () => dialog.getByRole('button', { name: '选择封包文件' }).click());
  await dialog.getByText(basename(sealed), { exact: true }).waitFor();
  const image = await desk.withSave(() => dialog.getByRole('button', { name: '制作', exact: true }).click());
  await dialog.getByText('已做好并读回核对').waitFor();
  if (!readFileSync(image).includes(readFileSync(sealed)))
    throw new Error(`${basename(image)} does not hold the package`);
  await dialog.getByRole('button', { name: '完成' }).click();
  await dialog.waitFor({ state: 'detached' });
}

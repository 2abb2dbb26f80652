import type { Page } from 'playwright-core';
import { pressUntil, tick } from './press.ts';

export type Role = '基层单位' | '推荐单位' | '领导小组办公室';

/** Creates a workspace from the start page and goes in. Gives the recovery code that was shown. */
export async function createWorkspace(
  page: Page,
  role: Role,
  name: string,
  passphrase: string,
): Promise<string> {
  // On a machine without any workspace the form is there at once.
  const form = page.getByRole('heading', { name: '新建工作区' });
  const another = page.getByRole('button', { name: '新建工作区' });
  await form.or(another).first().waitFor();
  if (!(await form.isVisible())) await another.click();
  await tick(page.getByRole('radio', { name: role, exact: true }));
  await page.getByRole('textbox', { name: '名称' }).fill(name);
  await page.getByLabel(/^口令/).first().fill(passphrase);
  await page
    .getByLabel(/^再输入一次口令/)
    .first()
    .fill(passphrase);
  const recovery = page.getByLabel('恢复码', { exact: true });
  await pressUntil(page.getByRole('button', { name: '新建', exact: true }), recovery);
  const code = ((await recovery.textContent()) ?? '').trim();
  await tick(page.getByLabel('我已打印、抄写或另行保存了恢复码'));
  await pressUntil(
    page.getByRole('button', { name: '进入工作区' }),
    page.getByRole('navigation', { name: '主导航' }),
  );
  return code;
}

/** Opens a known workspace from the start page. */
export async function unlockWorkspace(page: Page, name: string, passphrase: string): Promise<void> {
  await page.getByRole('navigation', { name: '工作区' }).getByRole('button', { name }).click();
  await page.getByLabel(/^口令/).first().fill(passphrase);
  await pressUntil(
    page.getByRole('button', { name: '打开', exact: true }),
    page.getByRole('navigation', { name: '主导航' }),
  );
}

/** Tries a wrong passphrase; the window says so in a sentence and stays locked. */
export async function tryToUnlock(page: Page, name: string, passphrase: string): Promise<void> {
  await page.getByRole('navigation', { name: '工作区' }).getByRole('button', { name }).click();
  await page.getByLabel(/^口令/).first().fill(passphrase);
  await pressUntil(
    page.getByRole('button', { name: '打开', exact: true }),
    page.getByRole('alert').filter({ hasText: '口令' }),
  );
}

/** Saves and locks; back on the start page. */
export async function lockWorkspace(page: Page): Promise<void> {
  await page.getByRole('button', { name: '保存并锁定' }).click();
  await page.getByRole('heading', { name: '荐表', exact: true }).waitFor();
}

/** Goes to a page by the main navigation. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true }).click();
}

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { fieldPlace, waitSaved } from '../pages/form-page.ts';
import { pressUntil } from '../pages/press.ts';
import { createWorkspace, goTo, unlockWorkspace } from '../pages/start-page.ts';
import type { Desk } from '../support/desk.ts';

const NAME = '某省机关事务管理局（示例）';
const PASSPHRASE = '崩溃试验-口令-2021';
const SENTENCES = [
  '长期在机关事务工作一线，',
  '主持节能改造项目十九个，',
  '每年节约经费三百余万元，',
  '多次受到表扬。',
];

/** Opens the deeds of the one nominee from the overview. Gives the box they are typed into. */
async function openDeeds(page: Page): Promise<Locator> {
  const sections = page.getByRole('navigation', { name: '本表各部分' });
  await goTo(page, '总览');
  await pressUntil(page.getByRole('link', { name: '周景和' }).first(), sections);
  const box = fieldPlace(page, 'deeds').locator('textarea').first();
  await pressUntil(sections.getByText('主要先进事迹', { exact: true }), box);
  return box;
}

/** Waits until the window shows this text and, at that same moment, says that it is saved. */
async function waitShownAsSaved(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const boxes = [...document.querySelectorAll('textarea')];
    const said = [...document.querySelectorAll('[role="status"]')].some((one) =>
      one.textContent.startsWith('已保存'),
    );
    return said && boxes.some((one) => one.value === wanted);
  }, text);
}

/**
 * kill -9 of the engine while the clerk types loses nothing that the window had shown as saved (issue 2: acceptance).
 * Several rounds: type until the window says saved, go on typing, kill in the middle, unlock, look.
 */
export async function engineCrashFlow(desk: Desk): Promise<void> {
  const { page } = desk;
  await createWorkspace(page, '推荐单位', NAME, PASSPHRASE);
  await page.getByRole('button', { name: '新增推荐对象' }).first().click();
  await page.getByRole('menuitem', { name: '先进个人' }).click();
  await fieldPlace(page, 'name').getByRole('textbox').fill('周景和');
  await waitSaved(page);
  let text = '';
  for (const [round, sentence] of SENTENCES.entries()) {
    const box = await openDeeds(page);
    text += sentence;
    await box.fill(text.slice(0, -sentence.length));
    await box.press('End');
    await box.pressSequentially(sentence);
    await waitShownAsSaved(page, text);

    const typing = box.pressSequentially('还没有写完的一句话', { delay: 40 }).catch(() => undefined);
    await page.waitForTimeout(60 + round * 110);
    await desk.killEngine();
    await page.getByRole('heading', { name: '荐表', exact: true }).waitFor();
    await typing;

    await unlockWorkspace(page, NAME, PASSPHRASE);
    // What the crash cut off may be there in part, or not at all; what was shown as saved is there in full.
    const after = await openDeeds(page);
    await expect.poll(() => after.inputValue(), { timeout: 20_000 }).toContain(text);
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldPlace, waitSaved } from './pages/form-page.ts';
import { goTo, unlockWorkspace } from './pages/start-page.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';
import { addIndividual, PREPARED_PASSPHRASE, prepareWorkspace } from './support/prepared.ts';

/** How the form behaves under the hands of a clerk: where it scrolls, what it keeps saying, what it takes and drops. */

const UNIT = '甘肃省机关事务管理局';
const NAME = '李𬱟';
const SENTENCE = '多年来，李𬱟同志扎根基层，任劳任怨，把每一件小事办好，受到干部群众一致好评。';
const DEEDS = [...Array.from({ length: 18 }, () => SENTENCE.repeat(2)), '最后我们说一句。'].join('\n');
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-manners-'));
let app: LocalApp;

beforeAll(async () => {
  const dataDir = join(scratch, 'data');
  await prepareWorkspace(dataDir, 'recommender', UNIT, async (client) => {
    await addIndividual(client, { name: NAME });
  });
  app = await openLocalApp({ dataDir, moment: '2021-09-03T09:00:00+08:00' });
  app.page.setDefaultTimeout(20_000);
  await unlockWorkspace(app.page, UNIT, PREPARED_PASSPHRASE);
});
afterAll(async () => {
  await app.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function openSection(section: string): Promise<void> {
  const { page } = app;
  await goTo(page, '总览');
  await page.getByRole('link', { name: NAME, exact: true }).click();
  await page.getByRole('navigation', { name: '本表各部分' }).getByText(section, { exact: true }).click();
  await page.getByRole('heading', { level: 2, name: section, exact: true }).waitFor();
}

/** Puts text into the focused box as a paste does: at once, the caret behind it. */
async function insert(box: Locator, text: string): Promise<void> {
  await box.focus();
  await app.page.keyboard.insertText(text);
}

/** How far the mark of a word lies from where the box itself shows that word; the box's own picture decides. */
function scrollDifference(): Promise<number> {
  return app.page.evaluate(() => {
    const box = document.querySelector<HTMLTextAreaElement>('[data-field="deeds"] textarea');
    const under = box?.closest('[data-field]')?.querySelector('[aria-hidden] mark')?.parentElement;
    return box === null || under === null || under === undefined
      ? -1
      : Math.abs(box.scrollTop - under.scrollTop);
  });
}

test('nothing is red before a key is pressed: what is missing is counted, in sections and in all', async () => {
  const { page } = app;
  await openSection('基本情况');
  const sections = page.getByRole('navigation', { name: '本表各部分' });
  await sections
    .getByText(/^未开始，还差 \d+ 项$/)
    .first()
    .waitFor();
  await sections.getByText(/^填写中，还差 \d+ 项$/).waitFor();
  const panel = page.getByRole('complementary', { name: '检查面板' });
  await panel.getByRole('button', { name: /^还差 \d+ 项$/ }).waitFor();
  expect(await page.locator('[data-look="wrong"], [data-fill-state="wrong"]').count()).toBe(0);
  // Left empty it is still no mistake.
  const place = fieldPlace(page, 'nativePlace');
  const below = await place.evaluate((field) => field.getBoundingClientRect().height);
  await place.getByRole('textbox').first().focus();
  await page.keyboard.press('Tab');
  await place.getByText('还没填', { exact: true }).waitFor();
  expect(await page.locator('[data-look="wrong"]').count()).toBe(0);
  // The message took the line that was kept for it.
  expect(await place.evaluate((field) => field.getBoundingClientRect().height)).toBe(below);
  const idNumber = fieldPlace(page, 'idNumber');
  const high = await idNumber.evaluate((field) => field.getBoundingClientRect().height);
  await idNumber.getByRole('textbox').first().fill('620102199001011235');
  await idNumber.locator('[data-look="wrong"]').waitFor();
  expect(await idNumber.evaluate((field) => field.getBoundingClientRect().height)).toBe(high);
  await sections.getByText(/^要改 \d+ 处/).waitFor();
  await idNumber.getByRole('textbox').first().fill('');
  await idNumber.locator('[data-look="wrong"]').waitFor({ state: 'detached' });
  await openSection('奖励和处分');
  expect(
    await fieldPlace(page, 'violationWithin5Years')
      .getByRole('radio')
      .evaluateAll((all) => all.map((one) => one.closest('[class*="Radio-root"]')?.textContent)),
  ).toEqual(['无', '有']);
});

test('marks lie on their words after a paste and a resize, and a chip brings its word into view (B3, B4)', async () => {
  const { page } = app;
  await openSection('主要先进事迹');
  const deeds = fieldPlace(page, 'deeds');
  const box = deeds.locator('textarea');
  await insert(box, DEEDS);
  const chip = deeds.getByRole('button', { name: /^我们（第 \d+ 字）$/ });
  await chip.waitFor();
  expect(await box.evaluate((area) => area.scrollTop)).toBeGreaterThan(50);
  await expect.poll(scrollDifference).toBe(0);
  // The handle at the corner makes the box lower: its scroll place changes without a scroll event of its own.
  await box.evaluate((area) => {
    area.style.height = '140px';
    area.scrollTop = 90;
    area.style.height = '220px';
  });
  await expect.poll(scrollDifference).toBe(0);
  await box.evaluate((area) => area.scrollTo(0, 0));
  await page.evaluate(() => window.scrollTo(0, 0));
  await box.focus();
  await chip.click();
  const seen = () =>
    box.evaluate((area) => {
      const mark = area.closest('[data-field]')?.querySelector('[aria-hidden] mark');
      const lies = mark?.getBoundingClientRect();
      const frame = area.getBoundingClientRect();
      if (lies === undefined || !(area instanceof HTMLTextAreaElement)) return 'no mark';
      const selected = area.value.slice(area.selectionStart, area.selectionEnd);
      const inBox = lies.top >= frame.top && lies.bottom <= frame.bottom;
      const inPage = lies.top > 100 && lies.bottom < window.innerHeight;
      return `${selected} ${inBox ? 'in the box' : 'outside'} ${inPage ? 'in the page' : 'outside'}`;
    });
  await expect.poll(seen).toBe('我们 in the box in the page');
  await waitSaved(page);
});

test('整理格式 shows each change before it is taken, 我 becomes 该同志 when asked, and one undo each takes it back', async () => {
  const { page } = app;
  await openSection('主要先进事迹');
  const deeds = fieldPlace(page, 'deeds');
  const box = deeds.locator('textarea');
  const rough = '　　他扎根基层,任劳任怨.\n\n\n我说:"一心为民",节约1,200元。';
  const tidy = '他扎根基层，任劳任怨。\n我说：“一心为民”，节约1,200元。';
  await box.fill(rough);
  await deeds.getByRole('button', { name: '整理格式' }).click();
  const dialog = page.getByRole('dialog', { name: '整理“主要先进事迹”的格式' });
  await dialog.getByText(/标点 \d+ 处，空格和缩进 1 处，空行 1 处/).waitFor();
  expect(await box.inputValue()).toBe(rough);
  await dialog.getByRole('button', { name: '全部采用' }).click();
  await expect.poll(() => box.inputValue()).toBe(tidy);
  await deeds.getByRole('button', { name: /^我（第 \d+ 字）$/ }).click();
  await deeds.getByText('该同志', { exact: true }).click();
  await deeds.getByRole('button', { name: '改这一处' }).click();
  await expect.poll(() => box.inputValue()).toBe(tidy.replace('我说', '该同志说'));
  await deeds.getByText(/^再加约 \d+ 字$/).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => box.inputValue()).toBe(tidy);
  await page.keyboard.press('Control+z');
  await expect.poll(() => box.inputValue()).toBe(rough);
  await waitSaved(page);
});

test('a day with the year last is read, one that could be two is asked, and this year is proposed (B10, B15, B25)', async () => {
  const { page } = app;
  await openSection('本单位公示');
  const start = fieldPlace(page, 'unitNotice.start');
  const box = start.getByRole('textbox').first();
  const leave = async (typed: string) => {
    await box.fill(typed);
    await box.press('Tab');
  };
  await leave('15/3/2021');
  expect(await box.inputValue()).toBe('2021-03-15');
  await leave('5/3/2021');
  await start.getByText('可能是3月5日，也可能是5月3日').waitFor();
  const section = page
    .getByRole('navigation', { name: '本表各部分' })
    .getByRole('button', { name: /^本单位公示/ });
  await expect.poll(() => section.innerText()).toContain('要改');
  await start.getByRole('button', { name: '填 2021-03-05' }).click();
  expect(await box.inputValue()).toBe('2021-03-05');
  await expect.poll(() => section.innerText()).not.toContain('要改');
  await leave('9月15日');
  await start.getByText('还缺年份').waitFor();
  await start.getByRole('button', { name: '填 2021-09-15' }).click();
  expect(await box.inputValue()).toBe('2021-09-15');
  await box.press('Alt+ArrowDown');
  const calendar = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: '2021年9月' }) });
  await calendar.waitFor();
  const rests = await calendar
    .locator('[data-rest]')
    .evaluateAll((days) => days.map((day) => Number(day.textContent)));
  // 18 September was worked for the holiday of the 20th and 21st.
  expect(rests).not.toContain(18);
  expect(rests).toEqual(expect.arrayContaining([19, 20, 21]));
  expect(await calendar.locator('[data-now]').innerText()).toBe('3');
  await page.keyboard.press('Escape');
});

test('what is said of a text that is no date goes with the text, and 至 今 is taken (B8, B21, B27)', async () => {
  const { page } = app;
  await openSection('个人简历');
  const resume = fieldPlace(page, 'resume');
  await resume.getByRole('button', { name: '添加一行' }).click();
  const from = resume.getByLabel('起始年月（第1行）', { exact: true });
  await from.fill('2003-09');
  await from.press('Tab');
  await from.fill('不知道');
  await from.press('Tab');
  await resume.getByText('没看懂这个年月').waitFor();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await expect.poll(() => from.inputValue()).toBe('2003-09');
  expect(await resume.getByText('没看懂这个年月').count()).toBe(0);
  const to = resume.getByLabel('截止年月（第1行）', { exact: true });
  await to.fill('至 今');
  await to.press('Tab');
  expect(await to.inputValue()).toBe('至今');
  await resume.getByRole('button', { name: '删除第1行' }).click();
  const told = page.getByText('已删除“个人简历”第1行。按 Ctrl+Z 可以撤销。');
  await told.waitFor();
  // Under the pointer it would stay for good, if nothing withdrew it.
  await told.hover();
  await page.keyboard.press('Control+z');
  // Pressed again it would take back another step: the offer is withdrawn with the first.
  await told.waitFor({ state: 'detached' });
  await expect.poll(() => from.inputValue()).toBe('2003-09');
  await waitSaved(page);
});

test('after a jump F5 stays where the clerk went on to, and never stands on what takes something away (B6)', async () => {
  const { page } = app;
  await goTo(page, '检查');
  await page
    .getByRole('button', { name: '个人简历', exact: true })
    .or(page.getByRole('button', { name: '身份证号', exact: true }))
    .first()
    .click();
  await page.getByRole('navigation', { name: '本表各部分' }).waitFor();
  await expect.poll(() => page.evaluate(() => window.location.hash.split('/').length)).toBe(4);
  await openSection('个人简历');
  const remove = fieldPlace(page, 'resume').getByRole('button', { name: '删除第1行' });
  await remove.focus();
  await page.waitForTimeout(900);
  await page.reload();
  await page.getByRole('heading', { level: 2, name: '个人简历', exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  expect(await page.evaluate(() => document.activeElement?.matches('[data-takes-away]'))).toBe(false);
});

test('unusual signs become usual ones when the box is left, lit, and one undo gives them back; what no font has is said', async () => {
  const { page } = app;
  await openSection('工作单位和职务');
  const post = fieldPlace(page, 'post');
  const box = post.getByRole('textbox').first();
  await box.fill('⼈事处副处\u200b长');
  await box.press('Tab');
  expect(await box.inputValue()).toBe('人事处副处长');
  await page.getByText('已整理：去掉了看不见的符号，“⼈”改为“人”').waitFor();
  await expect.poll(() => post.getAttribute('data-field-target')).toBe('true');
  await page.keyboard.press('Control+z');
  await expect.poll(() => box.inputValue()).toBe('⼈事处副处\u200b长');
  // The clerk's own wish: it stays on leaving.
  await box.focus();
  await box.press('Tab');
  expect(await box.inputValue()).toBe('⼈事处副处\u200b长');
  await box.fill('处长🙂');
  await post.getByText('“🙂”打印不出来').waitFor();
  await box.fill('处长');
  await post.getByText('打印不出来').waitFor({ state: 'detached' });
  await waitSaved(page);
});

test('a page opens at its top (B7), and a file dropped on it is told its place (B28)', async () => {
  const { page } = app;
  await page.setViewportSize({ width: 1366, height: 500 });
  await goTo(page, '总览');
  await page.evaluate(() => window.scrollTo(0, 300));
  await goTo(page, '检查');
  await page.getByRole('heading', { level: 1, name: '检查' }).waitFor();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  await page.setViewportSize({ width: 1366, height: 768 });
  const kept = await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], '证件照.jpg', { type: 'image/jpeg' }));
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
    return document.querySelector('main')?.dispatchEvent(drop);
  });
  expect(kept).toBe(false);
  await page.getByText('“证件照.jpg”没有放进来').waitFor();
});

test('two letters find the one whose initials they are, marked for Enter (B24)', async () => {
  const { page } = app;
  await goTo(page, '总览');
  await page.getByRole('link', { name: /^附件11/ }).click();
  const place = fieldPlace(page, 'division');
  const box = place.getByRole('combobox').or(place.getByRole('textbox')).first();
  await box.click();
  await box.fill('gs');
  await page.getByRole('option', { name: '甘肃省', exact: true }).waitFor();
  await expect.poll(() => page.locator('[data-combobox-selected]').first().innerText()).toBe('甘肃省');
  await box.press('Enter');
  expect(await box.inputValue()).toBe('甘肃省');
  expect(app.problems).toEqual([]);
});

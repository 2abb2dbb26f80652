import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldPlace, waitSaved } from './pages/form-page.ts';
import { goTo, unlockWorkspace } from './pages/start-page.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';
import { addIndividual, PREPARED_PASSPHRASE, prepareWorkspace } from './support/prepared.ts';

/** What a clerk types and pastes who has not read how the boxes want it, and takes back. */

const UNIT = '示例省机关事务管理局';
const dataDir = mkdtempSync(join(tmpdir(), 'jb-clerk-'));
let desk: Desk;

beforeAll(async () => {
  await prepareWorkspace(dataDir, 'recommender', UNIT, async (client) => {
    await addIndividual(client, { name: '陈𬱟' });
  });
  desk = await openLocalDesk({ dataDir });
  await unlockWorkspace(desk.page, UNIT, PREPARED_PASSPHRASE);
});
afterAll(async () => {
  await desk.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function openSection(name: string, section: string): Promise<void> {
  const { page } = desk;
  await goTo(page, '总览');
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('navigation', { name: '本表各部分' }).getByText(section, { exact: true }).click();
  await page.getByRole('heading', { level: 2, name: section, exact: true }).waitFor();
}

/** Puts text on the clipboard and presses Ctrl+V in the box that has the focus, as far as a page can tell. */
async function paste(text: string, html = ''): Promise<void> {
  await desk.page.evaluate(
    ([plain, rich]) => {
      const data = new DataTransfer();
      data.setData('text/plain', plain ?? '');
      if (rich !== '') data.setData('text/html', rich ?? '');
      const init = { clipboardData: data, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', init));
    },
    [text, html],
  );
}

function cells(row: number): Promise<string[]> {
  return desk.page
    .locator(`[data-field="resume"] [data-row="${row}"]`)
    .locator('input, textarea')
    .evaluateAll((boxes) =>
      boxes.flatMap((box) =>
        box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement ? [box.value] : [],
      ),
    );
}

test('the boxes take what a sensible person writes, and show how they took it', async () => {
  const { page } = desk;
  await openSection('陈𬱟', '基本情况');
  const leave = async (fieldId: string, typed: string): Promise<string> => {
    const box = fieldPlace(page, fieldId).getByRole('textbox').first();
    await box.fill(typed);
    await box.press('Tab');
    return box.inputValue();
  };
  expect(await leave('name', '陈　𬱟')).toBe('陈𬱟');
  expect(await leave('idNumber', '５３０１０２ １９２００５０８ ０１１ｘ')).toBe('53010219200508011X');
  expect(await leave('workStart', '1938。7')).toBe('1938-07');
  expect(await leave('workStart', '38/7')).toBe('38/7');
  await fieldPlace(page, 'workStart').getByText('年份要写满四位').waitFor();
  await leave('workStart', '1938年7月');
  await openSection('陈𬱟', '工作单位和职务');
  expect(await leave('officePhone', '（0731）8221 0000转801')).toBe('0731-82210000-801');
  expect(await leave('mobile', '139-0000-0000')).toBe('13900000000');
});

test('a résumé pasted as lines becomes rows, one column goes where the cursor stands, a deleted row comes back', async () => {
  const { page } = desk;
  await openSection('陈𬱟', '个人简历');
  const resume = fieldPlace(page, 'resume');
  await resume.getByRole('button', { name: '添加一行' }).click();
  await resume.getByLabel('起始年月（第1行）', { exact: true }).focus();
  await paste('　　2005.07—2010.03　　某县机关事务管理局科员\r\n\r\n2010年3月至今：副主任');
  await page.getByRole('dialog').getByRole('button', { name: '填入 2 条' }).click();
  await page.getByText('已填入 2 条').waitFor();
  expect((await cells(0)).slice(0, 3)).toEqual(['2005-07', '2010-03', '某县机关事务管理局科员']);
  expect((await cells(1)).slice(0, 3)).toEqual(['2010-03', '至今', '副主任']);
  await resume.getByLabel('单位及职务（第1行）', { exact: true }).focus();
  await paste('甲\n乙', '<table><tr><td>甲局科员</td></tr><tr><td>甲局副主任</td></tr></table>');
  await expect.poll(async () => (await cells(1))[2]).toBe('甲局副主任');
  expect((await cells(0)).slice(0, 3)).toEqual(['2005-07', '2010-03', '甲局科员']);
  await resume.getByRole('button', { name: '删除第1行' }).click();
  await page.getByText('已删除“个人简历”第1行').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await cells(0))[2]).toBe('甲局科员');
  await waitSaved(page);
});

test('Ctrl+K in a box finds a nominee by pinyin, typed on without a pause on a slow PC', async () => {
  const { page } = desk;
  await openSection('陈𬱟', '基本情况');
  const place = fieldPlace(page, 'nativePlace').getByRole('textbox').first();
  await place.fill('湖南株洲');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 10 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dayin');
  const search = page.getByRole('textbox', { name: '查找推荐对象或页面' });
  await expect.poll(() => search.inputValue()).toBe('dayin');
  await page.getByRole('dialog').getByText('打印', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '打印' }).waitFor();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('chen');
  await page.keyboard.press('Enter');
  await place.waitFor();
  expect(await place.inputValue()).toBe('湖南株洲');
});

test('a removed nominee can be put back on the list long after the notice with the undo', async () => {
  const { page } = desk;
  await goTo(page, '总览');
  await page.getByRole('button', { name: '陈𬱟的更多操作' }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await page.getByRole('link', { name: '陈𬱟', exact: true }).waitFor({ state: 'detached' });
  // As on another day: the notice is gone with the page.
  await page.reload();
  await page.getByRole('button', { name: '已移除的推荐对象（1）' }).click();
  await page.getByRole('button', { name: '放回名单' }).click();
  await page.getByRole('link', { name: '陈𬱟', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /^已移除的推荐对象/ }).count()).toBe(0);
  expect(desk.problems).toEqual([]);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldPlace, waitSaved } from './pages/form-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import { lockByKeyboard, openTab, unlockByKeyboard, workspaceEntry } from './pages/keyboard-start.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';
import { addIndividual, PREPARED_PASSPHRASE, prepareWorkspace } from './support/prepared.ts';

/** The way back: what was saved before, and what stood on the screen when the window locked. */

const UNIT = '示例省机关事务管理局';
const NAME = '欧阳㛃';
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-back-'));
let desk: Desk;
let keys: Keyboard;

beforeAll(async () => {
  const dataDir = join(scratch, 'data');
  await prepareWorkspace(dataDir, 'recommender', UNIT, async (client) => {
    await addIndividual(
      client,
      { name: NAME, nativePlace: '湖南云麓', 'unitNotice.objections': true },
      { nativePlace: '湖南长沙', post: '副处长' },
      { nativePlace: '湖南株洲', deeds: '长期在机关事务工作一线。' },
    );
  });
  desk = await openLocalDesk({ dataDir });
  keys = new Keyboard(desk.page);
});
afterAll(async () => {
  await desk.close();
  rmSync(scratch, { recursive: true, force: true });
});

const native = () => fieldPlace(desk.page, 'nativePlace').getByRole('textbox').first();

async function openForm(): Promise<void> {
  await keys.goTo('总览');
  await keys.activate(desk.page.getByRole('link', { name: NAME, exact: true }));
  await native().waitFor();
}

test('the history shows the save before, puts back a field or all of it, and Ctrl+Z takes it back', async () => {
  const { page } = desk;
  await unlockByKeyboard(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
  await openForm();
  await keys.menu(page.getByRole('button', { name: '更多', exact: true }), '修改历史');
  const drawer = page.getByRole('dialog', { name: '修改历史' });
  const saves = drawer.getByRole('navigation', { name: '各次保存' }).getByRole('button');
  await drawer.getByText('与现在相比有 2 处不同').waitFor();
  expect(await saves.count()).toBe(3);
  expect(await saves.first().innerText()).toContain('现在');
  expect(await saves.nth(1).getAttribute('aria-pressed')).toBe('true');

  await keys.activate(drawer.getByRole('button', { name: '恢复“籍贯”' }));
  await drawer.getByText('与现在相比有 1 处不同').waitFor();
  expect(await native().inputValue()).toBe('湖南长沙');
  // What was put back is saved by itself; the version compared with stays.
  await expect.poll(() => saves.count()).toBe(4);
  expect(await saves.nth(2).getAttribute('aria-pressed')).toBe('true');
  await drawer.getByText('与现在相比有 1 处不同').waitFor();
  await keys.press('ControlOrMeta+z');
  await drawer.getByText('与现在相比有 2 处不同').waitFor();
  expect(await native().inputValue()).toBe('湖南株洲');

  // The oldest save, as a whole. One Ctrl+Z takes all of it back.
  await keys.activate(saves.last());
  await drawer.getByText('与现在相比有 3 处不同').waitFor();
  await keys.activate(drawer.getByRole('button', { name: '恢复这一版' }));
  const sure = page.getByRole('dialog', { name: '恢复这一版？' });
  await keys.activate(sure.getByRole('button', { name: '恢复这一版' }));
  await drawer.waitFor({ state: 'hidden' });
  expect(await native().inputValue()).toBe('湖南云麓');
  await expect.poll(() => keys.focused()).not.toContain('<body');
  await keys.press('ControlOrMeta+z');
  await expect.poll(() => native().inputValue()).toBe('湖南株洲');
  await waitSaved(page);
  expect(desk.problems).toEqual([]);
});

test('after an idle lock everything typed is there, and the clerk goes on in the same field', async () => {
  const { page } = desk;
  await page.clock.install();
  await page.reload();
  await openForm();
  await keys.press('Alt+ArrowRight');
  const post = fieldPlace(page, 'post').getByRole('textbox').first();
  await keys.write(post, '办公室主任（阿卜杜拉·买买提的同事）');
  // Not a moment to save in: the clerk types and is gone.
  await page.clock.fastForward('16:00');
  await page.getByRole('heading', { name: '荐表', exact: true }).waitFor();
  await unlockByKeyboard(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
  await post.waitFor();
  expect(await post.inputValue()).toBe('办公室主任（阿卜杜拉·买买提的同事）');
  await expect.poll(() => keys.isOn(post)).toBe(true);
  await page.keyboard.insertText('，兼工会主席');

  await lockByKeyboard(keys);
  await unlockByKeyboard(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
  await expect.poll(() => keys.isOn(post)).toBe(true);
  expect(await post.inputValue()).toContain('兼工会主席');

  // A question on the screen is locked away with the rest.
  await keys.menu(page.getByRole('button', { name: '更多', exact: true }), '修改历史');
  await keys.activate(page.getByRole('button', { name: '恢复这一版' }));
  const sure = page.getByRole('dialog', { name: '恢复这一版？' });
  await sure.waitFor();
  await lockByKeyboard(keys);
  await sure.waitFor({ state: 'hidden' });
  await unlockByKeyboard(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
});

test('F6 goes through the regions that a form declares, whatever they are called, and back', async () => {
  const { page } = desk;
  await keys.goTo('总览');
  await keys.activate(page.getByRole('link', { name: NAME, exact: true }));
  const innermost = () =>
    page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'));
  await keys.reach(page.locator('[data-field]').getByRole('textbox').first());
  expect(await innermost()).toBe('page');
  for (const expected of ['checks', 'navigation', 'sections', 'page']) {
    await keys.press('F6');
    await expect.poll(innermost).toBe(expected);
  }
  await keys.press('Shift+F6');
  await expect.poll(innermost).toBe('sections');
});

test('an explanation that is only half written survives the lock', async () => {
  const { page } = desk;
  await keys.goTo('检查');
  const open = page.getByRole('button', { name: '填写说明' });
  await keys.activate(open.first());
  const box = page.getByLabel('情况说明').last();
  await keys.write(box, '已向𬱟湖区核实，');
  await page.clock.fastForward('16:00');
  await page.getByRole('heading', { name: '荐表', exact: true }).waitFor();
  await unlockByKeyboard(keys, workspaceEntry(keys, UNIT), PREPARED_PASSPHRASE);
  await page.getByText('说明：已向𬱟湖区核实，').waitFor();
  expect(desk.problems).toEqual([]);
});

test('关于 shows the diagnostics before they are saved, and the pack in use; a page begins at its top', async () => {
  const { page } = desk;
  await openTab(keys, '设置', '关于');
  await page.getByText('本工作区用的活动资料').waitFor();
  await keys.activate(page.getByRole('button', { name: '查看诊断信息' }));
  const text = page.getByLabel('诊断信息的内容');
  await text.waitFor();
  const shown = await text.innerText();
  expect(shown).toContain('数据格式');
  for (const secret of [UNIT, NAME]) expect(shown).not.toContain(secret);
  const dialog = page.getByRole('dialog', { name: '诊断信息' });
  const saved = await desk.withSave(() => keys.activate(dialog.getByRole('button', { name: '保存' })));
  expect(readFileSync(saved, 'utf8').trim()).toBe(shown.trim());
  await keys.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  await keys.goTo('检查');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  expect(desk.problems).toEqual([]);
});

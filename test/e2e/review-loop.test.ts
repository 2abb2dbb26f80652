import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';
import { fieldPlace } from './pages/form-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import {
  giveFiles,
  lockByKeyboard,
  saveByKeyboard,
  unlockByKeyboard,
  workspaceEntry,
} from './pages/keyboard-start.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';

/** Materials on their way up and the answer on its way down, at the office's, the recommending and the host unit's desk. */

const OFFICE = '领导小组办公室';
const UNIT = '新疆生产建设兵团机关事务管理部门（示例）';
const HOST = '云麓市机关事务服务中心';
const NAME = '李㛃';
const DEEDS = '请写明阿卜杜拉·买买提同志承担的部分。';
const POST = '职务请写全称。';
const loop = new DeskLoop();
let revisions: readonly string[] = [];
let fromHost = '';
let third = '';

/** The window of one side; its engine here has ended before. */
async function atDesk<T>(name: string, work: (desk: Desk, keys: Keyboard) => Promise<T>): Promise<T> {
  const desk = await openLocalDesk({ dataDir: join(loop.root, name), moment: '2021-11-05T03:00:00Z' });
  desk.page.on('filechooser', () => undefined);
  try {
    const keys = new Keyboard(desk.page);
    await unlockByKeyboard(keys, workspaceEntry(keys, name), passphrase);
    const value = await work(desk, keys);
    expect(desk.problems).toEqual([]);
    return value;
  } finally {
    await desk.close();
  }
}

beforeAll(async () => {
  const office = await loop.office();
  const unit = await loop.unit(UNIT, 'recommender', office, 'corps');
  const host = await loop.unit(HOST, 'host', office, 'enterprise-leader');
  await loop.take(office.client, unit.enrolment);
  await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
  await loop.take(unit.client, host.enrolment);
  await unit.client.call('signers.enrol', { fingerprint: host.fingerprint, typed: host.fingerprint });

  const first = await loop.seal(unit.client, 'preliminary', true);
  const id = unit.ids.get('i1') ?? '';
  const { revision } = await unit.client.call('record.get', { id });
  await unit.client.call('record.save', {
    id,
    baseRevision: revision,
    changes: { post: '办公室副主任', nativePlace: '湖南𬱟湖' },
  });
  const second = await loop.seal(unit.client, 'preliminary', true);
  const own = await unit.client.call('record.get', { id: 'unit' });
  const contact = { contactName: '周敏' };
  await unit.client.call('record.save', { id: 'unit', baseRevision: own.revision, changes: contact });
  third = join(loop.stick, (await loop.seal(unit.client, 'preliminary', true)).fileName);
  revisions = [first.fileName, second.fileName].map((name) => join(loop.stick, name));
  fromHost = join(loop.stick, (await loop.seal(host.client, 'preliminary', false)).fileName);
  for (const { client } of [office, unit, host]) await client.close();
});
afterAll(() => loop.close());

test('the office compares two versions, decides and comments; the unit finds the comments at the fields', async () => {
  const feedback = await atDesk(OFFICE, async (desk, keys) => {
    const { page } = desk;
    await keys.goTo('收件');
    await giveFiles(desk, keys, page.getByRole('button', { name: '导入文件' }), ...revisions);
    const outcome = page.getByRole('list', { name: '导入结果' });
    await outcome.waitFor();
    expect(await outcome.getByText(/^已(导入|收下旧版)/).allInnerTexts()).toEqual(['已收下旧版', '已导入']);
    // Only the newest waits to be done.
    const links = page.getByRole('table').getByRole('link', { name: UNIT });
    await expect.poll(() => links.count()).toBe(1);
    await keys.activate(links.first());

    await keys.activate(page.getByRole('button', { name: '与其他版次比较' }));
    const dialog = page.getByRole('dialog', { name: '版次比较' });
    await dialog.getByText('共 2 处不同。').waitFor();
    const changed = dialog.getByRole('row').filter({ hasText: '办公室副主任' });
    expect(await changed.innerText()).toContain(NAME);
    await keys.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => keys.isOn(page.getByRole('button', { name: '与其他版次比较' }))).toBe(true);

    const subjects = page.getByRole('navigation', { name: '推荐对象' });
    await keys.openEntry(subjects, subjects.getByRole('button', { name: UNIT }));
    await page.getByRole('region', { name: UNIT, exact: true }).waitFor();
    await keys.openEntry(subjects, subjects.getByRole('button', { name: NAME }));
    await page.getByRole('region', { name: NAME, exact: true }).waitFor();

    const answer = page.getByRole('button', { name: '保存反馈' });
    await keys.activate(answer);
    await page.getByRole('alert').filter({ hasText: '还不能出反馈' }).waitFor();

    const decision = page.getByRole('region', { name: '决定' });
    await keys.choose(decision.getByRole('radiogroup'), decision.getByRole('radio', { name: '退回修改' }));
    await keys.activate(page.getByRole('button', { name: '给“职务”写意见' }));
    await keys.write(page.getByLabel('对“职务”的意见'), POST);
    await keys.press('ControlOrMeta+Enter');
    await page.getByText(`意见：${POST}`).waitFor();
    await expect.poll(() => keys.isOn(page.getByRole('button', { name: '修改对“职务”的意见' }))).toBe(true);
    await keys.activate(page.getByRole('button', { name: '给“主要先进事迹”写意见' }));
    // Called away in the middle of a comment, then on without ever pressing 保存意见.
    await keys.write(page.getByLabel('对“主要先进事迹”的意见'), DEEDS);
    await lockByKeyboard(keys);
    await unlockByKeyboard(keys, workspaceEntry(keys, OFFICE), passphrase);
    await page.getByRole('region', { name: NAME, exact: true }).waitFor();
    await page.getByText(`意见：${DEEDS}`).waitFor();
    await page.getByText('另有 2 条栏目意见').waitFor();
    return keep(await saveByKeyboard(desk, keys, answer));
  });

  await atDesk(UNIT, async (desk, keys) => {
    const { page } = desk;
    await keys.goTo('反馈');
    await giveFiles(desk, keys, page.getByRole('button', { name: '导入反馈或回执', exact: true }), feedback);
    await keys.activate(page.getByRole('button', { name: '继续改' }));
    const post = fieldPlace(page, 'post');
    const deeds = fieldPlace(page, 'deeds');
    await post.or(deeds).first().waitFor();
    if (!(await post.isVisible())) {
      await deeds.getByText(DEEDS).waitFor();
      await keys.activate(page.getByRole('navigation', { name: '本表各部分' }).getByText('工作单位和职务'));
    }
    await post.getByText(POST).waitFor();
  });
});

test('the next revision: what was not changed keeps its decision, and the old revision can only be read', async () => {
  await atDesk(OFFICE, async (desk, keys) => {
    const { page } = desk;
    const accept = page.getByRole('region', { name: '决定' }).getByRole('radio', { name: '接收' });
    const openNominee = async () => {
      const subjects = page.getByRole('navigation', { name: '推荐对象' });
      await keys.openEntry(subjects, subjects.getByRole('button', { name: NAME }));
      await page.getByRole('region', { name: NAME, exact: true }).waitFor();
    };
    const views = page.getByRole('radiogroup', { name: '显示哪些材料' });
    await keys.goTo('收件');
    await keys.choose(views, views.getByRole('radio', { name: /^已反馈/ }));
    await keys.activate(page.getByRole('table').getByRole('link', { name: UNIT }));
    await openNominee();
    await keys.choose(page.getByRole('region', { name: '决定' }).getByRole('radiogroup'), accept);
    await page.getByText('已保存').first().waitFor();

    await keys.goTo('收件');
    await giveFiles(desk, keys, page.getByRole('button', { name: '导入文件' }), third);
    await page.getByRole('list', { name: '导入结果' }).waitFor();
    await keys.activate(page.getByRole('table').getByRole('link', { name: UNIT }));
    await page.getByText('第 3 版').first().waitFor();
    await openNominee();
    await page.getByText('第 2 版的决定：接收').waitFor();
    expect(await accept.isChecked()).toBe(false);
    await keys.activate(page.getByRole('button', { name: '沿用 1 个决定' }));
    await expect.poll(() => accept.isChecked()).toBe(true);
    await page.getByText('第 2 版已经审过').waitFor({ state: 'hidden' });

    await keys.goTo('收件');
    await keys.choose(views, views.getByRole('radio', { name: /^旧版/ }));
    await keys.activate(page.getByRole('table').getByRole('link', { name: UNIT }).first());
    await page.getByText('这是旧版，已由第 3 版代替').waitFor();
    await openNominee();
    expect(await accept.isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: '给“职务”写意见' }).count()).toBe(0);
    await keys.activate(page.getByRole('link', { name: '打开第 3 版' }));
    await expect.poll(() => accept.isEnabled()).toBe(true);
  });
});

test('the recommending unit takes a host unit’s nominees onto its own list', async () => {
  await atDesk(UNIT, async (desk, keys) => {
    const { page } = desk;
    await keys.goTo('收件');
    await giveFiles(desk, keys, page.getByRole('button', { name: '导入文件' }), fromHost);
    await page.getByRole('list', { name: '导入结果' }).waitFor();
    await keys.activate(page.getByRole('table').getByRole('link').first());
    const panel = page.getByRole('region', { name: '本单位推荐名单' });
    await keys.activate(panel.getByRole('button', { name: '列入推荐名单' }));
    await panel.getByRole('status').filter({ hasText: '新列入 1 个' }).waitFor();
    await keys.activate(panel.getByRole('link', { name: '到总览查看' }));
    await page.getByRole('link', { name: '孙玉屏', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: NAME, exact: true }).count()).toBe(1);
  });
});

/** The stick, on which files survive the window they were saved from. */
function keep(file: string): string {
  const kept = join(loop.stick, basename(file));
  copyFileSync(file, kept);
  return kept;
}

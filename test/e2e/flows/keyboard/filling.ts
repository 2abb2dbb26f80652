import { expect } from 'vitest';
import { effectiveSettings, formsFor, scopeOf } from '../../../../shared/reading/lookup.ts';
import type { Content } from '../../../../shared/words/content.ts';
import { fillByKeyboard } from '../../pages/keyboard-form.ts';
import { giveFiles, openTab } from '../../pages/keyboard-start.ts';
import type { Clerk } from './clerk.ts';
import type { Subject } from './flow-data.ts';

/** A new nominee with the whole of its form, but for the public notice. */
export async function addNominee(clerk: Clerk, { kind, menu, first }: Subject): Promise<void> {
  const { keys, page } = clerk;
  await keys.goTo('总览');
  await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
  await keys.menu(page.getByRole('button', { name: '新增推荐对象' }).first(), menu);
  await fillByKeyboard(keys, {
    pack: clerk.data.pack,
    kind,
    formId: kind === 'collective' ? 'annex-4' : 'annex-5',
    content: first,
    unit: clerk.data.unit,
    wanted: (id) => !id.startsWith('unitNotice.'),
  });
}

/** The photo of the nominee whose form is open. */
export async function addPhoto(clerk: Clerk): Promise<void> {
  const { keys, page } = clerk;
  await keys.activate(
    page.getByRole('navigation', { name: '本表各部分' }).getByRole('button', { name: /^基本情况/ }),
  );
  await keys.activate(page.getByRole('link', { name: '导入并裁剪照片' }));
  await giveFiles(clerk.desk, keys, page.getByRole('button', { name: '选择照片' }), clerk.data.photo);
  // The worker with the face models runs in either shell.
  await page.getByRole('status').filter({ hasText: '已找到头部' }).waitFor();
  const what = page.getByRole('radiogroup', { name: '拖动什么' });
  await keys.choose(what, page.getByRole('radio', { name: '标出头部' }));
  await keys.reach(page.getByRole('slider', { name: /^头部框/ }));
  await keys.press('Shift+ArrowDown');
  await keys.activate(page.getByRole('button', { name: '保存照片' }));
  await page.getByText('已保存的照片').waitFor();
}

/** Opens each form of the unit itself from the overview and fills it. */
export async function fillUnitForms(
  clerk: Clerk,
  round: 'preliminary' | 'formal',
  content: Content,
): Promise<void> {
  const { keys, page } = clerk;
  const { pack } = clerk.data;
  const scope = scopeOf(content, content, effectiveSettings(pack, {}));
  for (const form of formsFor(pack, round, 'unit', scope)) {
    if (form.sections.length === 0) continue;
    await keys.goTo('总览');
    await keys.activate(page.getByRole('link', { name: form.title }));
    await fillByKeyboard(keys, {
      pack,
      kind: 'unit',
      formId: form.id,
      content,
      unit: content,
    });
  }
}

/** Registers dates, place and objections of each nominee's public notice on the page of the notices. */
export async function registerNotices(clerk: Clerk, title: string, prefix: string): Promise<void> {
  const { keys, page } = clerk;
  await openTab(keys, '公示与征求意见', '公示登记');
  for (const { name, formal } of clerk.data.subjects) {
    const text = (id: string): string => String(formal[`${prefix}.${id}`] ?? '');
    await keys.activate(page.getByRole('button', { name: `登记${name}的${title}` }));
    const dialog = page.getByRole('dialog');
    await keys.write(dialog.getByLabel('开始日期', { exact: true }), text('start'));
    await keys.write(dialog.getByLabel('结束日期', { exact: true }), text('end'));
    await keys.write(dialog.getByLabel('公示范围和方式'), text('scope'));
    await keys.choose(dialog.getByRole('radiogroup'), dialog.getByRole('radio', { name: '无异议' }));
    await keys.activate(dialog.getByRole('button', { name: '保存登记' }));
    await dialog.waitFor({ state: 'hidden' });
  }
}

/** No error is left, and every warning has its explanation. */
export async function explainWarnings(clerk: Clerk): Promise<void> {
  const { keys, page } = clerk;
  await keys.goTo('检查');
  await page
    .getByText(/^全部 \d+$|没有发现问题/)
    .first()
    .waitFor();
  // The list shows what it had until the engine has checked the last change.
  const noErrors = () =>
    expect
      .poll(() => page.getByText(/^(?:要改|还差) \d+/).allTextContents(), { timeout: 20_000 })
      .toEqual([]);
  await noErrors();
  const open = page.getByRole('button', { name: '填写说明' });
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await keys.activate(open.first());
    await keys.write(page.getByLabel('情况说明').last(), '已核对，情况属实。');
    await keys.activate(page.getByRole('button', { name: '保存说明' }).last());
    await expect.poll(() => open.count()).toBeLessThan(left);
  }
  await noErrors();
}

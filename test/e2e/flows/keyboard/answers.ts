import { fillByKeyboard } from '../../pages/keyboard-form.ts';
import { giveFiles, openTab } from '../../pages/keyboard-start.ts';
import type { Clerk } from './clerk.ts';
import type { Subject } from './flow-data.ts';

async function importFeedback(clerk: Clerk, file: string): Promise<void> {
  const { keys, page } = clerk;
  await keys.goTo('反馈');
  await giveFiles(clerk.desk, keys, page.getByRole('button', { name: '导入反馈或回执', exact: true }), file);
  await page.getByText('材料齐全，同意。').first().waitFor();
}

/** The first answer opens the formal round. */
export async function enterFormalRound(clerk: Clerk, feedback: string): Promise<void> {
  const { keys, page } = clerk;
  await importFeedback(clerk, feedback);
  await keys.activate(page.getByRole('button', { name: '进入正式推荐' }));
  await keys.activate(page.getByRole('dialog').getByRole('button', { name: '进入正式推荐' }));
  await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
  await page.getByRole('radio', { name: '正式推荐', checked: true }).waitFor({ state: 'attached' });
}

/** What the formal round asks besides: the approval form's dates, and the departments' answers. */
export async function fillFormal(clerk: Clerk, { kind, name, first, formal }: Subject): Promise<void> {
  const { keys, page } = clerk;
  const added = (id: string): boolean => formal[id] !== first[id];
  await keys.goTo('总览');
  await keys.activate(page.getByRole('link', { name, exact: true }));
  await fillByKeyboard(keys, {
    pack: clerk.data.pack,
    kind,
    formId: kind === 'collective' ? 'annex-6' : 'annex-7',
    content: formal,
    unit: clerk.data.formalUnit,
    wanted: (id) => id !== 'consultations' && !id.startsWith('provinceNotice.') && added(id),
  });
  await openTab(keys, '公示与征求意见', '征求意见');
  const link = page.getByRole('table', { name: '征求意见情况' }).getByRole('link', { name, exact: true });
  await link
    .or(page.getByRole('table', { name: '征求意见情况' }))
    .first()
    .waitFor();
  if ((await link.count()) === 0) return;
  await keys.activate(link);
  await keys.activate(page.getByRole('button', { name: /^(?:按通知顺序)?列出/ }));
  const form = clerk.data.pack.forms.find(
    (one) => one.subject === kind && one.sections.some((section) => section.fields.includes('consultations')),
  );
  await fillByKeyboard(keys, {
    pack: clerk.data.pack,
    kind,
    formId: form?.id ?? '',
    content: { consultations: formal.consultations ?? null },
    unit: clerk.data.formalUnit,
  });
}

/** The last answer: everything accepted, and the overview says that all is done. */
export async function finish(clerk: Clerk, feedback: string): Promise<void> {
  await importFeedback(clerk, feedback);
  await clerk.keys.goTo('总览');
  await clerk.page.getByText('全部办完').waitFor();
}

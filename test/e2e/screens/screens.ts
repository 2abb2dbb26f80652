import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ImportedPackage } from '../../../shared/api/package-methods.ts';
import { requireTool } from '../../conformance/require-tool.ts';
import { qrPage, toJpeg } from '../../support/make-scan.ts';
import { paperPdf, scanPdf } from '../support/scan-paper.ts';
import {
  ask,
  form,
  nomineeId,
  openRoute,
  openTabLike,
  route,
  type Screen,
  settle,
  tab,
} from './open-page.ts';
import { clerkWork, formalWork, reviewWork } from './work-screens.ts';
import type { WORLDS } from './worlds.ts';

/**
 * Which data a screen is looked at with: a world, one of the two workspaces that went through both rounds, or one of the
 * two levels in the middle of the first (two-levels.ts).
 */
export type ScreenWorld = keyof typeof WORLDS | 'unit' | 'office' | 'host' | 'receiver';

const clerkTabs: readonly Screen[] = [
  { name: 'notices-plan', show: tab('/notices', '时间安排') },
  { name: 'notices-text', show: tab('/notices', '公示文稿') },
  { name: 'notices-progress', show: tab('/notices', '公示登记') },
  { name: 'notices-consultation', show: tab('/notices', '征求意见') },
  { name: 'seal', show: tab('/seal', '封包') },
  { name: 'seal-enrol', show: tab('/seal', '登记本单位') },
  { name: 'seal-history', show: tab('/seal', '封包记录') },
];

const settingsTabs: readonly Screen[] = [
  { name: 'settings-readings', show: tab('/settings', '通知未写明处') },
  { name: 'settings-pack', show: tab('/settings', '活动资料') },
  { name: 'settings-look', show: tab('/settings', '外观与锁定') },
  { name: 'settings-fonts', show: tab('/settings', '打印字体') },
  { name: 'settings-safety', show: tab('/settings', '备份与口令') },
  {
    name: 'settings-backed-up',
    async show(page) {
      await ask(page, 'backup.run', {});
      await tab('/settings', '备份与口令')(page);
      await page.getByRole('table', { name: '自动备份' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'settings-events', show: tab('/settings', '操作记录') },
  { name: 'settings-about', show: tab('/settings', '关于') },
];

/** Where the office takes paper and discs only, and back to where it uses the program. */
const paperWay: readonly Screen[] = [
  {
    name: 'handover',
    async show(page) {
      await ask(page, 'handover.setPaperOnly', { paperOnly: true });
      await page.getByRole('link', { name: '报送材料' }).waitFor();
      await openRoute(page, '/handover');
    },
  },
  {
    name: 'settings-way',
    async show(page) {
      await ask(page, 'handover.setPaperOnly', { paperOnly: false });
      await tab('/settings', '报送方式')(page);
    },
  },
];

const clerkPages: readonly Screen[] = [
  { name: 'overview', show: route('/') },
  { name: 'checks', show: route('/checks') },
  ...clerkTabs,
  { name: 'paper', show: route('/paper') },
  { name: 'feedback', show: route('/feedback') },
  { name: 'bulk', show: route('/bulk') },
  { name: 'unit-report', show: route('/form/unit/report-preliminary') },
  { name: 'unit-contact', show: route('/form/unit/annex-11') },
];

const receiverPages: readonly Screen[] = [
  { name: 'inbox', show: tab('/inbox', '收到的材料') },
  { name: 'inbox-quarantine', show: async (page) => openTabLike(page, '/inbox', /^隔离区/) },
  { name: 'signers', show: route('/signers') },
];

const everyonePages: readonly Screen[] = [
  ...settingsTabs,
  { name: 'help', show: route('/help') },
  { name: 'not-found', show: route('/nowhere') },
];

/** Names of the screens that are one and the same whoever's desk it is: everyone's pages but the campaign's own. */
export const sameForAll: ReadonlySet<string> = new Set(
  everyonePages.map(({ name }) => name).filter((name) => !/^settings-(?:readings|pack)$/.test(name)),
);

const formStates: readonly Screen[] = [
  { name: 'form-basics', show: form('individual', 'annex-5', 0) },
  { name: 'form-work', show: form('individual', 'annex-5', 1) },
  { name: 'form-resume', show: form('individual', 'annex-5', 2) },
  { name: 'form-awards', show: form('individual', 'annex-5', 3) },
  { name: 'form-deeds', show: form('individual', 'annex-5', 4) },
  { name: 'form-collective', show: form('collective', 'annex-4', 0) },
];

const openThings: readonly Screen[] = [
  {
    name: 'form-code-list',
    show: form('individual', 'annex-5', 0, 0, async (page) => {
      await page.locator('[data-field="ethnicity"] input').first().click();
      await page.waitForTimeout(200);
    }),
  },
  {
    name: 'form-calendar',
    show: form('individual', 'annex-5', 0, 0, async (page) => {
      await page.locator('[data-field="birth"] input').first().press('Alt+ArrowDown');
      await page.waitForTimeout(300);
    }),
  },
  {
    name: 'form-history',
    show: form('individual', 'annex-5', 0, 0, async (page) => {
      await page.getByRole('button', { name: '更多', exact: true }).click();
      await page.getByRole('menuitem', { name: '修改历史' }).click();
      await page.getByRole('dialog').waitFor();
      await settle(page);
    }),
  },
  {
    name: 'form-copy',
    show: form('individual', 'annex-5', 0, 0, async (page) => {
      await page.getByRole('button', { name: '更多', exact: true }).click();
      await page.getByRole('menuitem', { name: '从其他对象复制' }).click();
      await page.getByRole('dialog').waitFor();
      await settle(page);
    }),
  },
  {
    name: 'photo',
    show: async (page) => {
      await openRoute(page, `/photo/${await nomineeId(page, 'individual', 0)}`);
    },
  },
  {
    name: 'look-menu',
    show: async (page) => {
      await openRoute(page, '/');
      await page.getByRole('button', { name: '外观', exact: true }).click();
      await page.getByRole('menu').waitFor();
      await page.waitForTimeout(250);
    },
  },
];

const formalStates: readonly Screen[] = [
  {
    name: 'formal-overview',
    show: async (page) => {
      await openRoute(page, '/');
      await page.getByRole('radiogroup', { name: '轮次' }).getByText(/正式/).click();
      await settle(page);
    },
  },
  { name: 'formal-form', show: form('individual', 'annex-7', 0) },
  { name: 'formal-checks', show: route('/checks') },
  { name: 'formal-paper', show: route('/paper') },
  { name: 'formal-feedback', show: route('/feedback') },
  { name: 'formal-seal-history', show: tab('/seal', '封包记录') },
];

/** A revision of the host unit's package, opened at its second nominee. */
function opened(revision: number, then?: Screen['show']): Screen['show'] {
  return async (page) => {
    const list = (await ask(page, 'inbox.list', {})) as readonly ImportedPackage[];
    const item = list.find((one) => one.revision === revision);
    if (item === undefined) throw new Error(`no revision ${revision}`);
    await openRoute(page, `/review/${item.packageId}`);
    await page.getByRole('navigation', { name: '推荐对象' }).getByRole('button').nth(2).click();
    await settle(page);
    await then?.(page);
  };
}

const receiverWork: readonly Screen[] = [
  {
    name: 'inbox-all',
    show: async (page) => {
      await openRoute(page, '/inbox');
      await page.getByRole('radiogroup', { name: '显示哪些材料' }).getByText(/^全部/).click();
      await settle(page);
    },
  },
  { name: 'review-old', show: opened(1) },
  { name: 'review-again', show: opened(2) },
  {
    name: 'review-taken-over',
    show: opened(2, async (page) => {
      await page.getByRole('button', { name: '按这一版更新名单' }).click();
      await page.getByText('已列入推荐名单').waitFor();
      await settle(page);
    }),
  },
];

/** Scans of a whole paper, of one page of another, of another round's, and of a page without a code, compared. */
async function compareScans(page: Page): Promise<void> {
  await openRoute(page, '/paper');
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-scans-'));
  try {
    const person = await nomineeId(page, 'individual', 0);
    const scan = async (
      formId: string,
      subjectId: string,
      round: 'preliminary' | 'formal',
    ): Promise<string[]> =>
      scanPdf(await paperPdf(page, { formId, subjectId, round }), folder, `扫描-${formId}`);
    const files = [
      ...(await scan('annex-3', 'unit', 'preliminary')),
      ...(await scan('annex-5', person, 'preliminary')).slice(0, 2),
      ...(await scan('annex-7', person, 'formal')).slice(0, 1),
    ];
    const blank = join(folder, '公示照片.jpg');
    writeFileSync(blank, toJpeg(qrPage([])));
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '核对盖章扫描件' }).click(),
    ]);
    await chooser.setFiles([...files, blank]);
    await page.getByRole('button', { name: '回到打印页' }).waitFor();
    await settle(page);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A form with a stamped page, the unstamped file of the same paper, and a picture attached to it. */
async function attachScans(page: Page): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-scans-'));
  try {
    const subjectId = await nomineeId(page, 'individual', 0);
    const pdf = await paperPdf(page, { formId: 'annex-5', subjectId, round: 'preliminary' });
    const [stamped = ''] = scanPdf(pdf, folder, '盖章登记表');
    const picture = join(folder, '公示照片.jpg');
    writeFileSync(picture, toJpeg(qrPage([])));
    await openRoute(page, `/form/${subjectId}/annex-5/unitNotice.scans`);
    const field = page.locator('[data-field="unitNotice.scans"]');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      field.getByRole('button', { name: '添加文件' }).click(),
    ]);
    await chooser.setFiles([stamped, join(folder, '盖章登记表.pdf'), picture]);
    await field.getByText('与数据一致').waitFor();
    await field.getByText('没有读到本程序表页').waitFor();
    await settle(page);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only where the machine can print for itself. */
const scanStates: readonly Screen[] =
  requireTool('pdftoppm') === null
    ? []
    : [
        { name: 'paper-scans', show: compareScans },
        { name: 'form-scans', show: attachScans },
      ];

const hostPages = clerkPages.filter(({ name }) =>
  /^(?:overview|notices-plan|paper|seal|feedback)$/.test(name),
);

/** The states that a world is looked at in. */
export function screensOf(world: ScreenWorld): readonly Screen[] {
  switch (world) {
    case 'empty':
      return [...clerkPages, ...receiverPages, ...everyonePages];
    case 'half':
      return [...clerkPages, ...formStates];
    case 'full':
      return [...clerkPages, ...formStates.filter(({ name }) => /basics|deeds/.test(name))];
    case 'errors':
      return [...clerkPages, ...formStates];
    case 'names':
      return [...clerkPages, ...formStates];
    case 'unit':
      return [
        ...clerkPages,
        ...paperWay,
        ...receiverPages,
        ...everyonePages,
        ...formStates,
        ...openThings,
        ...clerkWork,
        ...scanStates,
        ...formalStates,
        ...formalWork,
      ];
    case 'host':
      return [
        ...hostPages,
        { name: 'sheet', show: route('/form/unit/host-sheet') },
        { name: 'form-commented', show: form('individual', 'annex-5', 4) },
      ];
    case 'receiver':
      return [{ name: 'overview', show: route('/') }, ...receiverWork];
    case 'office':
      return [...receiverPages, { name: 'quotas', show: route('/quotas') }, ...everyonePages, ...reviewWork];
  }
}

import type { ApiResult } from '../../../shared/api.ts';

export type PaperItem = ApiResult<'paper.status'>[number];
export type PaperFormat = PaperItem['formats'][number];

/**
 * Where a paper stands: `never` saved, `exported` to a file that nobody has said to have printed, `current` when the paper
 * in hand says what the data says, `changed` when what was last printed or saved is no longer the content, `verified` when
 * the scan of the sealed paper was compared and carries the present code (design: paper).
 */
export type PaperState = 'never' | 'exported' | 'current' | 'changed' | 'verified';

/** The state of one paper, from the codes of its last scan, print and export, and its present one. */
export function paperState(item: PaperItem): PaperState {
  if (item.scannedCode === item.currentCode) return 'verified';
  if (item.printedCode === item.currentCode) return 'current';
  if (item.exportedCode === item.currentCode) return 'exported';
  return item.printedCode === null && item.exportedCode === null ? 'never' : 'changed';
}

export const paperStateLabels: Readonly<Record<PaperState, string>> = {
  never: '尚未导出',
  exported: '已导出，还没有打印',
  current: '已打印，与数据一致',
  changed: '纸面与数据不一致',
  verified: '盖章扫描件已核对',
};

export const formatLabels: Readonly<Record<PaperFormat, string>> = {
  pdf: 'PDF（打印用）',
  xlsx: 'XLSX（表格）',
  docx: 'DOCX（文字）',
};

/** Papers of one form, in the order the engine lists them. */
export interface PaperGroup {
  readonly formId: string;
  readonly title: string;
  readonly items: readonly PaperItem[];
}

/** Groups papers by form; both the forms and the papers in them keep the engine's order. */
export function groupPapers(items: readonly PaperItem[]): PaperGroup[] {
  const groups = new Map<string, PaperItem[]>();
  for (const item of items) {
    const group = groups.get(item.formId);
    if (group === undefined) groups.set(item.formId, [item]);
    else group.push(item);
  }
  return [...groups].map(([formId, grouped]) => ({
    formId,
    title: grouped[0]?.title ?? formId,
    items: grouped,
  }));
}

/** How many papers stand in each state. */
export function countPapers(items: readonly PaperItem[]): Readonly<Record<PaperState, number>> {
  const counts = { never: 0, exported: 0, current: 0, changed: 0, verified: 0 };
  for (const item of items) counts[paperState(item)] += 1;
  return counts;
}

/** Papers whose form title or nominee name contains the words typed, and whose state is the chosen one. */
export function filterPapers(
  items: readonly PaperItem[],
  words: string,
  state: PaperState | 'all',
): PaperItem[] {
  const needle = words.trim().toLowerCase();
  return items.filter(
    (item) =>
      (state === 'all' || paperState(item) === state) &&
      (needle === '' || `${item.title} ${item.subjectName}`.toLowerCase().includes(needle)),
  );
}

/** One name per paper, unique in a list and stable over reloads. */
export function paperKey(item: { readonly formId: string; readonly subjectId: string }): string {
  return `${item.formId}|${item.subjectId}`;
}

import type { ScanPage, ScanPaper, ScanPaperState, ScanResult } from '../../../shared/paper/scan-result.ts';
import { formTitle } from '../../../shared/reading/titles.ts';
import type { PackIndex } from '../../kit/pack-index.ts';
import type { ScanRemark } from '../../ui/scan-remarks.tsx';

/** 1、3—5、8: page numbers in order, runs drawn together. */
export function pageList(pages: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < pages.length; ) {
    const first = pages[at] ?? 0;
    let end = at;
    while (pages[end + 1] === (pages[end] ?? 0) + 1) end += 1;
    const last = pages[end] ?? first;
    if (last === first) parts.push(String(first));
    else parts.push(last === first + 1 ? `${first}、${last}` : `${first}—${last}`);
    at = end + 1;
  }
  return parts.join('、');
}

/** How the state of a scanned paper is called, and how loudly. */
export const scanLabels: Readonly<
  Record<ScanPaperState, { readonly label: string; readonly tone: 'ok' | 'caution' | 'gray' }>
> = {
  match: { label: '一致', tone: 'ok' },
  missing: { label: '缺页', tone: 'caution' },
  changed: { label: '数据已改', tone: 'caution' },
  old: { label: '旧表', tone: 'gray' },
  foreign: { label: '不是本单位的纸', tone: 'gray' },
};

/** What was found out about a paper, and what to do next. */
export function scanSentence(paper: ScanPaper): string {
  const { total, found, missing, outdated } = paper;
  switch (paper.state) {
    case 'match':
      return paper.mixed
        ? `${total} 页齐全，与数据一致。扫描件里混有旧纸，请把旧纸从材料中抽出来。`
        : `${total} 页齐全，与数据一致。`;
    case 'missing':
      return `扫到的页与数据一致，还缺第 ${pageList(missing)} 页（共 ${total} 页）。请补扫缺的页，点“添加扫描件”接着核对。`;
    case 'changed': {
      const pages = found.length === 0 ? '纸上' : `第 ${pageList(outdated)} 页`;
      const code =
        paper.currentCode === null
          ? ''
          : `纸上的校验码 ${paper.printedCode}，现在应为 ${paper.currentCode}。`;
      return found.length === 0
        ? `打印之后数据改过，${pages}的内容已作废。${code}请重新打印、盖章，收回旧纸。`
        : `${pages}是改动以前打印的旧纸。请换成新打印的，重新盖章，收回旧纸。`;
    }
    case 'old':
      return paper.currentCode === null
        ? '这一轮不交这张表，或推荐对象已不在本轮名单中。请从本轮材料中抽出来。'
        : '这是按其他轮次的数据打印的旧表。请换成本轮打印的。';
    case 'foreign':
      return '这张表不是在本工作区打印的。请核对是否拿错了别的单位的材料。';
  }
}

/** How many papers came out in each state, as one line. */
export function scanSummary({ papers, pages }: ScanResult): string {
  const order: readonly ScanPaperState[] = ['match', 'changed', 'missing', 'old', 'foreign'];
  const parts = order.flatMap((state) => {
    const count = papers.filter((paper) => paper.state === state).length;
    return count === 0 ? [] : [`${scanLabels[state].label} ${count} 张`];
  });
  const unread = pages.filter(({ state }) => state === 'unread').length;
  if (unread > 0) parts.push(`没读到二维码 ${unread} 页`);
  return parts.length === 0 ? '没有读到任何表页的二维码' : parts.join('，');
}

/** Whether everything on the scans agrees and nothing was left unread. */
export function allAgree({ files, papers, pages }: ScanResult): boolean {
  return (
    papers.length > 0 &&
    files.every(({ problem }) => problem === null) &&
    papers.every(({ state }) => state === 'match') &&
    pages.every(({ state }) => state === 'match' || state === 'other')
  );
}

/** Where a paper's pages lie: “扫描件.pdf” 第 1—3 页. */
export function placesOf({ files, pages }: ScanResult, paper: number): string {
  const byFile = new Map<number, number[]>();
  for (const page of pages) {
    if (page.paper !== paper) continue;
    const list = byFile.get(page.file);
    if (list === undefined) byFile.set(page.file, [page.page]);
    else if (!list.includes(page.page)) list.push(page.page);
  }
  return [...byFile]
    .map(([file, list]) => {
      const found = files[file];
      if (found === undefined) return '';
      return found.pages === 1 ? `“${found.name}”` : `“${found.name}”第 ${pageList(list)} 页`;
    })
    .join('，');
}

/** A sentence on pages or files that gave no form, with what to do. */
export interface Unread {
  readonly key: string;
  readonly text: string;
}

const coverSentence = '有二维码，但不是表格页（可能是交接单或别的材料），不用核对。';
const unreadSentence =
  '没有读到二维码。请确认页脚的二维码完整、没有被印章或装订遮住，用 300 dpi 重新扫描；不是本程序打印的页不用管。';

function gathered(result: ScanResult, state: ScanPage['state'], sentence: string): Unread[] {
  return result.files.flatMap((file, at) => {
    const list = result.pages
      .filter((page) => page.file === at && page.state === state && page.problem === null)
      .map(({ page }) => page);
    if (list.length === 0) return [];
    const where = file.pages === 1 ? `“${file.name}”` : `“${file.name}”第 ${pageList(list)} 页`;
    return [{ key: `${state}-${at}`, text: `${where}${sentence}` }];
  });
}

/** Everything on the scans that is no page of a form: files that could not be read, pages without a code, other codes. */
export function unreadParts(result: ScanResult): Unread[] {
  const files = result.files.flatMap(({ problem }, at) =>
    problem === null ? [] : [{ key: `file-${at}`, text: problem.message }],
  );
  const pages = result.pages.flatMap(({ file, page, problem, paper }) =>
    problem === null || paper !== null ? [] : [{ key: `page-${file}-${page}`, text: problem.message }],
  );
  return [
    ...files,
    ...pages,
    ...gathered(result, 'unread', unreadSentence),
    ...gathered(result, 'other', coverSentence),
  ];
}

/** Who reads the remark: the unit that sends the paper, or the one that received it. */
export type Reader = 'sender' | 'receiver';

const changedAdvice: Readonly<Record<Reader, string>> = {
  sender: '打印之后数据改过，这份扫描件与数据不一致。请重新打印、盖章、扫描，换掉这个附件。',
  receiver: '打印之后数据改过，这份扫描件与封包里的数据不一致。请要求报送单位重新打印、盖章。',
};

function paperRemark(paper: ScanPaper, name: string, reader: Reader): ScanRemark {
  switch (paper.state) {
    case 'match':
      return { tone: 'ok', text: `${name}：与数据一致，${paper.total} 页齐全。` };
    case 'missing':
      return {
        tone: 'ok',
        text: `${name}：与数据一致，这里有第 ${pageList(paper.found)} 页，共 ${paper.total} 页。`,
      };
    case 'changed':
      return { tone: 'caution', text: `${name}：${changedAdvice[reader]}` };
    case 'old':
      return { tone: 'quiet', text: `${name}：不是本轮要交的表，没有核对。` };
    case 'foreign':
      return {
        tone: 'quiet',
        text:
          reader === 'sender'
            ? '是别的单位（或别的工作区）打印的表，没有核对。'
            : '不是报送单位在这份材料里打印的表（可能是下级单位打印的），没有核对。',
      };
  }
}

/**
 * The outcome beside an attachment. Other documents are attached too, so that having no code is only a quiet hint; a form of
 * ours that the data have left behind is a warning. `titleOf` names a form with its annex number.
 */
export function attachmentRemarks(
  result: ScanResult,
  reader: Reader,
  titleOf: (paper: ScanPaper) => string,
): ScanRemark[] {
  if (result.papers.length > 0) {
    return result.papers.map((paper) => {
      const who = paper.subjectName === '' ? '' : `（${paper.subjectName}）`;
      return paperRemark(paper, `${titleOf(paper)}${who}`, reader);
    });
  }
  const problem = result.files[0]?.problem ?? null;
  if (problem?.code === 'scan-own-pdf') {
    const text = reader === 'sender' ? problem.message : '是程序保存的电子文件，不是盖章后的扫描件。';
    return [{ tone: 'caution', text }];
  }
  if (problem !== null) return [{ tone: 'quiet', text: problem.message }];
  const advice = reader === 'sender' ? '如果是盖章的表，请换一份更清楚的扫描件。' : '';
  return [{ tone: 'quiet', text: `没有读到本程序表页的二维码。${advice}` }];
}

/** A scanned form as the windows call it; the pack's title, or the one that came with it. */
export function scanTitle(index: PackIndex, paper: ScanPaper): string {
  const form = index.form(paper.formId);
  return form === undefined ? paper.title : formTitle(form);
}

import type { ImportOutcome } from '../../../shared/api/package-methods.ts';
import { packageKind, packageKindTitles } from '../../../shared/ground/package-kinds.ts';
import { roundTitle } from '../../../shared/reading/titles.ts';
import type { Campaign } from '../../../shared/words/pack-schema.ts';

type Outcome = ImportOutcome['outcome'];

/**
 * The Chinese name of a package kind; materials are called by the campaign's own name of the round, an unknown kind as
 * it is written in the package.
 */
export function packageKindLabel(kind: string | null, campaign: Pick<Campaign, 'rounds'>): string {
  if (kind === null) return '未能识别的文件';
  if (kind === 'preliminary' || kind === 'formal') return `${roundTitle(campaign, kind)}材料包`;
  const known = packageKind.safeParse(kind);
  return known.success ? packageKindTitles[known.data] : kind;
}

/** What became of one file, as a word and a sentence, with the colour of the state. */
export interface OutcomeText {
  readonly label: string;
  readonly sentence: string;
  readonly tone: 'ok' | 'info' | 'danger';
}

/** Where to go on with a package that is not a submission, which may have been opened from any page. */
function whereNext(kind: string | null): string {
  if (kind === 'enrolment') return '；要在“单位登记”页核对指纹、登记以后才算数';
  return kind === 'feedback' || kind === 'receipt' ? '，内容在“反馈”页' : '';
}

/** Words for the outcome of importing one file. */
export function outcomeText(
  outcome: Outcome,
  kind: string | null,
  campaign: Pick<Campaign, 'rounds'>,
): OutcomeText {
  switch (outcome) {
    case 'imported':
      return {
        label: '已导入',
        sentence: `${packageKindLabel(kind, campaign)}已核验通过并收下${whereNext(kind)}。`,
        tone: 'ok',
      };
    case 'superseded':
      return {
        label: '已收下旧版',
        sentence:
          kind === 'feedback' || kind === 'receipt'
            ? '这是较早的一份。已收下并保留，但以后来的为准。'
            : '这是较早的版次。已收下并保留，但以后来的版次为准。',
        tone: 'info',
      };
    case 'duplicate':
      return {
        label: '重复',
        sentence: '这份文件以前已经导入过，内容完全相同，没有再次写入。',
        tone: 'info',
      };
    case 'quarantined':
      return {
        label: '已隔离',
        sentence: '没有通过核验，已连同原始文件放入隔离区，没有写入任何数据。',
        tone: 'danger',
      };
    case 'unreadable':
      return {
        label: '读不出来',
        sentence: '这个文件读不出来，没有写入任何数据，也没有留下副本。其他文件不受影响。',
        tone: 'danger',
      };
    case 'failed':
      return { label: '没有导入', sentence: '处理这个文件时出了错，没有写入任何数据。', tone: 'danger' };
    case 'untouched':
      return {
        label: '没有动',
        sentence: '导入在轮到它之前停下了，需要时请重新选择这个文件导入。',
        tone: 'info',
      };
    default:
      return unknownOutcome(outcome);
  }
}

function unknownOutcome(outcome: never): OutcomeText {
  return { label: String(outcome), sentence: '', tone: 'info' };
}

/** True for ends that somebody has to do something about. */
export function needsAttention(outcome: Outcome): boolean {
  return (
    outcome === 'quarantined' || outcome === 'unreadable' || outcome === 'failed' || outcome === 'untouched'
  );
}

/** A file by the unit it is from, as far as that is proven; the file's own name says little. */
export function outcomeTitle({ outcome, unit, fileName }: ImportOutcome): string {
  if (unit === null) return fileName;
  return needsAttention(outcome) ? `${fileName}（自称${unit}，没有证实）` : `${unit}：${fileName}`;
}

/** What somebody has to do something about first, each group as the files were chosen. */
export function attentionFirst(outcomes: readonly ImportOutcome[]): ImportOutcome[] {
  return [...outcomes].sort(
    (left, right) => Number(needsAttention(right.outcome)) - Number(needsAttention(left.outcome)),
  );
}

/**
 * One sentence over a whole import: how many files came to which end. Empty ends are left out; those that an import ended
 * early did not come to stand last.
 */
export function importSummary(outcomes: readonly ImportOutcome[]): string {
  const order: readonly Outcome[] = [
    'imported',
    'superseded',
    'duplicate',
    'quarantined',
    'unreadable',
    'failed',
  ];
  const count = (outcome: Outcome): number => outcomes.filter((item) => item.outcome === outcome).length;
  const parts = order.flatMap((outcome) =>
    count(outcome) === 0 ? [] : [`${outcomeText(outcome, null, { rounds: [] }).label} ${count(outcome)} 份`],
  );
  const untouched = count('untouched');
  const rest = untouched === 0 ? [] : [`其余 ${untouched} 份没有动`];
  return `共 ${outcomes.length} 份文件：${[...parts, ...rest].join('，')}。`;
}

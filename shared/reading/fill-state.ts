/** How far a section, form or subject is, in the four words that every screen uses. */
export type FillState = 'untouched' | 'begun' | 'wrong' | 'whole';

/** The words for it: the same in the form, the overview and the checks. */
export const fillStateWords: Readonly<Record<FillState, string>> = {
  untouched: '未开始',
  begun: '填写中',
  wrong: '要改',
  whole: '已齐',
};

/** What is counted of a part: required fields that apply now, those filled, and fields with anything in them. */
interface FillCounts {
  readonly required: number;
  readonly filled: number;
  readonly touched: number;
}

/**
 * The state of a part. `wrong` is how many of its entries have to be put right: errors about what was filled in, and texts
 * that stand in a box and are no date. What is only missing is not wrong.
 */
export function fillState({ required, filled, touched }: FillCounts, wrong: number): FillState {
  if (wrong > 0) return 'wrong';
  if (touched === 0) return 'untouched';
  return filled >= required ? 'whole' : 'begun';
}

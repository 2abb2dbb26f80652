import { describe, expect, it } from 'vitest';
import {
  commentDecides,
  commentOn,
  decisionsIn,
  missingForFeedback,
  type ReviewDraft,
  withComment,
  withNote,
  withVerdict,
} from './review-draft.ts';

const blank: ReviewDraft = { general: '', unitComments: [], decisions: [] };
const nominees = [
  { id: 'n1', name: '甲' },
  { id: 'n2', name: '乙' },
];

describe('review draft', () => {
  it('a comment asks for a correction unless a decision stands already', () => {
    const commented = withComment(blank, 'n1', 'deeds', '  请补充具体数据 ');
    expect(commented.decisions).toEqual([
      {
        nomineeId: 'n1',
        decision: 'return',
        note: '',
        comments: [{ fieldId: 'deeds', text: '请补充具体数据' }],
      },
    ]);
    const accepted = withComment(withVerdict(blank, 'n1', 'accept'), 'n1', 'deeds', '小改');
    expect(accepted.decisions[0]?.decision).toBe('accept');
    expect(commentOn(accepted, 'n1', 'deeds')).toBe('小改');
  });

  it('an empty comment takes the comment away and decides nothing by itself', () => {
    expect(withComment(blank, 'n1', 'deeds', ' ')).toEqual(blank);
    const cleared = withComment(withComment(blank, 'unit', 'report', '缺章'), 'unit', 'report', '');
    expect(cleared.unitComments).toEqual([]);
  });

  it('a decision that came with a comment is told, and can be taken back with the comment staying', () => {
    expect(commentDecides(blank, 'n1', '请补充')).toBe(true);
    expect(commentDecides(withVerdict(blank, 'n1', 'accept'), 'n1', '请补充')).toBe(false);
    expect(commentDecides(blank, 'unit', '请补充')).toBe(false);
    const back = withVerdict(withComment(blank, 'n1', 'deeds', '请补充'), 'n1', null);
    expect(decisionsIn(back)).toEqual([]);
    expect(commentOn(back, 'n1', 'deeds')).toBe('请补充');
    expect(missingForFeedback(back, nominees)).toContain('甲、乙');
  });

  it('keeps note and comments when the verdict changes', () => {
    const draft = withVerdict(
      withNote(withComment(blank, 'n1', 'name', '与身份证不符'), 'n1', '改后再报'),
      'n1',
      'reject',
    );
    expect(draft.decisions[0]).toMatchObject({ decision: 'reject', note: '改后再报' });
    expect(draft.decisions[0]?.comments).toHaveLength(1);
  });

  it('says who is undecided and which refusal has no reason', () => {
    expect(missingForFeedback(blank, nominees)).toContain('甲、乙');
    const silent = withVerdict(withVerdict(blank, 'n1', 'accept'), 'n2', 'reject');
    expect(missingForFeedback(silent, nominees)).toContain('“乙”的决定是“不予通过”');
    expect(missingForFeedback(withNote(silent, 'n2', '级别超限'), nominees)).toBe('');
  });
});

import { expect, it } from 'vitest';
import { decisionsThatHold, withDecisions } from './earlier-review.ts';

const decided = (nomineeId: string, decision: 'accept' | 'return' | 'reject') => ({
  nomineeId,
  decision,
  note: decision === 'accept' ? '' : '见意见',
  comments: [],
});

it('takes over what still holds, and leaves what was changed, sent back, decided anew or withdrawn', () => {
  const earlier = {
    revision: 1,
    decisions: [
      decided('same', 'accept'),
      decided('changed', 'accept'),
      decided('returned', 'return'),
      decided('refused', 'reject'),
      decided('anew', 'accept'),
      decided('withdrawn', 'accept'),
    ],
    changed: new Set(['changed']),
  };
  const draft = { general: '', unitComments: [], decisions: [decided('anew', 'reject')] };
  const here = ['same', 'changed', 'returned', 'refused', 'anew', 'new'];
  const holding = decisionsThatHold(draft, earlier, here);
  expect(holding.map(({ nomineeId }) => nomineeId)).toEqual(['same', 'refused']);
  expect(withDecisions(draft, holding).decisions).toEqual([
    decided('anew', 'reject'),
    decided('same', 'accept'),
    decided('refused', 'reject'),
  ]);
  expect(decisionsThatHold(draft, null, here)).toEqual([]);
});

import { expect, it } from 'vitest';
import type { FeedbackEntry, SealedEntry } from './feedback-state.ts';
import { markedNominees } from './marked-nominees.ts';
import { nomineeMarks } from './nominee-marks.ts';

const campaign = {
  rounds: [
    { id: 'preliminary' as const, title: '初审', due: '2021-09-20', materials: [], clauses: [] },
    { id: 'formal' as const, title: '正式推荐', due: '2021-11-10', materials: [], clauses: [] },
  ],
};
const sealed = (round: 'preliminary' | 'formal', revision: number): SealedEntry => ({
  round,
  revision,
  digest: `${round}-${revision}`,
  fileName: '',
  sealedAt: '',
  encrypted: true,
  recipient: null,
  plainReason: null,
  hasFeedback: true,
  hasReceipt: false,
});
const answer = (
  decisions: Readonly<Record<string, 'accept' | 'return' | 'reject'>>,
  superseded = false,
): FeedbackEntry => ({
  packageId: 'f',
  importedAt: '2021-09-19T02:00:00.000Z',
  signer: '领导小组办公室',
  superseded,
  feedback: {
    format: 'jianbiao-feedback/1',
    campaign: { id: 'ggj-2021', version: 4 },
    packageDigest: 'preliminary-1',
    submissionId: 's',
    revision: 1,
    round: 'preliminary',
    decidedOn: '2021-09-19',
    general: '',
    unitComments: [],
    decisions: Object.entries(decisions).map(([nomineeId, decision]) => ({
      nomineeId,
      decision,
      note: '',
      comments: [],
    })),
  },
});
const first = [sealed('preliminary', 1)];
const textsOf = (known: Partial<Parameters<typeof nomineeMarks>[0]>) =>
  nomineeMarks({ hosts: [], feedback: [], sealed: first, ...known }, campaign).map(
    ({ subjectId, text }) => `${subjectId} ${text}`,
  );

it('marks a nominee refused in the first round, in the second round too', () => {
  const feedback = [answer({ a: 'accept', b: 'reject', c: 'return' })];
  expect(textsOf({ feedback })).toEqual(['b 初审不予通过', 'c 初审退回修改']);
  // Sealed again: what was sent back is on its way; what was refused stays so.
  expect(textsOf({ feedback, sealed: [...first, sealed('preliminary', 2)] })).toEqual(['b 初审不予通过']);
  expect(textsOf({ feedback, sealed: [...first, sealed('formal', 2)] })).toContain('c 初审退回修改');
});

it('leaves out a feedback that a later one replaced', () => {
  expect(textsOf({ feedback: [answer({ b: 'reject' }, true), answer({ b: 'accept' })] })).toEqual([]);
});

it('names in the seal wizard who goes out with the package though marked, of that round alone', () => {
  const marks = nomineeMarks(
    {
      hosts: [
        { subjectId: 'd', mark: 'withdrawn', unit: '云麓市机关事务服务中心', revision: 3, packageId: 'p' },
        { subjectId: 'x', mark: 'newer', unit: '云麓市机关事务服务中心', revision: 2, packageId: 'p' },
      ],
      feedback: [answer({ b: 'reject' })],
      sealed: first,
    },
    campaign,
  );
  const record = (id: string, inFormal: boolean) => ({
    id,
    kind: 'individual' as const,
    name: id,
    order: 1,
    savedAt: null,
    inFormal,
  });
  const records = [record('a', true), record('b', true), record('d', false)];
  const names = (round: 'preliminary' | 'formal') =>
    markedNominees(records, marks, round).map(({ name, marks: own }) => [name, own[0]?.text]);
  expect(names('preliminary')).toEqual([
    ['b', '初审不予通过'],
    ['d', '基层单位第 3 版已撤下'],
  ]);
  expect(names('formal')).toEqual([['b', '初审不予通过']]);
});

import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/words/feedback-schema.ts';
import {
  answeredPackage,
  countVerdicts,
  type FeedbackEntry,
  formalChanges,
  newestSealed,
  nextMove,
} from './feedback-state.ts';

function decision(nomineeId: string, verdict: Decision['decision']): Decision {
  return { nomineeId, decision: verdict, note: '', comments: [] };
}

function entry(over: Partial<FeedbackEntry['feedback']>): FeedbackEntry {
  return {
    packageId: 'f'.repeat(64),
    importedAt: '2021-09-25T01:00:00.000Z',
    signer: '领导小组办公室',
    superseded: false,
    feedback: {
      format: 'jianbiao-feedback/1',
      campaign: { id: 'ggj-2021', version: 1 },
      round: 'preliminary',
      submissionId: 's1',
      revision: 1,
      packageDigest: 'a'.repeat(64),
      general: '',
      unitComments: [],
      decisions: [],
      decidedOn: '2021-09-24',
      ...over,
    },
  };
}

const round = { due: '2021-09-20', materials: [], clauses: [] };
const two = {
  rounds: [
    { ...round, id: 'preliminary' as const, title: '初审' },
    { ...round, id: 'formal' as const, title: '正式推荐' },
  ],
};

describe('feedback', () => {
  it('asks for a correction before anything else', () => {
    const mixed = entry({
      decisions: [decision('a', 'accept'), decision('b', 'return'), decision('c', 'reject')],
    });
    expect(countVerdicts(mixed)).toEqual({ accept: 1, return: 1, reject: 1 });
    expect(nextMove(mixed, two)).toBe('correct');
    expect(nextMove(entry({ unitComments: [{ fieldId: 'x', text: '补章' }] }), two)).toBe('correct');
  });

  it('offers the formal round when all that matters is accepted, and nothing after it', () => {
    const accepted = [decision('a', 'accept'), decision('b', 'reject')];
    expect(nextMove(entry({ decisions: accepted }), two)).toBe('formal');
    expect(nextMove(entry({ decisions: accepted }), { rounds: two.rounds.slice(0, 1) })).toBe('none');
    expect(nextMove(entry({ decisions: accepted, round: 'formal' }), two)).toBe('none');
    expect(nextMove(entry({ decisions: [decision('b', 'reject')] }), two)).toBe('none');
  });

  it('knows whether a correction has been sealed already', () => {
    const answer = entry({ revision: 2 });
    const revision = (round: 'preliminary' | 'formal', number: number) => ({
      round,
      revision: number,
      digest: `${round}-${number}`,
      fileName: '',
      sealedAt: '',
      encrypted: true,
      recipient: null,
      plainReason: null,
      hasFeedback: false,
      hasReceipt: false,
    });
    expect(newestSealed(answer, [])).toBe(2);
    expect(newestSealed(answer, [revision('preliminary', 2), revision('formal', 5)])).toBe(2);
    expect(newestSealed(answer, [revision('preliminary', 3), revision('preliminary', 2)])).toBe(3);
  });

  it('moves exactly the accepted nominees into the formal round', () => {
    const records = ['a', 'b', 'c'].map((id, order) => ({
      id,
      kind: 'individual' as const,
      name: id,
      order,
      savedAt: null,
      inFormal: id === 'b',
    }));
    expect(
      formalChanges(entry({ decisions: [decision('a', 'accept'), decision('b', 'reject')] }), records),
    ).toEqual([
      { id: 'a', inFormal: true },
      { id: 'b', inFormal: false },
    ]);
  });

  it('finds the package that was answered', () => {
    const sealed = {
      round: 'preliminary' as const,
      revision: 1,
      digest: 'a'.repeat(64),
      fileName: 'x.zip',
      sealedAt: '2021-09-18T01:00:00.000Z',
      encrypted: true,
      recipient: null,
      plainReason: null,
      hasFeedback: true,
      hasReceipt: false,
    };
    expect(answeredPackage(entry({}), [sealed])).toBe(sealed);
    expect(answeredPackage(entry({ packageDigest: 'b'.repeat(64) }), [sealed])).toBeUndefined();
  });
});

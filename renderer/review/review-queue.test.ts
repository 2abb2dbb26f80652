import { expect, it } from 'vitest';
import type { ReviewChange } from '../../shared/words/review-schema.ts';
import { type ReviewState, withComment, withVerdict } from './review-draft.ts';
import { ReviewQueue, type ReviewTransport } from './review-queue.ts';

const blank: ReviewState = {
  general: '',
  unitComments: [],
  decisions: [],
  bases: {},
  step: 0,
  lastParts: [],
  version: 0,
  canUndo: false,
};
class Refused extends Error {}

function queueWith(transport: Partial<ReviewTransport>, waiting: readonly ReviewChange[] = []): ReviewQueue {
  let step = 0;
  return new ReviewQueue(
    blank,
    {
      save: async () => {
        step += 1;
        return { step };
      },
      undo: async () => undefined,
      reload: async () => blank,
      sentence: (error) => (error instanceof Error ? error.message : ''),
      isConflict: (error) => error instanceof Refused,
      ...transport,
    },
    { waiting, now: () => '2021-09-20T01:00:00.000Z' },
  );
}

it('does not count a failed save as flushed: locking and closing are refused until it is written', async () => {
  let full = true;
  const written: ReviewChange[][] = [];
  const queue = queueWith({
    save: async (changes) => {
      if (full) throw new Error('磁盘空间不足');
      written.push([...changes]);
      return { step: 1 };
    },
  });
  await expect(queue.change((draft) => withVerdict(draft, 'p-1', 'accept'))).rejects.toThrow('磁盘空间不足');
  await expect(queue.flush()).rejects.toThrow('磁盘空间不足');
  expect(queue.isDirty()).toBe(true);
  expect(queue.shown().status).toEqual({ kind: 'failed', message: '磁盘空间不足' });
  expect(queue.shown().draft.decisions).toMatchObject([{ nomineeId: 'p-1', decision: 'accept' }]);
  expect(queue.unwritten()).toHaveLength(1);
  full = false;
  await queue.flush();
  expect(written).toEqual([[{ part: 'nominee', base: 0, nomineeId: 'p-1', review: expect.anything() }]]);
  expect(queue.isDirty()).toBe(false);
  expect(queue.shown().status).toEqual({ kind: 'clean', savedAt: '2021-09-20T01:00:00.000Z' });
});

it('writes one part for one nominee, on the step it was seen at', async () => {
  const written: ReviewChange[][] = [];
  const queue = queueWith({
    save: async (changes) => {
      written.push([...changes]);
      return { step: 40 + written.length };
    },
  });
  await queue.change((draft) => withVerdict(draft, 'p-1', 'accept'));
  await queue.change((draft) => withComment(draft, 'p-2', 'deeds', '请补充'));
  await queue.change((draft) => withVerdict(draft, 'p-1', 'reject'));
  expect(written.map((changes) => changes.map((one) => [one.part, one.base]))).toEqual([
    [['nominee', 0]],
    [['nominee', 0]],
    [['nominee', 41]],
  ]);
});

it('shows both opinions on a nominee that another window decided, and writes the chosen one over what stands', async () => {
  const theirs: ReviewState = {
    ...blank,
    decisions: [{ nomineeId: 'p-1', decision: 'reject', note: '级别超限', comments: [] }],
    bases: { 'nominee/p-1': 7 },
    step: 7,
    version: 7,
    canUndo: true,
  };
  const written: ReviewChange[] = [];
  const queue = queueWith({
    save: async (changes) => {
      if (changes.some((change) => change.part === 'nominee' && change.base !== 7))
        throw new Refused('已改过');
      written.push(...changes);
      return { step: 9 };
    },
    reload: async () => theirs,
  });
  await expect(queue.change((draft) => withVerdict(draft, 'p-1', 'accept'))).rejects.toThrow('已改过');
  expect(queue.shown().status).toEqual({ kind: 'conflict', fields: 1 });
  expect(queue.shown().conflicts).toMatchObject([
    {
      part: 'nominee/p-1',
      mine: { review: { decision: 'accept' } },
      theirs: { review: { decision: 'reject' } },
    },
  ]);
  // Another opinion is written meanwhile; the one in conflict still waits for the choice.
  await expect(queue.change((draft) => ({ ...draft, general: '材料齐全' }))).rejects.toThrow('已改过');
  expect(written).toEqual([{ part: 'general', base: 0, text: '材料齐全' }]);
  await queue.resolve(new Set());
  expect(written.at(-1)).toMatchObject({ base: 7, review: { decision: 'accept' } });
  expect(queue.shown().conflicts).toEqual([]);
});

it('says that it failed when what stands cannot be read after a conflict, and goes on once it can', async () => {
  let broken = true;
  const queue = queueWith({
    save: async () => {
      throw new Refused('已改过');
    },
    reload: async () => {
      if (broken) throw new Error('磁盘读写出错');
      return { ...blank, general: '对方写的', bases: { general: 2 }, step: 2, version: 2 };
    },
  });
  await expect(queue.change((draft) => ({ ...draft, general: '我写的' }))).rejects.toThrow();
  expect(queue.shown().status).toMatchObject({ kind: 'failed' });
  broken = false;
  await expect(queue.flush()).rejects.toThrow('已改过');
  expect(queue.shown().conflicts).toMatchObject([{ mine: { text: '我写的' }, theirs: { text: '对方写的' } }]);
});

it('asks nobody when the other window wrote the very same', async () => {
  const same: ReviewState = {
    ...blank,
    decisions: [{ nomineeId: 'p-1', decision: 'accept', note: '', comments: [] }],
    bases: { 'nominee/p-1': 3 },
    step: 3,
    version: 3,
  };
  const queue = queueWith({
    save: async () => {
      throw new Refused('已改过');
    },
    reload: async () => same,
  });
  await queue.change((draft) => withVerdict(draft, 'p-1', 'accept'));
  expect(queue.isDirty()).toBe(false);
});

it('writes opinions that waited for the workspace on the steps they were made on', async () => {
  const waiting: ReviewChange = { part: 'general', base: 5, text: '没有来得及保存的' };
  const written: ReviewChange[] = [];
  const queue = queueWith(
    {
      save: async (changes) => {
        written.push(...changes);
        return { step: 6 };
      },
    },
    [waiting],
  );
  expect(queue.shown().draft.general).toBe('没有来得及保存的');
  await queue.flush();
  expect(written).toEqual([waiting]);
});

import { expect, it } from 'vitest';
import type { ReviewChange } from '../../shared/words/review-schema.ts';
import { keepForLater, takeWaiting, takeWaitingReview, waitingFor, writeWaiting } from './rescue.ts';

it('keeps unwritten changes for their own workspace, newest on top, until they are written', async () => {
  keepForLater({ workspaceId: 'a', subjectId: 'n-1', changes: { name: '张', post: '科长' } });
  keepForLater({ workspaceId: 'a', subjectId: 'n-1', changes: { name: '张伟' } });
  keepForLater({ workspaceId: 'b', subjectId: 'n-1', changes: { name: '李' } });
  keepForLater({ workspaceId: 'a', subjectId: 'n-2', changes: {} });
  expect(waitingFor('a')).toEqual([
    { workspaceId: 'a', subjectId: 'n-1', changes: { name: '张伟', post: '科长' } },
  ]);
  const failing = writeWaiting('a', () => Promise.reject(new Error('locked')));
  await expect(failing).rejects.toThrow('locked');
  expect(waitingFor('a')).toHaveLength(1);
  const written: unknown[] = [];
  expect(await writeWaiting('a', async (one) => written.push(one.changes))).toBe(1);
  expect(written).toEqual([{ name: '张伟', post: '科长' }]);
  expect(waitingFor('a')).toEqual([]);
  expect(waitingFor('b')).toHaveLength(1);
});

it('gives what waits back to the page that opens the record again, once', () => {
  keepForLater({ workspaceId: 'c', subjectId: 'n-1', changes: { deeds: '写了很久的事迹' } });
  keepForLater({ workspaceId: 'c', subjectId: 'n-2', changes: { name: '李' } });
  expect(takeWaiting('c', 'n-1')).toEqual({ deeds: '写了很久的事迹' });
  expect(takeWaiting('c', 'n-1')).toEqual({});
  expect(waitingFor('c').map((one) => ('subjectId' in one ? one.subjectId : ''))).toEqual(['n-2']);
});

it('keeps unwritten opinions on a package on the steps they were made on, newest words on top', () => {
  const about = (nomineeId: string, base: number, note: string): ReviewChange => ({
    part: 'nominee',
    base,
    nomineeId,
    review: { decision: 'return', note, comments: [] },
  });
  const packageId = 'a'.repeat(64);
  const place = { workspaceId: 'd', packageId, revision: 1, unit: '云南省' };
  keepForLater({ ...place, changes: [about('n-1', 3, '请补充'), about('n-2', 0, '')] });
  keepForLater({ ...place, changes: [about('n-1', 5, '请补充近三年的')] });
  expect(takeWaiting('d', packageId)).toEqual({});
  expect(takeWaitingReview('e', packageId)).toEqual([]);
  expect(takeWaitingReview('d', packageId)).toEqual([about('n-1', 3, '请补充近三年的'), about('n-2', 0, '')]);
  expect(takeWaitingReview('d', packageId)).toEqual([]);
});

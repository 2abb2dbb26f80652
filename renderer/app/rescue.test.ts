import { expect, it } from 'vitest';
import { keepForLater, takeWaiting, waitingFor, writeWaiting } from './rescue.ts';

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
  expect(waitingFor('c').map((one) => one.subjectId)).toEqual(['n-2']);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordState } from '../../../shared/api/record-methods.ts';
import type { Content } from '../../../shared/words/content.ts';
import { RecordDraft, SAVE_DELAY_MS } from './record-draft.ts';

/** A store of one record with the revision rule of `record.save`, so that the draft is tested against real behaviour. */
class OneRecordStore {
  content: Content = {};
  revision = 0;
  saves: Content[] = [];
  failWith: Error | null = null;

  readonly state = (): RecordState => ({
    id: 'n-1',
    kind: 'individual',
    content: this.content,
    revision: this.revision,
    savedAt: this.revision === 0 ? null : '2021-09-03T01:00:00.000Z',
  });

  /** What others wrote, by revision: the same field changed since the base is refused (record-store.ts). */
  readonly theirs = new Map<number, Content>();

  other(changes: Content): void {
    this.content = { ...this.content, ...changes };
    this.revision += 1;
    this.theirs.set(this.revision, changes);
  }

  readonly save = async (base: number, changes: Content) => {
    await Promise.resolve();
    if (this.failWith !== null) throw this.failWith;
    const since = [...this.theirs].filter(([revision]) => revision > base).map(([, theirs]) => theirs);
    if (Object.keys(changes).some((id) => since.some((one) => id in one && this.content[id] !== changes[id])))
      throw new Error('conflict');
    this.saves.push(changes);
    this.content = { ...this.content, ...changes };
    this.revision += 1;
    return { revision: this.revision, savedAt: '2021-09-03T01:00:00.000Z' };
  };
}

function open(store: OneRecordStore): RecordDraft {
  return new RecordDraft(store.state(), {
    save: store.save,
    reload: async () => store.state(),
    sentence: (error) => (error instanceof Error ? error.message : ''),
    isConflict: (error) => error instanceof Error && error.message === 'conflict',
  });
}

describe('RecordDraft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('writes once after a pause, with only what changed', async () => {
    const store = new OneRecordStore();
    const draft = open(store);
    draft.change({ name: '张' }, { typing: true });
    draft.change({ name: '张伟' }, { typing: true });
    expect(draft.status().kind).toBe('pending');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS + 1);
    expect(store.saves).toEqual([{ name: '张伟' }]);
    expect(draft.status()).toEqual({ kind: 'clean', savedAt: '2021-09-03T01:00:00.000Z' });
  });

  it('writes during endless typing, not only after it', async () => {
    const store = new OneRecordStore();
    const draft = open(store);
    for (let i = 1; i <= 20; i++) {
      draft.change({ deeds: '字'.repeat(i) }, { typing: true });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(store.saves.length).toBeGreaterThanOrEqual(1);
  });

  it('holds back while an input method composes', async () => {
    const store = new OneRecordStore();
    const draft = open(store);
    draft.change({ name: '张' });
    draft.hold();
    await vi.advanceTimersByTimeAsync(2000);
    expect(store.saves).toEqual([]);
    draft.release();
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS + 1);
    expect(store.saves).toEqual([{ name: '张' }]);
  });

  it('keeps everything after a failed save, says why, and writes it with the next try', async () => {
    const store = new OneRecordStore();
    const draft = open(store);
    store.failWith = new Error('磁盘空间不足');
    draft.change({ name: '张伟' });
    await expect(draft.flush()).rejects.toThrow('磁盘空间不足');
    expect(draft.status()).toEqual({ kind: 'failed', message: '磁盘空间不足' });
    draft.change({ title: '科长' });
    store.failWith = null;
    await draft.retry();
    expect(store.content).toEqual({ name: '张伟', title: '科长' });
    expect(draft.isDirty()).toBe(false);
  });

  it('undoes across fields, typing as one step, and saves what undo brings back', async () => {
    const store = new OneRecordStore();
    const draft = open(store);
    draft.change({ name: '张' }, { typing: true });
    draft.change({ name: '张伟' }, { typing: true });
    draft.change({ id: '1', birth: '1966-01-01' });
    expect(draft.undo()).toBe('id');
    expect(draft.content()).toMatchObject({ name: '张伟', id: null, birth: null });
    expect(draft.undo()).toBe('name');
    expect(draft.value('name')).toBeNull();
    expect(draft.redo()).toBe('name');
    await draft.flush();
    expect(store.content).toMatchObject({ name: '张伟', id: null });
  });

  it('takes in what another window wrote, without losing what is typed here', async () => {
    const store = new OneRecordStore();
    const draft = open(store);
    await store.save(0, { title: '处长', name: '李' });
    draft.change({ name: '张伟' });
    await draft.flush();
    expect(draft.content()).toMatchObject({ title: '处长', name: '张伟' });
    expect(draft.revision()).toBe(2);
  });

  it('keeps on the screen what is on its way to the store while another window’s version arrives', async () => {
    const store = new OneRecordStore();
    const slowly = async <T>(answer: T, ms: number): Promise<T> => {
      await new Promise((later) => setTimeout(later, ms));
      return answer;
    };
    const draft = new RecordDraft(store.state(), {
      save: async (base, changes) => {
        await slowly(null, 100);
        return await store.save(base, changes);
      },
      reload: () => slowly(store.state(), 50),
      sentence: String,
      isConflict: () => false,
    });
    store.other({ title: '处长' });
    const refreshing = draft.refresh();
    draft.change({ name: '张伟' });
    draft.saveNow();
    await vi.advanceTimersByTimeAsync(60);
    await refreshing;
    expect(draft.content()).toEqual({ name: '张伟', title: '处长' });
    expect(draft.isDirty()).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(store.content).toEqual(draft.content());
    expect(draft.isDirty()).toBe(false);
  });

  it('tells only the listeners of the field that changed', () => {
    const draft = open(new OneRecordStore());
    const name = vi.fn();
    const other = vi.fn();
    draft.subscribeField('name', name);
    draft.subscribeField('title', other);
    draft.change({ name: '张伟' });
    draft.change({ name: '张伟' });
    expect(name).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
  });

  it('shows a conflict field by field, keeps both sides until someone chooses, and writes the choice', async () => {
    const store = new OneRecordStore();
    store.content = { name: '张', post: '科员', mobile: '1' };
    store.revision = 1;
    const draft = open(store);
    draft.change({ name: '我的名', post: '我的职务', mobile: '2' });
    store.other({ name: '对方名', post: '对方职务' });
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS + 1);
    expect(draft.status()).toEqual({ kind: 'conflict', fields: 2 });
    // The third field was changed here alone.
    expect(draft.conflicts()).toEqual([
      { fieldId: 'name', mine: '我的名', theirs: '对方名' },
      { fieldId: 'post', mine: '我的职务', theirs: '对方职务' },
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.saves).toEqual([]);
    expect(draft.content()).toEqual({ name: '我的名', post: '我的职务', mobile: '2' });

    await draft.resolve(new Set(['post']));
    expect(store.content).toEqual({ name: '我的名', post: '对方职务', mobile: '2' });
    expect(draft.content()).toEqual(store.content);
    expect(draft.conflicts()).toEqual([]);
    expect(draft.status().kind).toBe('clean');
  });

  it('takes their side whole without writing anything, and sees a third change as a new conflict', async () => {
    const store = new OneRecordStore();
    const draft = open(store);
    draft.change({ name: '我' });
    store.other({ name: '他' });
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS + 1);
    store.other({ name: '她' });
    await expect(draft.resolve(new Set())).rejects.toThrow('conflict');
    expect(draft.conflicts()).toEqual([{ fieldId: 'name', mine: '我', theirs: '她' }]);
    await draft.resolve(new Set(['name']));
    expect(store.saves).toEqual([]);
    expect(draft.content()).toEqual({ name: '她' });
    expect(draft.isDirty()).toBe(false);
    draft.change({ name: '我们' });
    await draft.flush();
    expect(store.content).toEqual({ name: '我们' });
  });
});

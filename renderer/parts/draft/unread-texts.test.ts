import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KEEP_AFTER_MS, UnreadTexts } from './unread-texts.ts';

describe('half-typed texts', () => {
  const written: string[] = [];
  const store = { write: async (value: string) => void written.push(value) };
  beforeEach(() => {
    vi.useFakeTimers();
    written.length = 0;
  });
  afterEach(() => vi.useRealTimers());

  it('come back over the same stored value, and over no other', async () => {
    const texts = new UnreadTexts(null, store);
    texts.keep('birthDate', '1980-01-02', '1980年1月');
    expect(texts.isDirty()).toBe(true);
    await texts.flush();
    expect(texts.isDirty()).toBe(false);
    const again = new UnreadTexts(written[0] ?? null, store);
    expect(again.get('birthDate', '1980-01-02')).toBe('1980年1月');
    expect(again.get('birthDate', '1981-01-02')).toBeNull();
    expect(again.get('joined', '')).toBeNull();
    expect(again.isDirty()).toBe(false);
  });

  it('are written once after a pause, and taken away when the box reads as a date', async () => {
    const texts = new UnreadTexts(null, store);
    for (const text of ['2', '20', '202', '2021-']) texts.keep('a', '', text);
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
    expect(written).toEqual(['{"a":{"over":"","text":"2021-"}}']);
    texts.keep('a', '', '2021-');
    texts.drop('b');
    expect(texts.isDirty()).toBe(false);
    texts.drop('a');
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
    expect(written).toEqual(['{"a":{"over":"","text":"2021-"}}', '{}']);
  });

  it('stay in the window when the engine refuses, and are written the next time', async () => {
    let broken = true;
    const texts = new UnreadTexts(null, {
      async write(value) {
        if (broken) throw new Error('locked');
        written.push(value);
      },
    });
    texts.keep('a', '', '20');
    await expect(texts.flush()).rejects.toThrow('locked');
    expect(texts.get('a', '')).toBe('20');
    expect(texts.isDirty()).toBe(true);
    broken = false;
    await texts.flush();
    expect(written).toHaveLength(1);
  });

  it('never outgrow what the workspace takes: the oldest give way; a damaged note is none', () => {
    const texts = new UnreadTexts('{"a":7}', store);
    expect(texts.get('a', '')).toBeNull();
    for (let box = 0; box < 100; box += 1) texts.keep(`box${box}`, 'x'.repeat(100), '2021-'.repeat(60));
    expect(texts.get('box99', 'x'.repeat(100))).toHaveLength(200);
    expect(texts.get('box0', 'x'.repeat(100))).toBeNull();
    expect(new UnreadTexts('{"__proto__":1', store).get('__proto__', '')).toBeNull();
  });
});

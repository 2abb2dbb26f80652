import { describe, expect, it } from 'vitest';
import { eventDetail, eventName } from './event-text.ts';

describe('the event log in words', () => {
  it('names known events and keeps unknown ones', () => {
    expect(eventName('sealed')).toBe('封包');
    expect(eventName('something-new')).toBe('something-new');
  });

  it('shortens long values', () => {
    const event = {
      seq: 1,
      at: '2021-09-18T01:00:00.000Z',
      kind: 'sealed',
      detail: { revision: 2, digest: 'a'.repeat(64) },
    };
    expect(eventDetail(event)).toBe(`版次 2，摘要 ${'a'.repeat(16)}…`);
  });
});

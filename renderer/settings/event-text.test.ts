import { describe, expect, it } from 'vitest';
import { eventDetail, eventName } from './event-text.ts';

const campaign = {
  awards: [{ kind: 'individual' as const, title: '读书之星', quota: 12 }],
  rounds: [{ id: 'preliminary' as const, title: '推荐', due: '2025-05-16', materials: [], clauses: [] }],
};

describe('the event log in words', () => {
  it('names known events and keeps unknown ones', () => {
    expect(eventName('sealed')).toBe('封包');
    expect(eventName('something-new')).toBe('something-new');
  });

  it('calls kinds and rounds as the campaign does', () => {
    const event = { seq: 1, at: '2025-04-18T01:00:00.000Z', kind: 'record-created' };
    expect(eventDetail({ ...event, detail: { kind: 'individual' } }, campaign)).toBe('种类 读书之星');
    expect(eventDetail({ ...event, detail: { kind: 'collective' } }, campaign)).toBe('种类 集体');
    expect(eventDetail({ ...event, detail: { kind: 'preliminary' } }, campaign)).toBe('种类 推荐');
  });

  it('shortens long values', () => {
    const event = {
      seq: 1,
      at: '2021-09-18T01:00:00.000Z',
      kind: 'sealed',
      detail: { revision: 2, digest: 'a'.repeat(64) },
    };
    expect(eventDetail(event, campaign)).toBe(`版次 2，摘要 ${'a'.repeat(16)}…`);
  });
});

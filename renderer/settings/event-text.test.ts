import { describe, expect, it } from 'vitest';
import { eventDetail, eventName, eventWords } from './event-text.ts';

const words = eventWords(
  {
    pack: {
      campaign: {
        awards: [{ kind: 'individual' as const, title: '读书之星', quota: 12 }],
        rounds: [
          { id: 'preliminary' as const, title: '推荐', due: '2025-05-16', materials: [], clauses: [] },
        ],
        settings: [
          {
            id: 'reading-1',
            title: '公示天数怎样算',
            question: '',
            clauses: [],
            options: [
              { value: true, label: '按工作日', reading: '' },
              { value: false, label: '按自然日', reading: '' },
            ],
            default: true,
          },
        ],
      },
    },
    form: (id) => (id === 'annex-5' ? { annex: 5, title: '登记表' } : undefined),
  },
  [{ id: 'p-1', name: '陈𬱟' }],
);

function detail(kind: string, about: Readonly<Record<string, string | number>>): string {
  return eventDetail({ seq: 1, at: '2025-04-18T01:00:00.000Z', kind, detail: about }, words);
}

describe('the event log in words', () => {
  it('names known events and keeps unknown ones', () => {
    expect(eventName('sealed')).toBe('封包');
    expect(eventName('paper-printed')).toBe('导出表格');
    expect(eventName('something-new')).toBe('something-new');
  });

  it('calls kinds and rounds as the campaign does', () => {
    expect(detail('record-created', { id: 'p-1', kind: 'individual' })).toBe('对象 陈𬱟，种类 读书之星');
    expect(detail('record-created', { kind: 'collective' })).toBe('种类 集体');
    expect(detail('sealed', { kind: 'preliminary' })).toBe('种类 推荐');
    expect(detail('sealed', { kind: 'campaign' })).toBe('种类 活动包');
  });

  it('names forms, nominees and the unit of a printed paper; one that is gone keeps its id', () => {
    expect(detail('paper-printed', { form: 'annex-5', subject: 'p-1', code: 'AB12C-3DE4F' })).toBe(
      '表 附件5 登记表，对象 陈𬱟，校验码 AB12C-3DE4F',
    );
    expect(detail('paper-printed', { form: 'annex-9', subject: 'unit' })).toBe('表 annex-9，对象 本单位');
    expect(detail('record-removed', { id: 'p-gone' })).toBe('对象 p-gone');
  });

  it('says why a file was set aside in words, without what filled the blanks; a reason that somebody wrote as it is', () => {
    expect(detail('package-quarantined', { reason: 'package-signer-unknown' })).toBe(
      '原因 签名密钥…不在签名人名单中',
    );
    expect(detail('remark-settled', { reason: 'package-predecessor-missing' })).toBe(
      '原因 这一版写明代替的那一版没有收到过',
    );
    expect(detail('sealed', { reason: '对方电脑打不开' })).toBe('未加密，原因 对方电脑打不开');
  });

  it('says which reading of the notice was chosen', () => {
    expect(detail('setting-changed', { id: 'reading-1', value: 'false' })).toBe(
      '设置 公示天数怎样算，取值 按自然日',
    );
  });

  it('says whether backups are made', () => {
    expect(detail('auto-backup-set', { on: 1, copy: 0 })).toBe('自动备份 是，另存一份 否');
  });

  it('shortens long values', () => {
    expect(detail('sealed', { revision: 2, digest: 'a'.repeat(64) })).toBe(`版次 2，摘要 ${'a'.repeat(16)}…`);
  });
});

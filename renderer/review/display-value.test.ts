import { describe, expect, it } from 'vitest';
import { fieldSchema } from '../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';
import { displayValue } from './display-value.ts';

const codes: CampaignPack['codes'] = {
  sex: {
    id: 'sex',
    title: '性别',
    standard: 'GB/T 2261.1',
    certainty: 'analogy',
    items: [
      { code: '1', label: '男', tags: [] },
      { code: '2', label: '女', tags: [] },
    ],
  },
};

function field(definition: Record<string, unknown>) {
  return fieldSchema.parse({ id: 'x', label: '栏目', certainty: 'notice', ...definition });
}

describe('displayValue', () => {
  it('shows codes by their labels and dates in Chinese', () => {
    expect(displayValue(field({ type: 'code', table: 'sex' }), '2', codes)).toMatchObject({ text: '女' });
    expect(displayValue(field({ type: 'codes', table: 'sex' }), ['1', '2'], codes)).toMatchObject({
      text: '男、女',
    });
    expect(displayValue(field({ type: 'month' }), '1998-07', codes)).toMatchObject({ text: '1998年7月' });
  });

  it('knows empty values and words for yes and no', () => {
    expect(displayValue(field({ type: 'text' }), undefined, codes)).toEqual({ kind: 'empty' });
    expect(displayValue(field({ type: 'yesNo' }), false, codes)).toMatchObject({ text: '否' });
    expect(displayValue(field({ type: 'number', unit: '人' }), 36, codes)).toMatchObject({ text: '36人' });
  });

  it('shows tables with their headers, present months as 至今, and the empty text', () => {
    const table = field({
      type: 'table',
      emptyText: '无',
      columns: [
        { id: 'from', label: '起', certainty: 'custom', type: 'month' },
        { id: 'to', label: '止', certainty: 'custom', type: 'month', allowPresent: true },
        { id: 'sex', label: '性别', certainty: 'custom', type: 'code', table: 'sex' },
      ],
    });
    expect(displayValue(table, [{ from: '2001-08', to: 'present', sex: '1' }], codes)).toEqual({
      kind: 'table',
      headers: ['起', '止', '性别'],
      rows: [['2001.08', '至今', '男']],
    });
    expect(displayValue(table, [], codes)).toMatchObject({ text: '无' });
  });

  it('shows pictures and scans as files', () => {
    const ref = {
      sha256: 'a'.repeat(64),
      name: '欧阳建国-19660101.jpg',
      bytes: 90_000,
      mediaType: 'image/jpeg',
    };
    expect(displayValue(field({ type: 'photo' }), ref, codes)).toEqual({ kind: 'files', files: [ref] });
    expect(displayValue(field({ type: 'attachments' }), [], codes)).toEqual({ kind: 'empty' });
  });
});

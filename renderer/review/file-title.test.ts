import { describe, expect, it } from 'vitest';
import { packSchema } from '../../shared/words/pack-schema.ts';
import { fileGroup, fileTitle } from './file-title.ts';

const form = (id: string, annex: number) => ({
  id,
  annex,
  title: `表${annex}`,
  subject: 'individual',
  rounds: ['preliminary'],
  filledBy: '单位',
  copies: 5,
  certainty: 'notice',
  sections: [],
  kind: 'sheet',
  rows: [{ kind: 'flow', label: '读书事迹', field: 'story' }],
});
const forms = packSchema.shape.forms.parse([
  form('annex-8', 8),
  form('annex-8-collective', 8),
  form('annex-5', 5),
]);
const base = packSchema.omit({ campaign: true }).parse({
  clauses: {},
  fields: { unit: [], collective: [], individual: [] },
  forms: [],
  rules: [],
  codes: {},
  quota: [],
});
const whole = { ...base, forms };
const names = new Map([
  ['p-1', '陈某'],
  ['unit', '某省'],
]);

describe('files of a package in words', () => {
  it('names form, part and subject, the longest form id first', () => {
    expect(fileTitle('data/paper/annex-5-p-1.pdf', 'annex-5-p-1.pdf', whole, names)).toBe(
      '附件5 表5（陈某）.pdf',
    );
    expect(fileTitle('data/paper/annex-5-deeds-p-1.docx', '', whole, names)).toBe(
      '附件5 读书事迹（陈某）.docx',
    );
    expect(fileTitle('data/paper/annex-8-collective-p-1.pdf', '', whole, names)).toBe(
      '附件8 表8（陈某）.pdf',
    );
  });

  it('keeps what it does not know', () => {
    expect(fileTitle('data/paper/cover.pdf', '封面.pdf', whole, names)).toBe('封面.pdf');
    expect(fileTitle('data/files/0001.jpg', '陈某-19660101.jpg', whole, names)).toBe('陈某-19660101.jpg');
    expect(fileTitle('data/submission.json', '', whole, names)).toBe('推荐材料数据');
    expect(fileGroup('data/originals/a.zip')).toBe('基层原始封包');
    expect(fileGroup('data/submission.json')).toBe('数据');
  });
});

import { expect, test } from 'vitest';
import type { CampaignPack } from '../words/pack-schema.ts';
import { fieldText } from './field-text.ts';
import { codeLabel } from './lookup.ts';

const codes: CampaignPack['codes'] = {
  jobs: {
    id: 'jobs',
    title: '岗位',
    standard: '',
    certainty: 'custom',
    items: [
      { code: 'office', label: '机关管理岗位', short: '管理', tags: [] },
      { code: 'line', label: '一线岗位', tags: [] },
    ],
  },
};

test('A code is shown by its label, in narrow places by its short one, and never by nothing', () => {
  expect(codeLabel({ codes }, 'jobs', 'office')).toBe('机关管理岗位');
  expect(codeLabel({ codes }, 'jobs', 'office', true)).toBe('管理');
  expect(codeLabel({ codes }, 'jobs', 'line', true)).toBe('一线岗位');
  expect(codeLabel({ codes }, 'jobs', 'gone')).toBe('gone');
  expect(codeLabel({ codes }, 'trades', 'office', true)).toBe('office');
});

test('The paper prints the same words, one code or several', () => {
  const words = { id: 'job', label: '岗位', certainty: 'notice' as const, required: false, table: 'jobs' };
  const one = { ...words, clauses: [], personal: false, type: 'code' as const };
  const many = { ...words, clauses: [], personal: false, type: 'codes' as const };
  expect(fieldText(one, 'office', { codes })).toBe('机关管理岗位');
  expect(fieldText(one, 'office', { codes, narrow: true })).toBe('管理');
  expect(fieldText(many, ['line', 'gone'], { codes })).toBe('一线岗位、gone');
});

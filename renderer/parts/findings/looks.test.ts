import { expect, it } from 'vitest';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { byLook } from './looks.tsx';

const finding = (key: string, severity: Finding['severity'], ruleId = 'T1'): Finding => ({
  ruleId,
  severity,
  key,
  subjectId: 'n-1',
  subjectName: '张伟',
  clause: 'deeds',
  message: '',
  fix: '',
});

it('parts findings by their looks and keeps their order within each', () => {
  const list = [
    finding('a', 'info'),
    finding('b', 'warning'),
    finding('c', 'error'),
    finding('d', 'error'),
    finding('e', 'error', 'K1'),
  ];
  const keys = Object.entries(byLook(list, (id) => id === 'K1')).map(([look, found]) => [
    look,
    found.map(({ key }) => key).join(''),
  ]);
  expect(Object.fromEntries(keys)).toEqual({
    wrong: 'cd',
    explain: 'b',
    unfilled: 'e',
    explained: '',
    note: 'a',
  });
});

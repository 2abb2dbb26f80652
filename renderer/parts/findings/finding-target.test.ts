import { expect, it } from 'vitest';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { bySeverity } from './finding-target.ts';

const finding = (key: string, severity: Finding['severity']): Finding => ({
  ruleId: 'T1',
  severity,
  key,
  subjectId: 'n-1',
  subjectName: '张伟',
  clause: 'deeds',
  message: '',
  fix: '',
});

it('lists errors first and keeps the order within a severity', () => {
  const list = [finding('a', 'info'), finding('b', 'warning'), finding('c', 'error'), finding('d', 'error')];
  expect(bySeverity(list).map((one) => one.key)).toEqual(['c', 'd', 'b', 'a']);
});

import { expect, it } from 'vitest';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { bySeverity, countFindings } from './finding-target.ts';

const finding = (key: string, severity: Finding['severity'], explanation?: string): Finding => ({
  ruleId: 'T1',
  severity,
  key,
  subjectId: 'n-1',
  subjectName: '张伟',
  clause: 'deeds',
  message: '',
  fix: '',
  ...(explanation === undefined ? {} : { explanation }),
});

it('lists errors first and keeps the order within a severity', () => {
  const list = [finding('a', 'info'), finding('b', 'warning'), finding('c', 'error'), finding('d', 'error')];
  expect(bySeverity(list).map((one) => one.key)).toEqual(['c', 'd', 'b', 'a']);
});

it('counts warnings without an explanation; blanks are none', () => {
  const list = [
    finding('a', 'warning'),
    finding('b', 'warning', ' '),
    finding('c', 'warning', '已核实'),
    finding('d', 'error'),
  ];
  expect(countFindings(list)).toEqual({ error: 1, warning: 3, info: 0, unexplained: 2 });
});

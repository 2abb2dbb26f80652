import { expect, it } from 'vitest';
import { findingLook } from './finding-look.ts';

it('tells what is missing from what is wrong, and a warning from one that was explained', () => {
  const look = (severity: 'error' | 'warning' | 'info', ruleId: string, explanation?: string) =>
    findingLook(
      {
        severity,
        ruleId,
        explanation,
        key: 'k',
        subjectId: 'unit',
        subjectName: '',
        clause: '',
        message: '',
        fix: '',
      },
      (id) => id === 'Q1',
    );
  expect(look('error', 'Q1')).toBe('unfilled');
  expect(look('error', 'F1')).toBe('wrong');
  expect(look('warning', 'F2')).toBe('explain');
  expect(look('warning', 'F2', '  ')).toBe('explain');
  expect(look('warning', 'F2', '情况属实')).toBe('explained');
  expect(look('info', 'F3')).toBe('note');
});

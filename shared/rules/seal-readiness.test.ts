import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../words/rule-schema.ts';
import { countFindings, lacksExplanation, sealReadiness } from './seal-readiness.ts';

const finding = (severity: Finding['severity'], explanation?: string): Finding => ({
  ruleId: 'T1',
  severity,
  key: severity,
  subjectId: 'n-1',
  subjectName: '张伟',
  clause: 'deeds',
  message: '',
  fix: '',
  ...(explanation === undefined ? {} : { explanation }),
});

test('counts warnings without an explanation; blanks are none', () => {
  const list = [
    finding('warning'),
    finding('warning', ' '),
    finding('warning', '已核实'),
    finding('error'),
    finding('error', '已核实'),
    finding('info'),
  ];
  expect(countFindings(list)).toEqual({ error: 2, warning: 3, info: 1, unexplained: 2 });
});

test('somebody listed, no error and every warning explained make a submission ready', () => {
  expect(sealReadiness(1, [])).toEqual({ empty: false, errors: 0, unexplained: 0, ready: true });
  expect(sealReadiness(1, [finding('info'), finding('warning', '已核实')]).ready).toBe(true);
  expect(sealReadiness(0, [])).toEqual({ empty: true, errors: 0, unexplained: 0, ready: false });
  // An explanation mends a warning, never an error.
  expect(sealReadiness(2, [finding('error', '已核实')])).toMatchObject({ errors: 1, ready: false });
  expect(sealReadiness(2, [finding('warning', '\u3000')])).toMatchObject({ unexplained: 1, ready: false });
});

test('a finding more never makes a submission ready, whatever else is found and in whatever order', () => {
  const any = fc
    .record({
      severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
      text: fc.constantFrom(undefined, '', ' ', '已核实'),
    })
    .map(({ severity, text }) => finding(severity, text));
  fc.assert(
    fc.property(fc.nat(3), fc.array(any), any, (nominees, list, more) => {
      const before = sealReadiness(nominees, list);
      const after = sealReadiness(nominees, [more, ...list]);
      expect(sealReadiness(nominees, [...list, more])).toEqual(after);
      const inTheWay = more.severity === 'error' || lacksExplanation(more);
      expect(after.ready).toBe(before.ready && !inTheWay);
    }),
  );
});

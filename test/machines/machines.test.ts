import { expect, test } from 'vitest';
import { type Machine, machines, machinesFor, tableText } from './machines.ts';

test('every two values of different columns meet on one machine', () => {
  const columns = [
    'fonts',
    'zone',
    'language',
    'user',
    'screen',
    'busy',
  ] as const satisfies (keyof Machine)[];
  for (const [at, one] of columns.entries()) {
    for (const other of columns.slice(at + 1)) {
      const met = new Set(machines.map((machine) => `${machine[one]}/${machine[other]}`));
      expect([one, other, met.size]).toEqual([one, other, 4]);
    }
  }
});

test('the two that are taken without a word differ in everything', () => {
  const [one, other, ...more] = machinesFor(false);
  expect(more).toEqual([]);
  if (one === undefined || other === undefined) throw new Error('no machines');
  for (const column of ['fonts', 'zone', 'language', 'user', 'screen', 'busy'] as const)
    expect([column, one[column]]).not.toEqual([column, other[column]]);
});

test('the table names what failed and what could not be verified', () => {
  const [first, second] = machines;
  if (first === undefined || second === undefined) throw new Error('no machines');
  const text = tableText([
    { machine: first, passed: 10, failures: ['a.test.ts: is red'], notRun: 2, seconds: 5 },
    { machine: second, why: 'not started as root' },
  ]);
  expect(text).toMatch(/noto-cjk +America\/Los_Angeles +C +root +no +no +10 +1 +2 +5/);
  expect(text).toContain('not verified: not started as root');
  expect(text).toContain('noto-cjk America/Los_Angeles C root false false: a.test.ts: is red');
});

import { expect, it } from 'vitest';
import { parseNumber } from './parse-number.ts';

it.each([
  ['12', 12],
  ['１２', 12],
  ['1,200', 1200],
  [' 3.5 ', 3.5],
  ['-4', -4],
])('reads %s', (text, value) => expect(parseNumber(text, undefined, undefined)).toBe(value));

it.each(['', '十二', '1e3', '0x10', '1.2.3', '--1'])('refuses %s', (text) =>
  expect(parseNumber(text, undefined, undefined)).toBeNull(),
);

it('takes the unit of the field after the number', () => {
  expect(parseNumber('１２６人', 1, 200, '人')).toBe(126);
  expect(parseNumber('126 个', 1, 200, '人')).toBeNull();
});

it('keeps to the range', () => {
  expect(parseNumber('0', 1, undefined)).toBeNull();
  expect(parseNumber('5', 1, 5)).toBe(5);
  expect(parseNumber('6', 1, 5)).toBeNull();
});

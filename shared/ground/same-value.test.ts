import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { sameValue } from './same-value.ts';

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '2001', '2001-07'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const row = fc.dictionary(fc.constantFrom('from', 'to', 'what', 'place'), cell);
const value = fc.oneof(
  cell,
  fc.array(fc.constantFrom('01', '02', '03')),
  fc.array(row, { maxLength: 3 }),
  row,
);

/** The same value with the keys of every object written the other way round. */
function turned(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(turned);
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(
    Object.entries(given)
      .reverse()
      .map(([key, one]) => [key, turned(one)]),
  );
}

test('A value is the same as itself, as its copy, and as its copy with the keys in another order', () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(sameValue(given, given)).toBe(true);
      expect(sameValue(given, structuredClone(given))).toBe(true);
      expect(sameValue(given, turned(given))).toBe(true);
    }),
  );
});

test('Which of two values stands on the left makes no difference, and the answer is that of their canonical forms', () => {
  fc.assert(
    fc.property(value, value, (left, right) => {
      const same = sameValue(left, right);
      expect(sameValue(right, left)).toBe(same);
      expect(same).toBe(canonicalJson(left) === canonicalJson(right));
    }),
  );
});

test('Two values that are each the same as a third are the same', () => {
  fc.assert(
    fc.property(value, value, (left, right) => {
      const [copy, again] = [turned(left), structuredClone(left)];
      expect(sameValue(copy, again)).toBe(true);
      expect(sameValue(copy, right)).toBe(sameValue(left, right));
    }),
  );
});

test('Absent and null are one nothing, and differ from every value', () => {
  expect(sameValue(undefined, null)).toBe(true);
  expect(sameValue(null, undefined)).toBe(true);
  for (const given of ['', 0, false, [], {}]) {
    expect(sameValue(given, null)).toBe(false);
    expect(sameValue(undefined, given)).toBe(false);
  }
});

test('Empty values of different types differ, and so do a number and its text', () => {
  const empties = ['', 0, false, [], {}];
  for (const [at, left] of empties.entries())
    for (const [other, right] of empties.entries()) expect(sameValue(left, right)).toBe(at === other);
  expect(sameValue(3, '3')).toBe(false);
});

test('The order of a list counts, the order of keys does not', () => {
  expect(sameValue(['01', '02'], ['02', '01'])).toBe(false);
  expect(sameValue([{ from: '2001', to: '2003' }], [{ to: '2003', from: '2001' }])).toBe(true);
  expect(sameValue([{ from: '2001' }], [{ from: '2002' }])).toBe(false);
});

test('A text with half a character in it is compared and not refused', () => {
  expect(sameValue('a\ud800', 'a\ud800')).toBe(true);
  expect(sameValue('a\ud800', 'a')).toBe(false);
});

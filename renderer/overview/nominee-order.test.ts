import { expect, it } from 'vitest';
import { isPlace, movedTo } from './nominee-order.ts';

const all = [
  { id: 'i1', kind: 'individual' as const },
  { id: 'c1', kind: 'collective' as const },
  { id: 'i2', kind: 'individual' as const },
  { id: 'i3', kind: 'individual' as const },
];

it('moves one nominee to a place within its kind and leaves the others in order', () => {
  expect(movedTo(all, 'i3', 1)).toEqual(['c1', 'i3', 'i1', 'i2']);
  expect(movedTo(all, 'i1', 2)).toEqual(['c1', 'i2', 'i1', 'i3']);
  expect(movedTo(all, 'i1', 3)).toEqual(['c1', 'i2', 'i3', 'i1']);
  expect(movedTo(all, 'c1', 1)).toEqual(['c1', 'i1', 'i2', 'i3']);
  expect(movedTo(all, 'gone', 1)).toEqual(['c1', 'i1', 'i2', 'i3']);
});

it('knows a place', () => {
  expect([1, 3].every((value) => isPlace(value, 3))).toBe(true);
  expect([0, 4, 1.5, '', '2'].some((value) => isPlace(value, 3))).toBe(false);
});

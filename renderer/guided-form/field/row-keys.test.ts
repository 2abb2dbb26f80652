import { expect, it } from 'vitest';
import { RowKeys } from './row-keys.ts';

it('follows rows that move, and gives an edited row its old key', () => {
  const keys = new RowKeys();
  const [a, b, c] = [{ t: 'a' }, { t: 'b' }, { t: 'c' }];
  const first = keys.keysFor([a, b, c]);
  expect(new Set(first).size).toBe(3);
  expect(keys.keysFor([b, a, c])).toEqual([first[1], first[0], first[2]]);
  const edited = { t: 'b!' };
  keys.carry(b, edited);
  expect(keys.keysFor([edited, c])).toEqual([first[1], first[2]]);
});

it('gives a row that came back by undo the key of its place', () => {
  const keys = new RowKeys();
  const [a, b] = [{ t: 'a' }, { t: 'b' }];
  const [first, second] = keys.keysFor([a, b]);
  expect(keys.keysFor([a, { t: 'older b' }])).toEqual([first, second]);
});

it('never gives one key twice', () => {
  const keys = new RowKeys();
  const a = { t: 'a' };
  expect(new Set(keys.keysFor([a, a, { t: 'a' }])).size).toBe(3);
});

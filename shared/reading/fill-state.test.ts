import { expect, it } from 'vitest';
import { fillState } from './fill-state.ts';

const part = (required: number, filled: number, touched: number) => ({ required, filled, touched });

it.each([
  [part(5, 0, 0), 0, 'untouched'],
  [part(5, 0, 1), 0, 'begun'],
  [part(5, 4, 6), 0, 'begun'],
  [part(5, 5, 5), 0, 'whole'],
  [part(0, 0, 0), 0, 'untouched'],
  [part(0, 0, 1), 0, 'whole'],
  // Whatever else is filled: what is wrong comes first, also a text that no field could take.
  [part(5, 5, 5), 1, 'wrong'],
  [part(5, 0, 0), 1, 'wrong'],
] as const)('%j with %i wrong is %s', (counts, wrong, state) => expect(fillState(counts, wrong)).toBe(state));

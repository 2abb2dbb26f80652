import { expect, test } from 'vitest';
import { planRaces } from './plan-races.ts';

test('A: whatever happens meanwhile, what is written is the plan that was shown', async () => {
  const figures = await planRaces(12, 20210916);
  expect(figures.faults).toEqual([]);
  expect(figures.sealed).toBeGreaterThan(0);
  expect(figures.refused + figures.missing).toBeGreaterThan(0);
});

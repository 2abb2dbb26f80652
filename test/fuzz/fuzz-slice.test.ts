import { expect, test } from 'vitest';
import { fuzzGround, fuzzOne } from './fuzz-one.ts';

// A slice of `npm run fuzz`; add a seed that once failed to the list, so that it is run for ever.
const seeds = Array.from({ length: 1500 }, (_, i) => 1_000_000 + i);

test('mutated packages: none accepted, none crashes, each with a reason', async () => {
  const ground = await fuzzGround();
  const codes = new Set<string>();
  for (const seed of seeds) {
    const outcome = await fuzzOne(ground, seed);
    expect(outcome.fault, `seed ${seed}, ${outcome.mutation}`).toBeNull();
    codes.add(outcome.code);
  }
  expect(codes.size).toBeGreaterThan(20);
});

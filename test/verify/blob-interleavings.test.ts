import { expect, it } from 'vitest';
import { blobInterleavings } from './blob-interleavings.ts';

it('no byte that a record names goes, whatever is imported, cancelled, added, removed or killed meanwhile', async () => {
  const figures = await blobInterleavings(200, 1);
  expect(figures.faults).toEqual([]);
  expect(figures.interleavings).toBe(200);
  // A run in which nothing happened would prove nothing.
  for (const [what, times] of Object.entries(figures))
    if (typeof times === 'number') expect([what, times > 5]).toEqual([what, true]);
});

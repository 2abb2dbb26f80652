import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { loadSample, samplePhotos } from '../../electron/engine/pack/load-sample.ts';
import { attachmentRef } from '../words/content.ts';
import { allowedShare, nomineeStatistics } from './nominee-statistics.ts';

const packDir = join(import.meta.dirname, '../../resources/campaigns/ggj-2021');

it('counts quotas and the 县处级 share as the rules do', async () => {
  const pack = await loadPack(packDir);
  const { submission } = await loadSample(packDir, 'province');
  Object.assign(submission.nominees.find((nominee) => nominee.id === 'i1')?.content ?? {}, {
    grade: 'researcher-3',
  });
  expect(nomineeStatistics(pack, submission)).toEqual({
    quotas: [
      { kind: 'collective', used: 1, quota: 1 },
      { kind: 'individual', used: 2, quota: 2 },
    ],
    ratios: [{ ruleId: 'R1', kind: 'individual', tag: 'county', used: 1, allowed: 0, total: 2 }],
  });
});

it('reads 20 % as the same-kind notice of 2011 does: none below five, one from five on', () => {
  expect([0, 1, 4, 5, 9, 10, 15, 35].map((total) => allowedShare(0.2, total))).toEqual([
    0, 0, 0, 1, 1, 2, 3, 7,
  ]);
  fc.assert(
    fc.property(fc.nat(10_000), (total) => {
      const allowed = allowedShare(0.2, total);
      expect(allowed * 5).toBeLessThanOrEqual(total);
      expect((allowed + 1) * 5).toBeGreaterThan(total);
    }),
  );
});

it('the portraits drawn for the samples keep every photo rule of the notice', async () => {
  const { submission } = await loadSample(packDir, 'province');
  const files = samplePhotos(submission);
  expect(files.size).toBe(2);
  for (const { content } of submission.nominees) {
    const photo = attachmentRef.safeParse(content.photo);
    if (!photo.success) continue;
    const { sha256, bytes, width, height, measures } = photo.data;
    expect(files.get(sha256)?.length).toBe(bytes);
    expect([...(files.get(sha256)?.slice(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff]);
    expect(bytes).toBeGreaterThanOrEqual(51_200);
    expect(bytes).toBeLessThanOrEqual(500_000);
    expect([width, height]).toEqual([413, 579]);
    expect(measures?.edgeMin).toBeGreaterThanOrEqual(230);
    expect(measures?.headShare).toBeGreaterThanOrEqual(0.5);
  }
});

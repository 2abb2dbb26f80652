import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codeOf } from '../../../test/support/desk-loop.ts';
import { runDemo } from './demo-loop.ts';
import { demoStories } from './demo-story.ts';

const root = join(import.meta.dirname, '../../..');
const shipped = join(root, 'resources/campaigns');
const fixtures = join(root, 'test/fixtures/campaigns');
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-demo-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const summarySchema = z.object({
  ok: z.literal(true),
  units: z.array(
    z.object({
      sample: z.string(),
      rounds: z.array(z.object({ round: z.string(), papers: z.array(z.string()) })),
    }),
  ),
  packages: z.array(z.object({ kind: z.string(), sample: z.string().nullable(), file: z.string() })),
  papers: z.array(z.string()),
  allowedSigners: z.string(),
  revoked: z.array(z.string()),
  ageIdentity: z.string(),
  feedbacks: z.number(),
});
type Summary = z.infer<typeof summarySchema>;

async function demo(
  folder: string,
  campaignsDir: string,
  campaign: string,
  sample?: string,
): Promise<Summary> {
  const options = {
    out: join(scratch, folder),
    campaignsDir,
    campaign,
    samples: sample === undefined ? undefined : [sample],
    say: () => undefined,
  };
  return summarySchema.parse(await runDemo(options));
}

/** SHA-256 of everything a demo made for others to see, by path; what age encrypted differs by design. */
function digests(folder: string): Record<string, string> {
  const out = join(scratch, folder);
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1)).sort();
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith('data/') && !path.endsWith('.age'))
      .map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(out, path)))
          .digest('hex'),
      ]),
  );
}

describe('the demo', () => {
  it('has a complete sample for every unit type, with both rounds where the type is told by them', async () => {
    const options = { out: scratch, campaignsDir: shipped, campaign: 'ggj-2021', say: () => undefined };
    const stories = await demoStories(options);
    expect(stories.map(({ id, formal }) => `${id} ${formal === null ? 1 : 2}`)).toEqual([
      'central-organ 1',
      'corps 1',
      'enterprise-collective 2',
      'enterprise-leader 2',
      'province 2',
    ]);
    expect(new Set(stories.map(({ unitName }) => unitName)).size).toBe(5);
    expect(await codeOf(demoStories({ ...options, samples: ['nowhere'] }))).toBe('sample-missing');
  });

  it('gives the same bytes twice and names every file, on one sample', async () => {
    const summary = await demo('once', shipped, 'ggj-2021', 'corps');
    await demo('again', shipped, 'ggj-2021', 'corps');
    const made = digests('once');
    expect(digests('again')).toEqual(made);
    expect(summary.units.map(({ sample, rounds }) => [sample, rounds.map(({ round }) => round)])).toEqual([
      ['corps', ['preliminary']],
    ]);
    expect(summary.packages.map(({ kind, sample }) => `${kind} ${sample}`)).toEqual([
      'campaign null',
      'enrolment corps',
      'preliminary corps',
      'preliminary corps',
      'feedback corps',
      'receipt corps',
    ]);
    expect(summary.feedbacks).toBe(1);
    const named = [
      ...summary.packages.map(({ file }) => file).filter((file) => !file.endsWith('.age')),
      ...summary.papers,
      summary.allowedSigners,
      ...summary.revoked,
      summary.ageIdentity,
    ];
    expect(named.sort()).toEqual(Object.keys(made));
  });

  it('runs a second campaign with its own words, dates and one round', async () => {
    const summary = await demo('second', fixtures, 'reading-2025');
    expect(summary.units.map(({ sample, rounds }) => [sample, rounds.length])).toEqual([['union', 1]]);
    expect(summary.papers.filter((path) => /机关|初审|先进集体/.test(path))).toEqual([]);
    expect(summary.papers.some((path) => path.includes('读书之星推荐表'))).toBe(true);
  });
});

import { join } from 'node:path';
import type { Campaign } from '../../../shared/words/pack-schema.ts';
import { loadPack } from '../../engine/pack/load-pack.ts';
import { listSamples, loadSample, type SampleSubmission } from '../../engine/pack/load-sample.ts';
import { type DemoOptions, failed } from './demo-desk.ts';

/** What one unit does in the demo: its preliminary round, and its formal one where a sample has it. */
export interface DemoStory {
  readonly id: string;
  readonly unitName: string;
  readonly preliminary: SampleSubmission;
  readonly formal: SampleSubmission | null;
}

const formalSuffix = '-formal';

/** A formal sample begins as its own snapshot of the preliminary round says. */
function preliminaryOf(formal: SampleSubmission): SampleSubmission {
  const { preliminary, ...submission } = formal.submission;
  if (preliminary === undefined) failed('samples');
  return { ...formal, submission: { ...submission, round: 'preliminary', nominees: preliminary.nominees } };
}

async function storyOf(
  dir: string,
  id: string,
  all: readonly string[],
  campaign: Campaign,
): Promise<DemoStory> {
  const sample = await loadSample(dir, id);
  const unitName = String(sample.submission.unit.content[campaign.unitNameField] ?? '');
  if (sample.submission.round === 'formal')
    return { id, unitName, preliminary: preliminaryOf(sample), formal: sample };
  const next = `${id}${formalSuffix}`;
  const formal = all.includes(next) ? await loadSample(dir, next) : null;
  return { id, unitName, preliminary: sample, formal };
}

/**
 * The stories of a demo: the samples asked for, or every sample of the campaign, with `x-formal` going on from `x`
 * (issue 3: a complete sample for each unit type). Throws `sample-missing`.
 */
export async function demoStories(options: DemoOptions): Promise<readonly DemoStory[]> {
  const dir = join(options.campaignsDir, options.campaign);
  const { campaign } = await loadPack(dir);
  const all = await listSamples(dir);
  const goesOn = (id: string) => id.endsWith(formalSuffix) && all.includes(id.slice(0, -formalSuffix.length));
  const wanted = options.samples ?? all.filter((id) => !goesOn(id));
  const stories: DemoStory[] = [];
  for (const id of wanted) stories.push(await storyOf(dir, id, all, campaign));
  return stories;
}

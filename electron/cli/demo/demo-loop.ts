import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../../shared/ground/plain-date.ts';
import type { Round } from '../../../shared/words/field-schema.ts';
import type { Campaign } from '../../../shared/words/pack-schema.ts';
import { officePrincipal, principalFor } from '../../engine/desk/inbox/trust.ts';
import { loadPack } from '../../engine/pack/load-pack.ts';
import { type DemoOptions, type DemoPackage, demoPassphrase, failed, type Sealed } from './demo-desk.ts';
import { DemoOffice, type IssuedCampaign } from './demo-office.ts';
import { type DemoStory, demoStories } from './demo-story.ts';
import { DemoUnit } from './demo-unit.ts';

export type { DemoOptions } from './demo-desk.ts';

/** The days on which things happen, by the campaign's own timetable. */
function timetable(campaign: Campaign) {
  const due = (round: Round): string =>
    campaign.rounds.find((one) => one.id === round)?.due ?? failed(`rounds: ${round}`);
  return {
    issued: addDays(campaign.notice.issued, 1),
    enrolled: addDays(campaign.notice.issued, 4),
    sealed: (round: Round) => addDays(due(round), -4),
    received: (round: Round) => due(round),
  };
}

/** The whole loop of the main job between one office and its recommending units (design: command line, demo). */
class Demo {
  readonly packages: DemoPackage[] = [];
  readonly office: DemoOffice;
  private readonly options: DemoOptions;
  private readonly days: ReturnType<typeof timetable>;

  constructor(options: DemoOptions, campaign: Campaign) {
    this.options = options;
    this.days = timetable(campaign);
    for (const folder of ['usb', 'paper', 'keys']) mkdirSync(join(options.out, folder), { recursive: true });
    this.office = new DemoOffice(options, '');
    this.office.setDay(this.days.issued);
  }

  private keep(kind: string, from: 'office' | DemoUnit, to: DemoStory | null, sealed: Sealed): string {
    const { fileName, digest, revision, encrypted } = sealed;
    const story = from === 'office' ? to : from.story;
    this.packages.push({
      kind,
      from: from === 'office' ? 'office' : 'unit',
      sample: story?.id ?? null,
      file: join('usb', fileName),
      digest,
      revision,
      encrypted,
      principal: from === 'office' ? officePrincipal : principalFor(from.story.unitName),
    });
    this.options.say(`封好 usb/${fileName}`);
    return fileName;
  }

  async issue(): Promise<IssuedCampaign> {
    const issued = await this.office.issueCampaign();
    this.keep('campaign', 'office', null, issued.sealed);
    return issued;
  }

  /** A unit asks to be enrolled, and is. */
  async enrol(issued: IssuedCampaign, unit: DemoUnit): Promise<void> {
    for (const desk of [unit, this.office]) desk.setDay(this.days.enrolled);
    const enrolment = await unit.enrol(issued);
    await this.office.enrol(this.keep('enrolment', unit, null, enrolment), unit.fingerprint);
  }

  /** Fills, checks, prints and seals a round; the office takes it in and answers; the unit opens the answers. */
  async round(unit: DemoUnit, round: Round, twice: boolean): Promise<void> {
    const sample = unit.story[round];
    if (sample === null) return;
    unit.setDay(this.days.sealed(round));
    this.office.setDay(this.days.received(round));
    await unit.prepare(sample);
    const plain = await unit.seal(round, false);
    const files = [this.keep(round, unit, null, plain)];
    let newest = plain;
    if (twice) {
      // The next revision goes out encrypted to the office: only the office's age key opens it.
      newest = await unit.seal(round, true);
      files.push(this.keep(round, unit, null, newest));
    }
    await this.office.take(files);
    const { feedback, receipt } = await this.office.answer(newest.digest, round);
    unit.setDay(this.days.received(round));
    await unit.take([
      this.keep('feedback', 'office', unit.story, feedback),
      this.keep('receipt', 'office', unit.story, receipt),
    ]);
  }
}

const nominees = (unit: DemoUnit): number => unit.story.preliminary.submission.nominees.length;

function unitSummary(unit: DemoUnit): Record<string, unknown> {
  const { story, fingerprint, rounds, papers } = unit;
  const workspace = join('data', story.id);
  return { sample: story.id, unit: story.unitName, fingerprint, workspace, rounds, papers };
}

/** Runs the demo; gives the summary that the command prints. Throws when any step does not come out as it should. */
export async function runDemo(options: DemoOptions): Promise<Record<string, unknown>> {
  const stories = await demoStories(options);
  const { campaign } = await loadPack(join(options.campaignsDir, options.campaign));
  const demo = new Demo(options, campaign);
  const units = stories.map((story) => new DemoUnit(options, story, demo.office.now()));
  if (units.length === 0) failed('samples');
  try {
    const issued = await demo.issue();
    for (const unit of units) await demo.enrol(issued, unit);
    // The unit with the most nominees also shows a second revision that supersedes the first.
    const shown = units.reduce((most, unit) => (nominees(unit) > nominees(most) ? unit : most));
    for (const unit of units) await demo.round(unit, 'preliminary', unit === shown);
    for (const unit of units) await demo.round(unit, 'formal', false);
    const keys = await demo.office.exportKeys();
    const feedbacks = await Promise.all(units.map((unit) => unit.feedbacks()));
    return {
      ok: true,
      out: options.out,
      campaign: options.campaign,
      fingerprints: {
        office: issued.fingerprint,
        ...Object.fromEntries(units.map((unit) => [unit.story.id, unit.fingerprint])),
      },
      units: units.map(unitSummary),
      packages: demo.packages,
      papers: units.flatMap((unit) => unit.papers),
      ...keys,
      workspaces: [join('data', 'office'), ...units.map((unit) => join('data', unit.story.id))],
      passphrase: demoPassphrase,
      findings: units.flatMap((unit) => unit.rounds).reduce((sum, round) => sum + round.findings, 0),
      feedbacks: feedbacks.reduce((sum, count) => sum + count, 0),
    };
  } finally {
    for (const unit of units) await unit.close();
    await demo.office.close();
  }
}

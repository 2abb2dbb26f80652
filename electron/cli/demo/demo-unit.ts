import { join } from 'node:path';
import { lacksExplanation, sealReadiness } from '../../../shared/rules/seal-readiness.ts';
import type { Round } from '../../../shared/words/field-schema.ts';
import type { SampleSubmission } from '../../engine/pack/load-sample.ts';
import { createWithoutKeeping } from '../kit/engine-client.ts';
import { sealAsShown } from '../kit/seal-as-shown.ts';
import { DemoDesk, type DemoOptions, demoPassphrase, demoPlain, failed, type Sealed } from './demo-desk.ts';
import type { IssuedCampaign } from './demo-office.ts';
import type { DemoStory } from './demo-story.ts';
import { fillFromSample, type IdMap } from './sample-desk.ts';

/** What one round of a unit came to. */
export interface DemoRound {
  readonly round: Round;
  /** Findings that are left: reminders and explained warnings, no error. */
  readonly findings: number;
  readonly papers: readonly string[];
}

/** One recommending unit of the demo, with a complete sample as its material. */
export class DemoUnit extends DemoDesk {
  readonly story: DemoStory;
  readonly rounds: DemoRound[] = [];
  readonly papers: string[] = [];
  fingerprint = '';
  private ids: IdMap | undefined;

  constructor(options: DemoOptions, story: DemoStory, at: string) {
    super(options, story.id, `jianbiao-demo-${story.id}`, at);
    this.story = story;
  }

  /** Installs the campaign after comparing the fingerprint, makes its key and asks to be enrolled. */
  async enrol(issued: IssuedCampaign): Promise<Sealed> {
    const { client, story } = this;
    const field = issued.pack.campaign.unitNameField;
    await createWithoutKeeping(client, {
      role: 'recommender',
      name: story.unitName,
      campaignId: this.options.campaign,
      passphrase: demoPassphrase,
    });
    const source = client.handle(join(this.options.out, 'usb', issued.fileName), 'read');
    const seen = await client.call('campaign.inspect', { source });
    if (seen.fingerprint !== issued.fingerprint) failed('fingerprint');
    await client.call('campaign.install', { source, confirmedFingerprint: issued.fingerprint });
    const { fingerprint } = await client.call('identity.create', {});
    this.fingerprint = fingerprint;
    const { revision } = await client.call('record.get', { id: 'unit' });
    await client.call('record.save', {
      id: 'unit',
      baseRevision: revision,
      changes: { [field]: story.unitName },
    });
    return client.call('enrolment.seal', { target: this.usb() });
  }

  /** Fills a round from its sample and prints all of it; no error and no unexplained warning may be left. */
  async prepare(sample: SampleSubmission): Promise<void> {
    const { client } = this;
    const { round } = sample.submission;
    this.ids = await fillFromSample(client, sample, this.ids);
    const findings = await client.call('findings.list', { round });
    const { ready } = sealReadiness(sample.submission.nominees.length, findings);
    const inTheWay = findings.filter((finding) => finding.severity === 'error' || lacksExplanation(finding));
    for (const { message } of inTheWay) this.options.say(`检查：${message}`);
    if (!ready) failed(inTheWay[0]?.message ?? '');
    const folder = client.handle(join(this.options.out, 'paper'), 'folder');
    const saved = await client.call('paper.saveAll', { round, folder, jobId: 'demo-print' });
    const { files } = saved;
    for (const { error } of saved.failed) failed(error.message);
    const papers = files.map((file) => join('paper', file));
    this.papers.push(...papers);
    this.rounds.push({ round, findings: findings.length, papers });
    this.options.say(
      `${this.story.id}／${round}：检查通过，${findings.length} 条提醒或说明，没有错误；打印 ${files.length} 个文件`,
    );
  }

  /** Seals a round, with the sheet that goes along with it. */
  async seal(round: Round, encrypt: boolean): Promise<Sealed> {
    const { client } = this;
    const sealed = await sealAsShown(client, {
      round,
      target: this.usb(),
      jobId: 'demo-seal',
      ...(encrypt ? {} : { plain: demoPlain }),
    });
    const name = `handover-${this.story.id}-${round}-r${sealed.revision}.pdf`;
    const target = { file: client.handle(join(this.options.out, 'paper', name), 'write') };
    const cover = await client.call('seal.coverSheet', { digest: sealed.digest, target });
    this.papers.push(join('paper', cover.fileName));
    return sealed;
  }

  async feedbacks(): Promise<number> {
    return (await this.client.call('feedback.list', {})).length;
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Round } from '../../../shared/campaign/field-schema.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { identityPurpose } from '../../engine/create-engine.ts';
import { officePrincipal, principalFor } from '../../engine/desk/trust.ts';
import { identityFromSeed } from '../../engine/desk/unit-keys.ts';
import { loadSample } from '../../engine/pack/load-sample.ts';
import { formatAgeIdentity } from '../../engine/seal/index.ts';
import { seededSecret } from '../../engine/store/random.ts';
import { type EngineClient, openEngine } from '../engine-client.ts';
import { fillFromSample, type IdMap } from './sample-desk.ts';

/** Where the demo works and what it takes. */
export interface DemoOptions {
  readonly out: string;
  readonly campaignsDir: string;
  readonly fontsDir?: string | undefined;
  readonly campaign: string;
  readonly sample: string;
  /** A line for people about each step. */
  readonly say: (text: string) => void;
}

/** One package that travelled. */
interface DemoPackage {
  readonly kind: string;
  readonly from: 'office' | 'unit';
  readonly file: string;
  readonly digest: string;
  readonly revision: number;
  readonly encrypted: boolean;
  /** The signer's name in allowed_signers, for `ssh-keygen -Y verify -I`. */
  readonly principal: string;
}

const officeSeed = 'jianbiao-demo-office';
const unitSeed = 'jianbiao-demo-unit';
/** The workspaces of the demo hold invented people only; anyone may open them. */
export const demoPassphrase = 'jianbiao-demo';

/** A clock that stands still until it is set: the same content gives the same bytes on every run. */
function standingClock(start: string): { now: () => Date; set: (at: string) => void } {
  let at = start;
  return {
    now: () => new Date(at),
    set(next) {
      at = next;
    },
  };
}

/** The whole loop of the main job between one office and one recommending unit (design: command line, demo). */
class Demo {
  readonly packages: DemoPackage[] = [];
  readonly papers: string[] = [];
  /** As the campaign's unit record calls it. */
  private unitName = '';
  private readonly options: DemoOptions;
  private readonly clock = standingClock('2021-09-03T01:00:00Z');
  private readonly office: EngineClient;
  private readonly unit: EngineClient;

  constructor(options: DemoOptions) {
    this.options = options;
    for (const folder of ['usb', 'paper', 'keys']) mkdirSync(join(options.out, folder), { recursive: true });
    const open = (who: string, seed: string): EngineClient =>
      openEngine({
        dataDir: join(options.out, 'data', who),
        campaignsDir: options.campaignsDir,
        fontsDir: options.fontsDir,
        now: this.clock.now,
        seed,
      });
    this.office = open('office', officeSeed);
    this.unit = open('unit', unitSeed);
  }

  async close(): Promise<void> {
    await this.office.close();
    await this.unit.close();
  }

  private usb(client: EngineClient): { folder: string } {
    return { folder: client.handle(join(this.options.out, 'usb'), 'folder') };
  }

  private keep(
    kind: string,
    from: DemoPackage['from'],
    sealed: { fileName: string; digest: string; revision: number; encrypted: boolean },
  ): string {
    const { fileName, digest, revision, encrypted } = sealed;
    const principal = from === 'office' ? officePrincipal : principalFor(this.unitName);
    this.packages.push({ kind, from, file: join('usb', fileName), digest, revision, encrypted, principal });
    this.options.say(`封好 usb/${fileName}`);
    return fileName;
  }

  /** Imports files from the stick; every one must be taken in. */
  private async take(client: EngineClient, files: readonly string[]): Promise<void> {
    const sources = files.map((file) => client.handle(join(this.options.out, 'usb', file), 'read'));
    const outcomes = await client.call('inbox.import', { sources, jobId: 'demo-import' });
    for (const { fileName, outcome, problems } of outcomes) {
      this.options.say(
        `导入 ${fileName}：${outcome}${problems.map((problem) => ` ${problem.message}`).join('')}`,
      );
      if (outcome === 'quarantined') throw new JianbiaoError('demo-check-failed', { problem: fileName });
    }
  }

  /** The office makes its workspace and key and issues the campaign with them inside. */
  async issueCampaign(): Promise<{ fingerprint: string; fileName: string }> {
    const { campaign } = this.options;
    await this.office.call('workspace.create', {
      role: 'office',
      name: '评选表彰工作领导小组办公室',
      campaignId: campaign,
      passphrase: demoPassphrase,
    });
    await this.office.call('identity.create', {});
    const issued = await this.office.call('campaign.issue', { target: this.usb(this.office) });
    const { version } = (await this.office.call('campaign.pack', {})).campaign;
    this.keep('campaign', 'office', { ...issued, revision: version, encrypted: false });
    return issued;
  }

  /** The unit installs the campaign after comparing the fingerprint, makes its key and asks to be enrolled. */
  async enrolUnit(issued: { fingerprint: string; fileName: string }): Promise<string> {
    this.clock.set('2021-09-06T01:00:00Z');
    const { campaign } = await this.office.call('campaign.pack', {});
    const { submission } = await loadSample(
      join(this.options.campaignsDir, this.options.campaign),
      this.options.sample,
    );
    this.unitName = String(submission.unit.content[campaign.unitNameField]);
    await this.unit.call('workspace.create', {
      role: 'recommender',
      name: this.unitName,
      campaignId: this.options.campaign,
      passphrase: demoPassphrase,
    });
    const source = this.unit.handle(join(this.options.out, 'usb', issued.fileName), 'read');
    const seen = await this.unit.call('campaign.inspect', { source });
    if (seen.fingerprint !== issued.fingerprint)
      throw new JianbiaoError('demo-check-failed', { problem: 'fingerprint' });
    await this.unit.call('campaign.install', { source, confirmedFingerprint: issued.fingerprint });
    await this.unit.call('identity.create', {});
    const { revision } = await this.unit.call('record.get', { id: 'unit' });
    await this.unit.call('record.save', {
      id: 'unit',
      baseRevision: revision,
      changes: { [campaign.unitNameField]: this.unitName },
    });
    const identity = await this.unit.call('identity.get', {});
    const enrolment = await this.unit.call('enrolment.seal', { target: this.usb(this.unit) });
    await this.take(this.office, [this.keep('enrolment', 'unit', enrolment)]);
    const fingerprint = identity?.fingerprint ?? '';
    await this.office.call('signers.enrol', { fingerprint, typed: fingerprint });
    this.options.say(`办公室核对指纹并登记：${fingerprint}`);
    return fingerprint;
  }

  /** One round at the unit: everything filled and checked, printed and sealed. */
  private async sealRound(round: Round, encrypt: boolean): Promise<string> {
    const sealed = await this.unit.call('seal.run', {
      round,
      target: this.usb(this.unit),
      jobId: 'demo-seal',
      encrypt,
    });
    const cover = await this.unit.call('seal.coverSheet', {
      digest: sealed.digest,
      target: {
        file: this.unit.handle(
          join(this.options.out, 'paper', `handover-${round}-r${sealed.revision}.pdf`),
          'write',
        ),
      },
    });
    this.papers.push(join('paper', cover.fileName));
    return this.keep(round, 'unit', sealed);
  }

  /** Fills a round from its sample; no error and no unexplained warning may be left. */
  async fillRound(sampleId: string, known?: IdMap): Promise<{ round: Round; ids: IdMap; findings: number }> {
    const sample = await loadSample(join(this.options.campaignsDir, this.options.campaign), sampleId);
    const { round } = sample.submission;
    this.clock.set(round === 'preliminary' ? '2021-09-16T02:00:00Z' : '2021-11-05T02:00:00Z');
    const ids = await fillFromSample(this.unit, sample, known);
    const findings = await this.unit.call('findings.list', { round });
    const errors = findings.filter((finding) => finding.severity === 'error');
    for (const error of errors) this.options.say(`检查：${error.message}`);
    if (errors.length > 0)
      throw new JianbiaoError('demo-check-failed', { problem: errors[0]?.message ?? '' });
    this.options.say(`${round}：检查通过，${findings.length} 条提醒或说明，没有错误`);
    return { round, ids, findings: findings.length };
  }

  async printRound(round: Round): Promise<void> {
    const folder = this.unit.handle(join(this.options.out, 'paper'), 'folder');
    const { files } = await this.unit.call('paper.saveAll', { round, folder });
    this.papers.push(...files.map((file) => join('paper', file)));
    this.options.say(`打印 ${files.length} 个文件到 paper`);
  }

  /** The office reviews the package that counts and answers; the unit opens the answers. */
  private async answer(round: Round, returned: boolean): Promise<void> {
    const list = await this.office.call('inbox.list', {});
    const current = list.find((item) => item.kind === round && item.state === 'current');
    if (current === undefined) throw new JianbiaoError('demo-check-failed', { problem: 'inbox.list' });
    const { packageId, revision } = current;
    const { submission } = await this.office.call('inbox.get', { packageId });
    const decisions = submission.nominees.map((nominee, index) =>
      returned && index === submission.nominees.length - 1
        ? {
            nomineeId: nominee.id,
            decision: 'return' as const,
            note: '请补充后重报。',
            comments: [{ fieldId: 'deeds', text: '事迹中的数据请注明统计年度。' }],
          }
        : { nomineeId: nominee.id, decision: 'accept' as const, note: '', comments: [] },
    );
    await this.office.call('review.save', {
      packageId,
      revision,
      general: returned ? '材料总体规范，个别事迹请补充。' : '材料齐全，同意推荐。',
      unitComments: [],
      decisions,
    });
    const options = { packageId, target: this.usb(this.office), encrypt: false };
    const feedback = this.keep('feedback', 'office', await this.office.call('feedback.seal', options));
    const receipt = this.keep('receipt', 'office', await this.office.call('receipt.seal', options));
    await this.take(this.unit, [feedback, receipt]);
  }

  async preliminary(): Promise<void> {
    const plain = await this.sealRound('preliminary', false);
    // The next revision goes out encrypted to the office: only the office's age key opens it.
    const encrypted = await this.sealRound('preliminary', true);
    this.clock.set('2021-09-20T02:00:00Z');
    await this.take(this.office, [plain, encrypted]);
    await this.answer('preliminary', true);
  }

  async formal(): Promise<void> {
    const plain = await this.sealRound('formal', false);
    this.clock.set('2021-11-09T02:00:00Z');
    await this.take(this.office, [plain]);
    await this.answer('formal', false);
  }

  /** What strangers' tools need: allowed_signers, the revocation lists, and the office's age key. */
  async exportKeys(): Promise<{ allowedSigners: string; revoked: string[]; ageIdentity: string }> {
    const folder = join(this.options.out, 'keys');
    const { files } = await this.office.call('signers.export', {
      folder: this.office.handle(folder, 'folder'),
    });
    const [allowedSigners = '', ...revoked] = files.map((file) => join('keys', file));
    const office = await identityFromSeed(
      seededSecret(officeSeed, identityPurpose),
      '',
      this.clock.now().toISOString(),
    );
    const key = formatAgeIdentity({ identity: office.ageIdentity, recipient: office.ageRecipient });
    writeFileSync(join(folder, 'office-age-identity.txt'), key, { mode: 0o600 });
    return { allowedSigners, revoked, ageIdentity: join('keys', 'office-age-identity.txt') };
  }

  async feedbacks(): Promise<number> {
    return (await this.unit.call('feedback.list', {})).length;
  }
}

/** Runs the demo; gives the summary that the command prints. Throws when any step does not come out as it should. */
export async function runDemo(options: DemoOptions): Promise<Record<string, unknown>> {
  const demo = new Demo(options);
  try {
    const issued = await demo.issueCampaign();
    const unitFingerprint = await demo.enrolUnit(issued);
    const { round, ids, findings } = await demo.fillRound(options.sample);
    await demo.printRound(round);
    await demo.preliminary();
    await demo.fillRound(`${options.sample}-formal`, ids);
    await demo.printRound('formal');
    await demo.formal();
    const keys = await demo.exportKeys();
    return {
      ok: true,
      out: options.out,
      campaign: options.campaign,
      fingerprints: { office: issued.fingerprint, unit: unitFingerprint },
      packages: demo.packages,
      papers: demo.papers,
      ...keys,
      workspaces: [join('data', 'office'), join('data', 'unit')],
      passphrase: demoPassphrase,
      findings,
      feedbacks: await demo.feedbacks(),
    };
  } finally {
    await demo.close();
  }
}

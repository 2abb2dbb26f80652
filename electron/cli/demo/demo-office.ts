import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NomineeKind, Round } from '../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { emptyReview, reviewChanges } from '../../../shared/words/review-schema.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import { identityPurpose } from '../../engine/create-engine.ts';
import { identityFromSeed } from '../../engine/desk/seal/unit-keys.ts';
import { formatAgeIdentity } from '../../engine/seal/index.ts';
import { seededSecret } from '../../engine/store/random.ts';
import { createWithoutKeeping } from '../kit/engine-client.ts';
import { answerAsShown } from '../kit/seal-as-shown.ts';
import { DemoDesk, type DemoOptions, demoPassphrase, demoPlain, failed, type Sealed } from './demo-desk.ts';

const officeSeed = 'jianbiao-demo-office';

/** The issued campaign as it lies on the stick. */
export interface IssuedCampaign {
  readonly fileName: string;
  readonly fingerprint: string;
  readonly sealed: Sealed;
  readonly pack: CampaignPack;
}

/** The long text that a reviewer would comment on, else the nominee's first field: by the definition, not by its name. */
function commentedField(pack: CampaignPack, kind: NomineeKind): string {
  const fields = pack.fields[kind];
  const text = fields.find((field) => field.type === 'longText' && field.wordBand !== undefined) ?? fields[0];
  return text?.id ?? failed('fields.json');
}

/** The office of the demo: issues the campaign, enrols units, reviews what they send and answers. */
export class DemoOffice extends DemoDesk {
  constructor(options: DemoOptions, at: string) {
    super(options, 'office', officeSeed, at);
  }

  /** Makes the workspace and key and issues the campaign with them inside. */
  async issueCampaign(): Promise<IssuedCampaign> {
    const { client } = this;
    await createWithoutKeeping(client, {
      role: 'office',
      name: '评选表彰工作领导小组办公室',
      campaignId: this.options.campaign,
      passphrase: demoPassphrase,
    });
    await client.call('identity.create', {});
    const issued = await client.call('campaign.issue', { target: this.usb() });
    const pack = await client.call('campaign.pack', {});
    return {
      fileName: issued.fileName,
      fingerprint: issued.fingerprint,
      sealed: { ...issued, revision: pack.campaign.version, encrypted: false },
      pack,
    };
  }

  /** Takes in an enrolment and accepts it after comparing the fingerprint with the stamped paper. */
  async enrol(fileName: string, fingerprint: string): Promise<void> {
    await this.take([fileName]);
    await this.client.call('signers.enrol', { fingerprint, typed: fingerprint });
    this.options.say(`办公室核对指纹并登记：${fingerprint}`);
  }

  /**
   * Reviews the newest package of a lineage and answers with feedback and receipt. In the first round the last of
   * several nominees goes back with a comment. Throws when the office's own check finds an error.
   */
  async answer(digest: string, round: Round): Promise<{ feedback: Sealed; receipt: Sealed }> {
    const { client } = this;
    const current = (await client.call('inbox.list', {})).find((item) => item.packageId === digest);
    if (current?.state !== 'current') failed('inbox.list');
    const { packageId, revision } = current;
    const { submission, findings } = await client.call('inbox.get', { packageId });
    const error = findings.find((finding) => finding.severity === 'error');
    if (error !== undefined) failed(error.message);
    const changes = reviewChanges(emptyReview, await this.review(submission, round));
    await client.call('review.save', { packageId, revision, changes });
    const options = { packageId, target: this.usb(), plain: demoPlain };
    return {
      feedback: await answerAsShown(client, 'feedback', options),
      receipt: await answerAsShown(client, 'receipt', options),
    };
  }

  private async review(submission: Submission, round: Round) {
    const pack = await this.client.call('campaign.pack', {});
    const last = submission.nominees.length - 1;
    const returns = round === 'preliminary' && last > 0;
    const decisions = submission.nominees.map((nominee, index) =>
      returns && index === last
        ? {
            nomineeId: nominee.id,
            decision: 'return' as const,
            note: '请补充后重报。',
            comments: [{ fieldId: commentedField(pack, nominee.kind), text: '文中的数据请注明统计年度。' }],
          }
        : { nomineeId: nominee.id, decision: 'accept' as const, note: '', comments: [] },
    );
    const general = returns ? '材料总体规范，个别对象请补充。' : '材料齐全，同意推荐。';
    return { general, unitComments: [], decisions };
  }

  /** What strangers' tools need: allowed_signers, the revocation lists, and the office's age key. */
  async exportKeys(): Promise<{ allowedSigners: string; revoked: string[]; ageIdentity: string }> {
    const folder = join(this.options.out, 'keys');
    const { files } = await this.client.call('signers.export', {
      folder: this.client.handle(folder, 'folder'),
    });
    const [allowedSigners = '', ...revoked] = files.map((file) => join('keys', file));
    const office = await identityFromSeed(seededSecret(officeSeed, identityPurpose), '', this.now());
    const key = formatAgeIdentity({ identity: office.ageIdentity, recipient: office.ageRecipient });
    writeFileSync(join(folder, 'office-age-identity.txt'), key, { mode: 0o600 });
    return { allowedSigners, revoked, ageIdentity: join('keys', 'office-age-identity.txt') };
  }
}

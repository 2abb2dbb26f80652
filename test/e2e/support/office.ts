import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { paths } from '../../../build/kit/paths.ts';
import {
  createWithoutKeeping,
  type EngineClient,
  openEngine,
} from '../../../electron/cli/kit/engine-client.ts';
import { answerAsShown } from '../../../electron/cli/kit/seal-as-shown.ts';
import { leastLogN } from '../../../electron/engine/store/key-wrap.ts';
import { emptyReview, reviewChanges } from '../../../shared/words/review-schema.ts';
import type { Desk } from './desk.ts';

/** The folder of the shipped campaigns, and the one that the flows go through. */
export const CAMPAIGNS = join(paths.root, 'resources', 'campaigns');
export const PACK_DIR = join(CAMPAIGNS, 'ggj-2021');

const PASSPHRASE = '办公室-口令-2021';

/** The office at the other end of the stick; not the clerk's work, so it needs no window. */
export class Office {
  readonly folder: string;
  private readonly client: EngineClient;

  constructor(desk: Desk) {
    this.folder = join(desk.folder, 'stick');
    mkdirSync(this.folder);
    this.client = openEngine({
      dataDir: join(desk.folder, 'office'),
      campaignsDir: CAMPAIGNS,
      passphraseLogN: leastLogN,
    });
  }

  async issue(): Promise<{ readonly file: string; readonly fingerprint: string }> {
    await createWithoutKeeping(this.client, {
      role: 'office',
      name: '评选工作领导小组办公室',
      campaignId: 'ggj-2021',
      passphrase: PASSPHRASE,
    });
    await this.client.call('identity.create', {});
    const target = { folder: this.client.handle(this.folder, 'folder') };
    const { fileName, fingerprint } = await this.client.call('campaign.issue', { target });
    return { file: join(this.folder, fileName), fingerprint };
  }

  private async take(file: string): Promise<string> {
    const [outcome] = await this.client.call('inbox.import', {
      sources: [this.client.handle(file, 'read')],
      jobId: 'take',
    });
    expect(outcome?.problems ?? []).toEqual([]);
    return outcome?.packageId ?? '';
  }

  async enrol(file: string, fingerprint: string): Promise<void> {
    await this.take(file);
    await this.client.call('signers.enrol', { fingerprint: `SHA256:${fingerprint}`, typed: fingerprint });
  }

  /** Accepts everything in a package; gives the feedback's file. */
  async accept(file: string): Promise<string> {
    const packageId = await this.take(file);
    const { package: item, submission } = await this.client.call('inbox.get', { packageId });
    await this.client.call('review.save', {
      packageId,
      revision: item.revision,
      changes: reviewChanges(emptyReview, {
        general: '材料齐全，同意。',
        unitComments: [],
        decisions: submission.nominees.map((nominee) => ({
          nomineeId: nominee.id,
          decision: 'accept' as const,
          note: '',
          comments: [],
        })),
      }),
    });
    const target = { folder: this.client.handle(this.folder, 'folder') };
    const { fileName } = await answerAsShown(this.client, 'feedback', { packageId, target });
    return join(this.folder, fileName);
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

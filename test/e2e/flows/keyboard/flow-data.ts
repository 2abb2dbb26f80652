import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '../../../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../../../electron/engine/pack/load-sample.ts';
import type { Content } from '../../../../shared/words/content.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Desk } from '../../support/desk.ts';
import { PACK_DIR } from '../../support/office.ts';

/** The passphrase of the clerk's workspace. */
export const PASSPHRASE = '键盘流程-口令-2021';

/** A nominee of the flow, in both rounds. */
export interface Subject {
  readonly kind: 'collective' | 'individual';
  readonly menu: string;
  readonly name: string;
  /** Content of the preliminary round, and what the formal round has besides. */
  readonly first: Content;
  readonly formal: Content;
}

/** What every chapter of the flow works with. */
export interface FlowData {
  readonly pack: CampaignPack;
  readonly unitName: string;
  readonly unit: Content;
  readonly formalUnit: Content;
  readonly subjects: readonly Subject[];
  readonly photo: string;
}

/** One collective and one individual of the sample, in both rounds; the individual's photo is written into the folder. */
export async function flowData(desk: Desk): Promise<FlowData> {
  const pack = await loadPack(PACK_DIR);
  const first = await loadSample(PACK_DIR, 'province');
  const formal = await loadSample(PACK_DIR, 'province-formal');
  const photo = join(desk.folder, '照片.jpg');
  const subjects = (['collective', 'individual'] as const).map((kind): Subject => {
    const begun = first.submission.nominees.find((nominee) => nominee.kind === kind);
    const later = formal.submission.nominees.find((nominee) => nominee.id === begun?.id);
    if (begun === undefined || later === undefined) throw new Error(`the sample has no ${kind}`);
    return {
      kind,
      menu: kind === 'collective' ? '先进集体' : '先进个人',
      name: String(begun.content.name),
      first: begun.content,
      formal: later.content,
    };
  });
  const reference = subjects[1]?.first.photo;
  const digest =
    typeof reference === 'object' && reference !== null && 'sha256' in reference ? reference.sha256 : '';
  const bytes = first.files.get(String(digest));
  if (bytes === undefined) throw new Error('the sample has no photo');
  writeFileSync(photo, bytes);
  const quotas = { quotaCollective: 1, quotaIndividual: 1 };
  return {
    pack,
    unitName: String(first.submission.unit.content.unitName),
    unit: { ...first.submission.unit.content, ...quotas },
    formalUnit: { ...formal.submission.unit.content, ...quotas },
    subjects,
    photo,
  };
}

import type { NomineeKind, Round, SubjectKind } from '../words/field-schema.ts';
import type { FormDefinition } from '../words/form-schema.ts';
import type { Campaign, CampaignPack } from '../words/pack-schema.ts';

const plainKinds: Readonly<Record<NomineeKind, string>> = { collective: '集体', individual: '个人' };
const plainRounds: Readonly<Record<Round, string>> = { preliminary: '初审', formal: '正式推荐' };

/** What a campaign calls the nominees of a kind, in short: 先进集体, 读书之星; a plain word where it has no such award. */
export function kindTitle(campaign: Pick<Campaign, 'awards'>, kind: NomineeKind): string {
  const award = campaign.awards.find((one) => one.kind === kind);
  return award?.shortTitle ?? award?.title ?? plainKinds[kind];
}

/** The same for whoever fills a form: the recommending unit, or a kind of nominee. */
export function subjectTitle(campaign: Pick<Campaign, 'awards'>, subject: SubjectKind): string {
  return subject === 'unit' ? '推荐单位' : kindTitle(campaign, subject);
}

/** The kinds of nominee that a campaign gives awards to, in its own order. */
export function awardKinds(campaign: Pick<Campaign, 'awards'>): readonly NomineeKind[] {
  return [...new Set(campaign.awards.map((award) => award.kind))];
}

/** What a campaign calls a round; a round it does not have keeps its usual name. */
export function roundTitle(campaign: Pick<Campaign, 'rounds'>, round: Round): string {
  return campaign.rounds.find((one) => one.id === round)?.title ?? plainRounds[round];
}

/** Whether a campaign has a round at all. */
export function hasRound(campaign: Pick<Campaign, 'rounds'>, round: Round): boolean {
  return campaign.rounds.some((one) => one.id === round);
}

/** What the text document beside a dossier holds: the labels of its long texts, e.g. 主要先进事迹; empty without any. */
export function longTextTitle(form: FormDefinition): string {
  if (form.kind !== 'dossier' && form.kind !== 'sheet') return '';
  const labels = form.rows.flatMap((row) => (row.kind === 'flow' ? [row.label] : []));
  return [...new Set(labels)].join('、');
}

/** An answer to one of the campaign's open readings in its own words; undefined where it has no such setting or answer. */
export function readingTitle(
  campaign: Pick<Campaign, 'settings'>,
  settingId: string,
  value: unknown,
): string | undefined {
  const setting = campaign.settings.find((entry) => entry.id === settingId);
  return setting?.options.find((option) => String(option.value) === String(value))?.label;
}

/** What a tag of a code table means in words, e.g. 县处级干部; undefined where no table of the pack says. */
export function tagTitle(pack: Pick<CampaignPack, 'codes'>, table: string, tag: string): string | undefined {
  return pack.codes[table]?.tagTitles?.[tag];
}

/** The size of the photo as the notice calls it, else in millimetres. */
export function photoSizeName(photo: Pick<NonNullable<Campaign['photo']>, 'sizeName' | 'sizesMm'>): string {
  return photo.sizeName ?? photo.sizesMm.map(([width, height]) => `${width}×${height} 毫米`).join('或 ');
}

/** How a form is called, with its annex number where it has one: 附件5 全国机关事务工作先进个人初审推荐登记表. */
export function formTitle(form: { readonly annex?: number | undefined; readonly title: string }): string {
  return form.annex === undefined ? form.title : `附件${form.annex} ${form.title}`;
}

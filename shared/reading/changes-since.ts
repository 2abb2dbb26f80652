import { sameValue } from '../ground/same-value.ts';
import type { Content } from '../words/content.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import type { Nominee } from '../words/submission-schema.ts';
import { displayValue } from './display-value.ts';
import { isFilled } from './evaluate-condition.ts';
import { subjectName } from './lookup.ts';

/** One field that differs between two states of a record; values as shown, ID numbers and telephones masked. */
export interface FieldChange {
  readonly fieldId: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What became of one nominee between two rounds or revisions. */
export interface NomineeChange {
  readonly nomineeId: string;
  readonly name: string;
  readonly what: 'added' | 'removed' | 'changed' | 'same';
  readonly fields: readonly FieldChange[];
}

/** The fields of one record that differ, in the pack's order. An empty value and an absent one are the same. */
export function changedFields(
  pack: CampaignPack,
  kind: Nominee['kind'],
  before: Content,
  after: Content,
): readonly FieldChange[] {
  return pack.fields[kind].flatMap((field) => {
    const [old, now] = [before[field.id], after[field.id]];
    if (!isFilled(old) && !isFilled(now)) return [];
    if (sameValue(old, now)) return [];
    return [
      {
        fieldId: field.id,
        label: field.label,
        before: displayValue(pack, field, old),
        after: displayValue(pack, field, now),
      },
    ];
  });
}

/**
 * What changed from the preliminary nominees to the present ones (issue: the formal round starts from the preliminary
 * one and shows what changed). Takes both lists; gives one entry for each nominee of either, present ones first.
 */
export function changesSince(
  pack: CampaignPack,
  preliminary: readonly Nominee[],
  now: readonly Nominee[],
): readonly NomineeChange[] {
  const earlier = new Map(preliminary.map((nominee) => [nominee.id, nominee]));
  const present = now.map((nominee): NomineeChange => {
    const before = earlier.get(nominee.id);
    const base = { nomineeId: nominee.id, name: subjectName(pack, nominee) };
    if (before === undefined) return { ...base, what: 'added', fields: [] };
    const fields = changedFields(pack, nominee.kind, before.content, nominee.content);
    return { ...base, what: fields.length === 0 ? 'same' : 'changed', fields };
  });
  const still = new Set(now.map((nominee) => nominee.id));
  const removed = preliminary
    .filter((nominee) => !still.has(nominee.id))
    .map((nominee): NomineeChange => {
      return { nomineeId: nominee.id, name: subjectName(pack, nominee), what: 'removed', fields: [] };
    });
  return [...present, ...removed];
}

import { canonicalJson } from '../../../../shared/ground/canonical-json.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { fieldText } from '../../../../shared/reading/field-text.ts';
import { fieldOf, subjectName, subjectsOf } from '../../../../shared/reading/lookup.ts';
import type { Content, FieldValue } from '../../../../shared/words/content.ts';
import type { NomineeKind, SubjectKind } from '../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';

/** A field that differs between two states of a record, as text for people. */
export interface FieldChange {
  readonly fieldId: string;
  readonly before: string;
  readonly after: string;
}

function shownValue(pack: CampaignPack, kind: SubjectKind, fieldId: string, value: FieldValue): string {
  const field = fieldOf(pack, kind, fieldId);
  // A field that only an older pack knew is shown as it is stored.
  if (field === undefined) return typeof value === 'string' ? value : canonicalJson(value);
  return value === null ? '' : fieldText(field, value, { codes: pack.codes });
}

/** The fields that differ between two contents of one record, in the pack's order. */
export function changedFields(
  pack: CampaignPack,
  kind: SubjectKind,
  before: Content,
  after: Content,
): FieldChange[] {
  const order = pack.fields[kind].map((field) => field.id);
  const extra = [...Object.keys(before), ...Object.keys(after)].filter((id) => !order.includes(id));
  return [...order, ...new Set(extra)]
    .filter((id) => !sameValue(before[id], after[id]))
    .map((fieldId) => ({
      fieldId,
      before: shownValue(pack, kind, fieldId, before[fieldId] ?? null),
      after: shownValue(pack, kind, fieldId, after[fieldId] ?? null),
    }));
}

/** Two submissions compared field by field; a nominee that stands in only one of them differs in all its fields. */
export function comparePackages(
  pack: CampaignPack,
  left: Submission,
  right: Submission,
): {
  subjectId: string;
  subjectName: string;
  kind: NomineeKind | null;
  fieldId: string;
  before: string;
  after: string;
}[] {
  const before = new Map(subjectsOf(left).map((subject) => [subject.id, subject]));
  const after = new Map(subjectsOf(right).map((subject) => [subject.id, subject]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const old = before.get(id);
    const now = after.get(id);
    const subject = now ?? old;
    if (subject === undefined) return [];
    return changedFields(pack, subject.kind, old?.content ?? {}, now?.content ?? {}).map((change) => ({
      subjectId: id,
      subjectName: subjectName(pack, subject),
      kind: subject.kind === 'unit' ? null : subject.kind,
      ...change,
    }));
  });
}

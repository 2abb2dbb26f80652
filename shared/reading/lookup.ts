import type { Content } from '../words/content.ts';
import type { Field, NomineeKind, Round, SubjectKind } from '../words/field-schema.ts';
import type { FormDefinition } from '../words/form-schema.ts';
import type { CampaignPack, CodeTable } from '../words/pack-schema.ts';
import type { Nominee, Submission } from '../words/submission-schema.ts';
import { type ConditionScope, evaluateCondition, mayHold, type Settings } from './evaluate-condition.ts';

/**
 * The reserved setting by which conditions of a pack tell whose desk the material comes from: a host unit fills no
 * summary, no report and no quota. Nobody chooses it: the workspace's role sets it.
 */
export const LEVEL_SETTING = 'level';
/** Its values: 基层单位 and 推荐单位. */
export const LEVELS = ['host', 'recommender'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * The settings in force: the pack's defaults, overruled by what the submission chose, and its level. Unknown keys are
 * dropped.
 */
export function effectiveSettings(pack: CampaignPack, chosen: Settings): Settings {
  const level: Level = chosen[LEVEL_SETTING] === 'host' ? 'host' : 'recommender';
  return {
    ...Object.fromEntries(
      pack.campaign.settings.map((setting) => [setting.id, chosen[setting.id] ?? setting.default]),
    ),
    [LEVEL_SETTING]: level,
  };
}

const fieldIndexes = new WeakMap<CampaignPack, Readonly<Record<SubjectKind, ReadonlyMap<string, Field>>>>();

/** The field of a record by its id; undefined when the pack has none. Indexed once for each pack. */
export function fieldOf(pack: CampaignPack, subject: SubjectKind, id: string): Field | undefined {
  let index = fieldIndexes.get(pack);
  if (index === undefined) {
    const byId = (fields: readonly Field[]) => new Map(fields.map((field) => [field.id, field]));
    index = {
      unit: byId(pack.fields.unit),
      collective: byId(pack.fields.collective),
      individual: byId(pack.fields.individual),
    };
    fieldIndexes.set(pack, index);
  }
  return index[subject].get(id);
}

/** The public notices that this desk runs: those whose dates it is asked for (省级公示 is no host unit's affair). */
export function noticesHere(
  pack: CampaignPack,
  settings: Settings,
): readonly CampaignPack['campaign']['publicNotices'][number][] {
  return pack.campaign.publicNotices.filter((notice) =>
    mayHold(fieldOf(pack, notice.subject, notice.startField)?.visibleWhen, settings),
  );
}

/** One record of a submission, seen for its forms: the unit itself or one nominee. */
export interface SubjectView {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly content: Content;
}

/** The recommending unit of a submission as one of its subjects. */
export function unitOf(submission: Pick<Submission, 'unit'>): SubjectView {
  return { id: 'unit', kind: 'unit', content: submission.unit.content };
}

/** The subjects of a submission in order: the unit first, then the nominees by order of recommendation. */
export function subjectsOf(submission: Submission): readonly SubjectView[] {
  const nominees = [...submission.nominees].sort(byOrder);
  return [unitOf(submission), ...nominees.map(({ id, kind, content }) => ({ id, kind, content }))];
}

function byOrder(a: Nominee, b: Nominee): number {
  return a.kind === b.kind ? a.order - b.order : a.kind === 'collective' ? -1 : 1;
}

/** How a subject is called on screens and in findings: its name field, or a placeholder with its place in the list. */
export function subjectName(pack: CampaignPack, subject: SubjectView): string {
  const { unitNameField, hostNameField, nameField } = pack.campaign;
  const fields =
    subject.kind === 'unit' ? [hostNameField, unitNameField] : [nameField[subject.kind as NomineeKind]];
  for (const field of fields) {
    const value = field === undefined ? undefined : subject.content[field];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return { unit: '推荐单位', collective: '未命名的集体', individual: '未命名的个人' }[subject.kind];
}

/** The scope in which conditions of a subject's forms and fields are evaluated. */
export function scopeOf(content: Content, unit: Content, settings: Settings): ConditionScope {
  return { record: content, unit, settings };
}

/** The forms a subject fills in a round: its kind, its round, its condition; in the pack's order. */
export function formsFor(
  pack: CampaignPack,
  round: Round,
  kind: SubjectKind,
  scope: ConditionScope,
): readonly FormDefinition[] {
  return pack.forms.filter(
    (form) => form.subject === kind && form.rounds.includes(round) && evaluateCondition(form.when, scope),
  );
}

/** The fields of a form that are visible for a record, section by section. */
export function visibleFields(
  pack: CampaignPack,
  form: FormDefinition,
  scope: ConditionScope,
): readonly { readonly sectionId: string; readonly field: Field }[] {
  return form.sections.flatMap((section) =>
    section.fields.flatMap((id) => {
      const field = fieldOf(pack, form.subject, id);
      return field !== undefined && evaluateCondition(field.visibleWhen, scope)
        ? [{ sectionId: section.id, field }]
        : [];
    }),
  );
}

/** Whether a field must be filled for this record. */
export function isRequired(field: Pick<Field, 'required'>, scope: ConditionScope): boolean {
  return typeof field.required === 'boolean' ? field.required : evaluateCondition(field.required, scope);
}

const codeIndexes = new WeakMap<CodeTable, ReadonlyMap<string, CodeTable['items'][number]>>();

/** The item of a code table; undefined when the table or the code is unknown. */
export function codeItem(
  pack: Pick<CampaignPack, 'codes'>,
  table: string,
  code: string,
): CodeTable['items'][number] | undefined {
  const found = pack.codes[table];
  if (found === undefined) return undefined;
  let index = codeIndexes.get(found);
  if (index === undefined) {
    index = new Map(found.items.map((item) => [item.code, item]));
    codeIndexes.set(found, index);
  }
  return index.get(code);
}

/**
 * The label of a code, or its short one where room is narrow; the code itself when the table does not know it (never an
 * empty cell). Screen, paper, public notice and findings all ask here.
 */
export function codeLabel(
  pack: Pick<CampaignPack, 'codes'>,
  table: string,
  code: string,
  narrow = false,
): string {
  const item = codeItem(pack, table, code);
  return (narrow ? (item?.short ?? item?.label) : item?.label) ?? code;
}

/** Whether the item of a code table carries a tag, e.g. `county` for the 20 % rule. */
export function codeHasTag(pack: CampaignPack, table: string, code: string, tag: string): boolean {
  return codeItem(pack, table, code)?.tags.includes(tag) ?? false;
}

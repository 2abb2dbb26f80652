import { yearsOfService } from '../counting/tenure.ts';
import { checkCode } from '../ground/check-code.ts';
import { type ConditionScope, evaluateCondition, isFilled, valueAt } from '../reading/evaluate-condition.ts';
import { effectiveSettings, scopeOf } from '../reading/lookup.ts';
import type { Content, FieldValue } from '../words/content.ts';
import type { FormDefinition, LayoutRow } from '../words/form-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import type { Nominee, Submission } from '../words/submission-schema.ts';

/** The scope in which a form's conditions and `unit:` fields are read: the settings in force, as the rules read them. */
export function formScope(
  pack: CampaignPack,
  submission: Submission,
  nominee: Nominee | null,
): ConditionScope {
  const unit = submission.unit.content;
  return scopeOf(nominee?.content ?? unit, unit, effectiveSettings(pack, submission.settings));
}

const blanks = (text: string): string[] => [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');

type TableForm = Extract<FormDefinition, { kind: 'dossier' | 'sheet' }>;

function rowFields(form: TableForm, row: LayoutRow, scope: ConditionScope): string[] {
  switch (row.kind) {
    case 'cells':
      return row.cells.flatMap((cell) => ('field' in cell ? [cell.field] : []));
    case 'seal': {
      const block = form.sealBlocks.find((one) => one.id === row.block);
      if (!block || !evaluateCondition(block.when, scope)) return [];
      return block.parties.flatMap((party) => blanks(party.preset));
    }
    case 'flow':
    case 'table':
      return [row.field];
  }
}

/** The fields that a form prints, `unit:` prefixes kept, rows and seal blocks whose condition fails left out. */
export function printedFields(form: FormDefinition, scope: ConditionScope): string[] {
  const names = new Set<string>();
  switch (form.kind) {
    case 'dossier':
    case 'sheet':
      if (form.kind === 'dossier') for (const { field } of form.cover?.lines ?? []) names.add(field);
      for (const row of form.rows) {
        if (evaluateCondition(row.when, scope))
          for (const name of rowFields(form, row, scope)) names.add(name);
      }
      break;
    case 'summary':
      for (const { field } of form.header) if (field !== undefined) names.add(field);
      break;
    case 'report':
      for (const { field } of form.chapters) names.add(field);
      if (form.dateField !== undefined) names.add(form.dateField);
      break;
    case 'reference':
      break;
  }
  return [...names];
}

function values(names: readonly string[], scope: ConditionScope): Content {
  const found: Record<string, FieldValue> = {};
  for (const name of names) {
    const value = valueAt(name, scope);
    if (isFilled(value)) found[name] = value;
  }
  return found;
}

type SummaryPart = Extract<FormDefinition, { kind: 'summary' }>['parts'][number];

/** The fields of a nominee's record that one part of a summary prints. */
function summaryFields(part: SummaryPart): string[] {
  return part.columns.flatMap(({ value }) => {
    if ('fields' in value) return [...value.fields];
    if ('table' in value) return [value.table];
    return value.field === undefined ? [] : [value.field];
  });
}

/** Years that the program counts are printed too: another base date, and the paper no longer agrees with the data. */
function countedYears(
  pack: CampaignPack,
  submission: Submission,
  part: SummaryPart,
  nominee: Nominee,
): { readonly years?: Readonly<Record<string, number>> } {
  const settings = effectiveSettings(pack, submission.settings);
  const counted = part.columns.flatMap(({ value }): [string, number][] => {
    if (!('computed' in value) || value.computed !== 'yearsOfService' || value.field === undefined) return [];
    const years = yearsOfService(pack, value.field, nominee.content, settings);
    return years === null ? [] : [[value.field, years]];
  });
  return counted.length === 0 ? {} : { years: Object.fromEntries(counted) };
}

/**
 * The content that a form prints, as the check code is taken over it (design: paper): the form, its subject, the values of
 * the fields on it and what is counted from them. Nothing else of the submission changes it.
 */
function formContent(
  pack: CampaignPack,
  submission: Submission,
  form: FormDefinition,
  nominee: Nominee | null,
): Readonly<Record<string, unknown>> {
  const scope = formScope(pack, submission, nominee);
  const content = {
    campaign: submission.campaign.id,
    form: form.id,
    subject: nominee?.id ?? 'unit',
    values: values(printedFields(form, scope), scope),
  };
  if (form.kind !== 'summary') return content;
  return {
    ...content,
    parts: form.parts.map((part) => ({
      part: part.id,
      nominees: submission.nominees
        .filter((one) => one.kind === part.of)
        .sort((a, b) => a.order - b.order)
        .map((one) => ({
          id: one.id,
          order: one.order,
          values: values(summaryFields(part), formScope(pack, submission, one)),
          ...countedYears(pack, submission, part, one),
        })),
    })),
  };
}

/** The check code of a form as it would be printed now; compare it with the code on paper. */
export function formCheckCode(
  pack: CampaignPack,
  submission: Submission,
  form: FormDefinition,
  nominee: Nominee | null,
): string {
  return checkCode(formContent(pack, submission, form, nominee));
}

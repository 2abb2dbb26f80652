import { yearsOfService } from '../../../shared/counting/tenure.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { formScope } from '../../../shared/paper/form-content.ts';
import { evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import { columnText, fieldText, isRow } from '../../../shared/reading/field-text.ts';
import { effectiveSettings } from '../../../shared/reading/lookup.ts';
import type { FormDefinition, SummaryColumn } from '../../../shared/words/form-schema.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import type { Nominee, Submission } from '../../../shared/words/submission-schema.ts';

export type SummaryForm = Extract<FormDefinition, { kind: 'summary' }>;
type SummaryPart = SummaryForm['parts'][number];

/** One part of a summary as plain text: a PDF table or a worksheet is made from it. */
export interface SummaryTable {
  readonly id: string;
  readonly title: string;
  readonly of: SummaryPart['of'];
  readonly columns: readonly SummaryColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** True for words that are set flush left; an ID number is long but stands in the middle like its neighbours. */
export function isLongText(text: string): boolean {
  return [...text].length > 14 && !/^[!-~]+$/.test(text);
}

interface Source {
  readonly pack: CampaignPack;
  readonly submission: Submission;
  readonly form: SummaryForm;
  /** False leaves the personal columns out. */
  readonly personal: boolean;
}

function cellText(source: Source, column: SummaryColumn, nominee: Nominee, order: number): string {
  const { pack, form, submission } = source;
  const codes = pack.codes;
  const fieldOf = (id: string) => {
    const field = pack.fields[nominee.kind].find((one) => one.id === id);
    if (!field) throw new JianbiaoError('paper-field-unknown', { form: form.title, field: id });
    return field;
  };
  const textOf = (id: string): string => {
    const field = fieldOf(id);
    // Dates and months stand as 1976.03.15 in narrow columns; codes keep their full names.
    const narrow = field.type === 'date' || field.type === 'month';
    return fieldText(field, nominee.content[id], { codes, narrow });
  };
  const { value } = column;
  if ('fields' in value) {
    return value.fields
      .map(textOf)
      .filter((text) => text !== '')
      .join(value.join);
  }
  if ('table' in value) {
    const field = fieldOf(value.table);
    const stored = nominee.content[value.table];
    if (field.type !== 'table')
      throw new JianbiaoError('paper-field-unknown', { form: form.title, field: field.id });
    const { where } = value;
    const rows = (Array.isArray(stored) ? stored.filter((row) => isRow(row)) : []).filter(
      (row) => where === undefined || where.in.includes(String(row[where.column] ?? '')),
    );
    if (rows.length === 0) return value.emptyText;
    return rows
      .map((row) =>
        value.columns
          .flatMap((id) => field.columns.filter((one) => one.id === id))
          .map((one) => columnText(one, row, { codes }))
          .filter((text) => text !== '')
          .join(' '),
      )
      .join('；');
  }
  if ('computed' in value) {
    switch (value.computed) {
      case 'order':
        return String(order);
      case 'yearsOfService':
        return value.field === undefined
          ? ''
          : String(
              yearsOfService(
                pack,
                value.field,
                nominee.content,
                effectiveSettings(pack, submission.settings),
              ) ?? '',
            );
    }
  }
  const text = textOf(value.field);
  // A date in a narrow column reads 1976.03.15.
  return value.as === 'month' ? text.replace(/^(\d{4}\.\d{2})\.\d{2}$/, '$1') : text;
}

/**
 * The parts of a summary form as text, nominees in the order of recommendation (domain notes 3.2). Columns whose condition
 * fails are left out, personal ones too when the copy leaves the unit.
 */
export function summaryTables(source: Source): SummaryTable[] {
  const { pack, submission, form, personal } = source;
  const scope = formScope(pack, submission, null);
  return form.parts.map((part) => {
    const columns = part.columns.filter(
      (column) => (personal || !column.personal) && evaluateCondition(column.when, scope),
    );
    const nominees = submission.nominees
      .filter((nominee) => nominee.kind === part.of)
      .sort((a, b) => a.order - b.order);
    const rows = nominees.map((nominee, index) =>
      columns.map((column) => cellText(source, column, nominee, index + 1)),
    );
    return { id: part.id, title: part.title, of: part.of, columns, rows };
  });
}

/** The line under a summary's title: label and value pairs of the unit's record. */
export function summaryHeader(
  source: Omit<Source, 'personal'>,
): { readonly label: string; readonly text: string }[] {
  const { pack, submission, form } = source;
  return form.header.map(({ label, field: id }) => {
    if (id === undefined) return { label, text: '' };
    const field = pack.fields.unit.find((one) => one.id === id);
    if (!field) throw new JianbiaoError('paper-field-unknown', { form: form.title, field: id });
    const text = fieldText(field, submission.unit.content[id], { codes: pack.codes });
    return { label, text: text === '' && field.type === 'date' ? '　　年　　月　　日' : text };
  });
}

import { wholeMonths } from '../calendar/plain-date.ts';
import { columnText, fieldText, isRow } from '../paper/field-text.ts';
import type { Content } from '../submission/content.ts';
import type { Settings } from './evaluate-condition.ts';
import type { NomineeKind } from './field-schema.ts';
import type { SummaryColumn } from './form-schema.ts';
import { fieldOf } from './lookup.ts';
import type { CampaignPack } from './pack-schema.ts';

/** A nominee as far as a summary form needs it. */
export interface SummaryNominee {
  readonly kind: NomineeKind;
  readonly order: number;
  readonly content: Content;
}

/**
 * The text of one cell of a summary form (附件3). Takes the column, the nominee's kind, place and record, and the
 * settings in force; gives what stands in the cell.
 */
export function summaryValue(
  pack: CampaignPack,
  column: SummaryColumn,
  nominee: SummaryNominee,
  settings: Settings,
): string {
  const { value } = column;
  if ('computed' in value) {
    switch (value.computed) {
      case 'order':
        return String(nominee.order);
      case 'yearsOfService': {
        const start = value.field === undefined ? undefined : nominee.content[value.field];
        return typeof start === 'string' && start !== ''
          ? String(Math.floor(wholeMonths(start, tenureBaseDate(pack, settings)) / 12))
          : '';
      }
    }
  }
  if ('table' in value) return tableCell(pack, value, nominee);
  const ids = 'fields' in value ? value.fields : [value.field];
  return ids
    .map((id) => {
      const field = fieldOf(pack, nominee.kind, id);
      return field === undefined
        ? ''
        : fieldText(field, nominee.content[id], { codes: pack.codes, narrow: true });
    })
    .filter((text) => text !== '')
    .join('fields' in value ? value.join : '');
}

function tableCell(
  pack: CampaignPack,
  value: Extract<SummaryColumn['value'], { table: string }>,
  nominee: SummaryNominee,
): string {
  const field = fieldOf(pack, nominee.kind, value.table);
  const stored = nominee.content[value.table];
  if (field?.type !== 'table' || !Array.isArray(stored)) return value.emptyText;
  const { where } = value;
  const rows = stored
    .filter((row) => isRow(row))
    .filter((row) => {
      const cell = where === undefined ? undefined : row[where.column];
      return where === undefined || (typeof cell === 'string' && where.in.includes(cell));
    });
  if (rows.length === 0) return value.emptyText;
  const columns = value.columns.flatMap((id) => field.columns.filter((column) => column.id === id));
  return rows
    .map((row) =>
      columns
        .map((column) => columnText(column, row, { codes: pack.codes }))
        .filter((text) => text !== '')
        .join(' '),
    )
    .join('；');
}

/** The day to which service is counted: the tenure rule's reading chosen in the settings, else the campaign's. */
export function tenureBaseDate(pack: CampaignPack, settings: Settings): string {
  for (const rule of pack.rules) {
    if (rule.kind !== 'tenure' || rule.params.baseSetting === undefined) continue;
    const base = rule.params.bases[String(settings[rule.params.baseSetting])];
    if (base !== undefined) return base;
  }
  return pack.campaign.baseDate;
}

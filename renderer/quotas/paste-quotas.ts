import type { QuotaRowState } from '../../shared/api/review-methods.ts';
import type { ApiArgs } from '../../shared/api.ts';
import type { Grid } from '../../shared/reading/pasted-table.ts';
import { toHalfWidth } from '../../shared/typed/date-text.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';

type QuotaChange = ApiArgs<'quotas.save'>['changes'][number];

/** What a pasted row would do. */
export interface PastedRow {
  readonly unit: string;
  readonly cells: readonly string[];
  /** Absent when the row cannot be taken, or says what stands already. */
  readonly change?: QuotaChange;
  readonly outcome: 'update' | 'add' | 'same' | 'total' | 'unreadable';
}

/** A unit's name without what the eye does not see: blanks, and the forms of brackets. */
function plainName(name: string): string {
  return toHalfWidth(name.normalize('NFKC')).replace(/\s+/g, '');
}

/** The names of the last row of a table of quotas: a sum, and no unit. */
const totals = /^(?:合计|总计|共计|总数|小计|累计|全国合计|全国总计)$/;

/** True for a row that only adds up the others; it counted as a unit would double what is given out. */
function isTotal(name: string, row: QuotaRowState | undefined): boolean {
  return row === undefined && totals.test(name.replace(/[:：]$/, ''));
}

/** A figure as a clerk writes it: 3, ３, 3个; empty means not given. Undefined when it is no figure. */
export function readFigure(text: string): number | null | undefined {
  const bare = plainName(text).replace(/[个名]$/, '');
  if (bare === '' || bare === '-' || bare === '—') return null;
  return /^\d{1,4}$/.test(bare) ? Number(bare) : undefined;
}

/**
 * Reads rows pasted from a spreadsheet, unit first and then one figure for each of `kinds`. A heading is passed over. Units are
 * found by their names; those that the table does not have yet are added.
 */
export function readPastedQuotas(
  grid: Grid,
  rows: readonly QuotaRowState[],
  kinds: readonly NomineeKind[],
): PastedRow[] {
  const known = new Map(rows.map((row) => [plainName(row.unit), row]));
  const seen = new Set<string>();
  return grid.flatMap((cells, at): PastedRow[] => {
    const unit = (cells[0] ?? '').replace(/\s+/g, ' ').trim();
    const figures = kinds.map((_kind, index) => readFigure(cells[index + 1] ?? ''));
    if (cells.every((cell) => cell.trim() === '')) return [];
    const heading = at === 0 && figures.every((figure) => figure === undefined);
    if (heading) return [];
    const row = known.get(plainName(unit));
    const name = plainName(unit);
    if (isTotal(name, row)) return [{ unit, cells: cells.slice(1), outcome: 'total' }];
    const unreadable = unit === '' || seen.has(name) || figures.some((figure) => figure === undefined);
    seen.add(name);
    if (unreadable) return [{ unit, cells: cells.slice(1), outcome: 'unreadable' }];
    const given = Object.fromEntries(kinds.map((kind, index) => [kind, figures[index] ?? null]));
    const collective = given.collective ?? (kinds.includes('collective') ? null : (row?.collective ?? null));
    const individual = given.individual ?? (kinds.includes('individual') ? null : (row?.individual ?? null));
    if (row === undefined) {
      return [
        { unit, cells: cells.slice(1), outcome: 'add', change: { unit, base: 0, collective, individual } },
      ];
    }
    if (row.collective === collective && row.individual === individual)
      return [{ unit: row.unit, cells: cells.slice(1), outcome: 'same' }];
    const change = { unit: row.unit, principal: row.principal, base: row.base, collective, individual };
    return [{ unit: row.unit, cells: cells.slice(1), outcome: 'update', change }];
  });
}

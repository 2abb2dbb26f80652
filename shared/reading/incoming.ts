import { canonicalJson } from '../ground/canonical-json.ts';
import type { Content, FieldValue, TableRow } from '../words/content.ts';
import type { Field } from '../words/field-schema.ts';
import { rowsOf } from './cells.ts';

/** Where a line of an import goes. */
type IncomingTarget =
  | { readonly kind: 'field'; readonly value: FieldValue }
  /** Becomes an attachment only when it is taken: a picture that nobody ticked is stored nowhere. */
  | { readonly kind: 'picture'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'row'; readonly row: TableRow }
  | {
      readonly kind: 'cell';
      readonly at: number;
      readonly columnId: string;
      readonly value: TableRow[string];
    };

/** One line of an import: what stands in the source, and what it would put into which field. */
export interface IncomingLine {
  readonly id: string;
  /** The words of the source, whole: the clerk compares with them. */
  readonly source: string;
  readonly fieldId: string;
  readonly target: IncomingTarget;
  /** What to look at before taking it, one sentence each. */
  readonly notes: readonly string[];
  /** False when it is offered, but must be chosen: it does not look like what the field wants. */
  readonly likely: boolean;
}

/** Something in the source that no field takes, and why. */
export interface LeftOut {
  readonly source: string;
  readonly reason: string;
}

/**
 * What some source (a clipboard, a file) would bring into one record. Nothing of the source is dropped silently: it stands
 * in a line or among what is left out.
 */
export interface Incoming {
  readonly lines: readonly IncomingLine[];
  readonly leftOut: readonly LeftOut[];
}

/** How a line stands to what the record holds: nothing there, the very same there, or something else there. */
export type Standing = 'new' | 'same' | 'differs';

function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function isEmptyRow(row: TableRow): boolean {
  return Object.values(row).every((value) => isEmpty(value));
}

/** Whether a row says already everything that another one says. */
function says(row: TableRow, other: TableRow): boolean {
  return Object.entries(other).every(([id, value]) => isEmpty(value) || row[id] === value);
}

/** How a line stands to the record as it is. */
export function standingOf(line: IncomingLine, content: Content): Standing {
  const now = content[line.fieldId];
  switch (line.target.kind) {
    case 'field':
      if (isEmpty(now)) return 'new';
      return canonicalJson(now) === canonicalJson(line.target.value) ? 'same' : 'differs';
    case 'picture':
      return isEmpty(now) ? 'new' : 'differs';
    case 'row': {
      const { row } = line.target;
      return rowsOf(content, line.fieldId).some((one) => says(one, row)) ? 'same' : 'new';
    }
    case 'cell': {
      const value = rowsOf(content, line.fieldId)[line.target.at]?.[line.target.columnId];
      if (isEmpty(value)) return 'new';
      return value === line.target.value ? 'same' : 'differs';
    }
  }
}

/** A row as a preset gave it, with nothing typed into it. */
function untouched(row: TableRow, preset: Readonly<Record<string, string>>): boolean {
  return Object.entries(row).every(([id, value]) => (value ?? '') === (preset[id] ?? ''));
}

/**
 * Puts new rows into a table: an untouched preset row of the same kind is filled first (组长 with 组长), then rows that
 * are empty, then preset rows that the new one says nothing against; what is left goes to the end.
 */
export function placeRows(
  rows: readonly TableRow[],
  fresh: readonly TableRow[],
  presets: readonly Readonly<Record<string, string>>[],
): TableRow[] {
  const placed: TableRow[] = [...rows];
  const taken = new Set<number>();
  for (const row of fresh) {
    const fits = (at: number, wanted: (preset: Readonly<Record<string, string>>) => boolean) =>
      !taken.has(at) && presets.some((preset) => untouched(placed[at] ?? {}, preset) && wanted(preset));
    const first = (test: (at: number) => boolean) => placed.findIndex((_, at) => test(at));
    const agreeing = first((at) =>
      fits(at, (preset) => Object.entries(preset).every(([id, value]) => row[id] === value)),
    );
    const empty = first((at) => !taken.has(at) && isEmptyRow(placed[at] ?? {}));
    const silent = first((at) => fits(at, (preset) => Object.keys(preset).every((id) => isEmpty(row[id]))));
    const at = agreeing >= 0 ? agreeing : empty >= 0 ? empty : silent >= 0 ? silent : placed.length;
    const under = placed[at] ?? {};
    placed[at] = {
      ...under,
      ...Object.fromEntries(
        Object.entries(row).filter(([id, value]) => !isEmpty(value) || isEmpty(under[id])),
      ),
    };
    taken.add(at);
  }
  return placed.filter((row) => !isEmptyRow(row));
}

/**
 * The changes that ticked lines make to a record, all in one, so that one undo takes the whole import back.
 * `instead` names the tables whose old rows give way to the new ones.
 */
export function applyLines(
  lines: readonly IncomingLine[],
  content: Content,
  fieldOf: (id: string) => Field | undefined,
  instead: ReadonlySet<string>,
): Content {
  const changes: Record<string, FieldValue> = {};
  for (const fieldId of new Set(lines.map((line) => line.fieldId))) {
    const field = fieldOf(fieldId);
    const own = lines.filter((line) => line.fieldId === fieldId).map((line) => line.target);
    if (field === undefined) continue;
    if (field.type !== 'table') {
      // A picture's reference is not known before its bytes are stored: who takes the lines adds it.
      for (const target of own) if (target.kind === 'field') changes[fieldId] = target.value;
      continue;
    }
    const blank: TableRow = Object.fromEntries(field.columns.map((column) => [column.id, null]));
    const whole = own.flatMap((target) => (target.kind === 'row' ? [{ ...blank, ...target.row }] : []));
    const old = instead.has(fieldId) ? [] : rowsOf(content, fieldId);
    const rows =
      whole.length === 0
        ? [...old]
        : placeRows(
            old,
            whole,
            field.presetRows.map(({ values }) => values),
          );
    for (const target of own) {
      if (target.kind !== 'cell') continue;
      while (rows.length <= target.at) rows.push(blank);
      rows[target.at] = { ...blank, ...rows[target.at], [target.columnId]: target.value };
    }
    changes[fieldId] = rows;
  }
  return changes;
}

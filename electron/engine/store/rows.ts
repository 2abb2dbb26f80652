import type Database from 'better-sqlite3';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/** A value that SQLite can bind. */
type SqlValue = string | number | bigint | null | Uint8Array;

/** One open database with its statements prepared once; rows are parsed where they leave SQLite. */
export interface Db {
  readonly raw: Database.Database;
  /** Runs a statement that gives no rows; returns how many rows it changed. */
  run(sql: string, ...params: readonly SqlValue[]): number;
  /** The first row, or undefined. */
  get<T>(row: z.ZodType<T>, sql: string, ...params: readonly SqlValue[]): T | undefined;
  all<T>(row: z.ZodType<T>, sql: string, ...params: readonly SqlValue[]): T[];
  /** All of the work in one transaction, or none of it. May be nested. */
  atomic<T>(work: () => T): T;
  /** Has the listener called after every commit, before whoever asked for it hears of it. One listener, for good. */
  onCommit(listener: () => void): void;
}

/** Wraps an open connection; takes no ownership: the opener closes it, and a use after that throws `workspace-closed`. */
export function wrapDatabase(raw: Database.Database): Db {
  const statements = new Map<string, Database.Statement<SqlValue[], unknown>>();
  let committed: () => void = () => undefined;
  function refuseClosed(): void {
    if (!raw.open) throw new JianbiaoError('workspace-closed');
  }
  function prepared(sql: string): Database.Statement<SqlValue[], unknown> {
    refuseClosed();
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = raw.prepare<SqlValue[], unknown>(sql);
    statements.set(sql, statement);
    return statement;
  }
  return {
    raw,
    run(sql, ...params) {
      const { changes } = prepared(sql).run(...params);
      if (!raw.inTransaction) committed();
      return changes;
    },
    get: (row, sql, ...params) => {
      const found = prepared(sql).get(...params);
      return found === undefined ? undefined : row.parse(found);
    },
    all: (row, sql, ...params) =>
      prepared(sql)
        .all(...params)
        .map((found) => row.parse(found)),
    atomic(work) {
      refuseClosed();
      const value = raw.transaction(work).immediate();
      if (!raw.inTransaction) committed();
      return value;
    },
    onCommit(listener) {
      committed = listener;
    },
  };
}

/** A column holding JSON text, parsed by `schema`. */
export function jsonColumn<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

/** A column of 0 or 1. */
export const flagColumn = z.int().transform((value) => value !== 0);

/** A BLOB column; better-sqlite3 gives a Buffer, which is a Uint8Array. */
export const blobColumn = z.instanceof(Uint8Array);

/** A row of one number named n: counts and maxima. */
export const countRow = z.object({ n: z.int() });

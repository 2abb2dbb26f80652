import type Database from 'better-sqlite3';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/** A value that SQLite can bind. */
type SqlValue = string | number | bigint | null | Uint8Array;

/** The reading face of a workspace's database: nothing that has only this can change a row. */
export interface ReadDb {
  /** The first row, or undefined. */
  get<T>(row: z.ZodType<T>, sql: string, ...params: readonly SqlValue[]): T | undefined;
  all<T>(row: z.ZodType<T>, sql: string, ...params: readonly SqlValue[]): T[];
}

/**
 * The reading face, and what a reading may remember of what it has worked out from rows that stay: the tables of
 * `cacheTables` and no others. Losing them costs time, never content.
 */
export interface CacheDb extends ReadDb {
  /** Runs a statement that changes a cache table; returns how many rows it changed. Throws for any other table. */
  runInCache(sql: string, ...params: readonly SqlValue[]): number;
  /** All of the work in one transaction, or none of it. May be nested. */
  atomic<T>(work: () => T): T;
}

/** The writing face: one open database with its statements prepared once; rows are parsed where they leave SQLite. */
export interface Db extends CacheDb {
  /** Runs a statement that gives no rows; returns how many rows it changed. */
  run(sql: string, ...params: readonly SqlValue[]): number;
}

/** A database as whoever opened it has it, with its connection. */
export interface OpenDb extends Db {
  readonly raw: Database.Database;
  /** Has the listener called after every commit, before whoever asked for it hears of it. One listener, for good. */
  onCommit(listener: () => void): void;
  /** Lends the database out; what was lent refuses every use once it is given back. */
  lend(): LentDb;
}

/** The three faces of a database, for as long as they are lent. */
interface LentDb {
  readonly reading: ReadDb;
  readonly cache: CacheDb;
  readonly writing: Db;
  giveBack(): void;
}

/** A face of a database was used after it was given back: a fault of the program, and nothing was read or written. */
export class LeaseEndedError extends Error {
  override readonly name = 'LeaseEndedError';
}

/** A reading face was asked to write: a fault of the program, and nothing was written. */
export class ReadOnlyError extends Error {
  override readonly name = 'ReadOnlyError';
}

/** Tables that are worked out from others, and by whom. */
const cacheTables: readonly string[] = [
  // What is compared across units' packages (compared-store.ts).
  ...['compared', 'compared_packages', 'compared_runs', 'alike'],
  // Which keys signed the packages that lie inside received ones (met-key-store.ts).
  'met_keys',
];
const cacheStatement = new RegExp(`^\\s*(?:INSERT INTO|UPDATE|DELETE FROM) (?:${cacheTables.join('|')})\\b`);

/** Wraps an open connection; takes no ownership: the opener closes it, and a use after that throws `workspace-closed`. */
export function wrapDatabase(raw: Database.Database): OpenDb {
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
  /** A face whose every use is looked at first. */
  function face(refuse: () => void, isReading: boolean): Db {
    function asked(sql: string): Database.Statement<SqlValue[], unknown> {
      refuse();
      const statement = prepared(sql);
      if (isReading && !statement.readonly) throw new ReadOnlyError('a reading face was asked to write');
      return statement;
    }
    function run(sql: string, params: readonly SqlValue[]): number {
      refuse();
      const { changes } = prepared(sql).run(...params);
      if (!raw.inTransaction) committed();
      return changes;
    }
    return {
      run(sql, ...params) {
        if (isReading) throw new ReadOnlyError('a reading face was asked to write');
        return run(sql, params);
      },
      runInCache(sql, ...params) {
        if (!cacheStatement.test(sql)) throw new ReadOnlyError('a cache was asked to write elsewhere');
        return run(sql, params);
      },
      get: (row, sql, ...params) => {
        const found = asked(sql).get(...params);
        return found === undefined ? undefined : row.parse(found);
      },
      all: (row, sql, ...params) =>
        asked(sql)
          .all(...params)
          .map((found) => row.parse(found)),
      atomic(work) {
        refuse();
        refuseClosed();
        const value = raw.transaction(work).immediate();
        if (!raw.inTransaction) committed();
        return value;
      },
    };
  }
  return {
    ...face(() => undefined, false),
    raw,
    onCommit(listener) {
      committed = listener;
    },
    lend() {
      let isLent = true;
      const refuse = (): void => {
        if (!isLent) throw new LeaseEndedError('a database was used after it was given back');
      };
      const reading = face(refuse, true);
      return {
        reading,
        cache: reading,
        writing: face(refuse, false),
        giveBack() {
          isLent = false;
        },
      };
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

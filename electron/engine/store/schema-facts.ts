import { countRows } from './backup-copy.ts';
import type { Db } from './rows.ts';

/** The migration a database stands at, and how many rows each table has. Names of tables are the program's own. */
export function schemaFacts(db: Db): {
  readonly migration: number;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
} {
  return {
    migration: Number(db.raw.pragma('user_version', { simple: true })),
    tables: [...countRows(db.raw)].map(([name, rows]) => ({ name, rows })),
  };
}

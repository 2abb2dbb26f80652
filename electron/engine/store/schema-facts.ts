import { z } from 'zod';
import { countRow, type ReadDb } from './rows.ts';

const versionRow = z.object({ user_version: z.int() });
const tableRow = z.object({ name: z.string() });

/** The migration a database stands at, and how many rows each table has. Names of tables are the program's own. */
export function schemaFacts(db: ReadDb): {
  readonly migration: number;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
} {
  const names = db.all(
    tableRow,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  return {
    migration: db.get(versionRow, 'PRAGMA user_version')?.user_version ?? 0,
    tables: names.map(({ name }) => ({
      name,
      rows: db.get(countRow, `SELECT count(*) AS n FROM "${name}"`)?.n ?? 0,
    })),
  };
}

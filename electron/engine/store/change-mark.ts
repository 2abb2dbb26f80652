import { createHash } from 'node:crypto';
import { z } from 'zod';
import { countRow, type OpenDb, type ReadDb } from './rows.ts';

/*
 * Tells whether a workspace holds anything that its last backup does not. A table not named here is read whole, so that
 * one added later counts from the first day.
 */
const briefly: Readonly<Record<string, string | null>> = {
  // Where windows stood is no content.
  view_state: null,
  // Counts what the other tables hold.
  saves: null,
  // Bytes, revisions and documents are only ever added: the tables that name them say so.
  blob_pieces: null,
  package_files: null,
  revisions: null,
  meta: `SELECT key, value FROM meta WHERE key <> 'backupMark' ORDER BY key`,
  packs: 'SELECT version, digest FROM packs ORDER BY version',
  subjects: 'SELECT id, position, in_formal, removed_at, revision FROM subjects ORDER BY id',
  events: 'SELECT max(seq) FROM events',
  blobs: 'SELECT count(*), max(id) FROM blobs WHERE complete = 1',
  attachments: 'SELECT count(*) FROM attachments',
  sealed: 'SELECT digest FROM sealed ORDER BY digest',
  packages: 'SELECT digest, superseded_by FROM packages ORDER BY digest',
  reviews: 'SELECT max(step) FROM reviews',
  answers: 'SELECT digest FROM answers ORDER BY digest',
};

const nameRow = z.object({ name: z.string() });

/** Rows changed on this connection so far: grows with every write, whoever made it. */
export function totalChanges(db: ReadDb): number {
  return db.get(countRow, 'SELECT total_changes() AS n')?.n ?? 0;
}

/** A digest that changes with whatever the user would miss. Gives hexadecimal text. */
export function changeMark(db: OpenDb): string {
  const hash = createHash('sha256');
  const tables = db.all(
    nameRow,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  for (const { name } of tables) {
    const brief = briefly[name];
    if (brief === null) continue;
    hash.update(`\n${name}\n`);
    const rows = db.raw.prepare(brief ?? `SELECT * FROM "${name.replaceAll('"', '""')}"`).raw();
    for (const row of rows.iterate()) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

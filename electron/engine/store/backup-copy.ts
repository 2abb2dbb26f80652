import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { replaceFileSync } from '../durable/whole-file.ts';
import { removeRemnantsSync } from '../durable/work-name.ts';
import { connect } from './connect.ts';
import { keyDatabase } from './key-database.ts';
import type { OpenDb } from './rows.ts';

const tableName = z.object({ name: z.string() });
const tableCount = z.object({ n: z.int() });

/** How many rows each table has, by name. */
export function countRows(raw: Database.Database): Map<string, number> {
  const names = raw
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all()
    .map((row) => tableName.parse(row).name);
  return new Map(
    names.map((name) => [name, tableCount.parse(raw.prepare(`SELECT count(*) AS n FROM "${name}"`).get()).n]),
  );
}

/** Every value a pragma answers, as text. */
export function pragmaTexts(raw: Database.Database, pragma: string): string[] {
  return z
    .array(z.record(z.string(), z.unknown()))
    .parse(raw.pragma(pragma))
    .flatMap((row) => Object.values(row).map(String));
}

/**
 * Opens an encrypted copy read-only and proves it whole: integrity, foreign keys and, where given, the row counts.
 * Gives the first problem as text, or null.
 */
export function findCopyProblem(
  path: string,
  key: Uint8Array,
  expected: ReadonlyMap<string, number> | null,
): string | null {
  const raw = connect(path, { fileMustExist: true, readonly: true });
  try {
    keyDatabase(raw, key);
    raw.pragma('trusted_schema = OFF');
    const integrity = pragmaTexts(raw, 'integrity_check(3)').filter((text) => text !== 'ok');
    if (integrity.length > 0) return integrity[0] ?? '';
    if (pragmaTexts(raw, 'foreign_key_check').length > 0) return 'foreign_key_check';
    for (const [table, count] of expected ?? []) {
      if (countRows(raw).get(table) !== count) return `${table}: row count`;
    }
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    raw.close();
  }
}

/**
 * A verified copy of an open workspace, encrypted with the same key: VACUUM INTO a temporary name, opened again
 * and checked in full, then named. Gives its size in bytes; throws `backup-failed` and leaves no file behind.
 */
export function verifiedCopy(db: OpenDb, key: Uint8Array, target: string): number {
  mkdirSync(dirname(target), { recursive: true });
  removeRemnantsSync(dirname(target));
  replaceFileSync(
    target,
    (_descriptor, temporary) => {
      // SQLite fills an empty file that is there: its owner's alone from the first byte on.
      db.raw.prepare('VACUUM INTO ?').run(temporary);
    },
    (temporary) => {
      const problem = findCopyProblem(temporary, key, countRows(db.raw));
      if (problem !== null) throw new JianbiaoError('backup-failed', { problem });
    },
  );
  return statSync(target).size;
}

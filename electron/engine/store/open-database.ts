import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { pragmaTexts, verifiedCopy } from './backup-copy.ts';
import { connect } from './connect.ts';
import { keyDatabase } from './key-database.ts';
import { migrate } from './migrate.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { type OpenDb, wrapDatabase } from './rows.ts';
import { fileSystemCode, sqliteCode } from './store-errors.ts';

/** How to open one workspace file. */
export interface OpenOptions {
  readonly path: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** Shown in errors. */
  readonly name: string;
  /** Makes the file; without it a missing file is an error. */
  readonly create?: boolean;
  /** Where the copy before a migration goes; null in tests without one. */
  readonly backupPath: (fromVersion: number) => string;
  readonly steps?: readonly Migration[];
}

/** The settings every connection of the program runs with (design: workspace store). */
function configure(raw: Database.Database): void {
  raw.pragma('busy_timeout = 500');
  // One opener: the file lock is held until close, and the operating system frees it when the process dies.
  raw.pragma('locking_mode = EXCLUSIVE');
  raw.pragma('trusted_schema = OFF');
  raw.pragma('cell_size_check = ON');
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('checkpoint_fullfsync = ON');
  raw.pragma('foreign_keys = ON');
  raw.pragma('secure_delete = ON');
  raw.pragma('temp_store = MEMORY');
}

/** A database of an earlier version was readable by others. */
function closeToOthers(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch (thrown) {
    // Sticks and network folders have no such rights, or someone else's: that is no reason not to open.
    if (fileSystemCode(thrown) === '') throw thrown;
  }
}

/** Tables of mere bytes, each proven by its SHA-256 when it is read: checking them would make a large workspace slow to open. */
export const byteTables: ReadonlySet<string> = new Set(['blob_pieces']);
const nameRow = z.object({ name: z.string() });

/** Throws `workspace-damaged` when pages or the structure are broken; the file is not changed. */
function checkHealth(raw: Database.Database, name: string): void {
  const tables = raw
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .all()
    .map((row) => nameRow.parse(row).name)
    .filter((table) => !byteTables.has(table));
  const problems = tables
    .flatMap((table) => pragmaTexts(raw, `quick_check('${table.replaceAll("'", "''")}')`))
    .filter((text) => text !== 'ok');
  if (problems.length > 0) throw new JianbiaoError('workspace-damaged', { name, problem: problems[0] ?? '' });
}

/**
 * Opens, checks and migrates one workspace file. Throws `database-driver-missing`, `workspace-in-use`, `workspace-damaged`,
 * `workspace-from-future`, `workspace-migration-failed`; on any error the file is closed again.
 */
export function openDatabase(options: OpenOptions): OpenDb {
  // Made before SQLite makes it: a database is its owner's alone, in a portable folder too, and its log follows it.
  if (options.create === true && !existsSync(options.path)) closeSync(openSync(options.path, 'wx', 0o600));
  const raw = connect(options.path, { fileMustExist: true });
  try {
    closeToOthers(options.path);
    keyDatabase(raw, options.key);
    configure(raw);
    // The first write lock proves that no other program has the file; quick_check proves that it can be read.
    raw.exec('BEGIN EXCLUSIVE; COMMIT;');
    const from = Number(raw.pragma('user_version', { simple: true }));
    // A workspace that holds nothing has lost it: filling it with an empty schema would hide that, and destroy the rest.
    if (from === 0 && options.create !== true)
      throw new JianbiaoError('workspace-damaged', { name: options.name, problem: '数据文件是空的' });
    checkHealth(raw, options.name);
    const db = wrapDatabase(raw);
    migrate(db, options.steps ?? migrations, options.name, () => {
      verifiedCopy(db, options.key, options.backupPath(from));
    });
    return db;
  } catch (thrown) {
    raw.close();
    throw openingError(thrown, options.name);
  }
}

/** What SQLite says at opening, as the program says it: `workspace-in-use`, `workspace-damaged`; the rest unchanged. */
export function openingError(thrown: unknown, name: string): unknown {
  const code = sqliteCode(thrown);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new JianbiaoError('workspace-in-use', { name }, { cause: thrown });
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_CANTOPEN') {
    return new JianbiaoError('workspace-damaged', { name, problem: code }, { cause: thrown });
  }
  return thrown;
}

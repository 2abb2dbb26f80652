import Database from 'better-sqlite3';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/** What Node says when the driver's native part is not there (taken away by a virus scanner) or made for another machine. */
const notLoaded: ReadonlySet<unknown> = new Set(['MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED']);

/**
 * A connection of the database driver, with the driver's own options; the only place that makes one. Throws
 * `database-driver-missing` when the driver cannot be loaded, and SQLite's errors.
 */
export function connect(path: string, options: Database.Options = {}): Database.Database {
  try {
    return new Database(path, options);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    throw notLoaded.has(code) ? new JianbiaoError('database-driver-missing', {}, { cause: thrown }) : thrown;
  }
}

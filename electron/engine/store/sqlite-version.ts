import { z } from 'zod';
import { connect } from './connect.ts';

const versionRow = z.object({ version: z.string() });

let knownVersion: string | null = null;

/** The version of the database in use. */
export function sqliteVersion(): string {
  if (knownVersion === null) {
    const memory = connect(':memory:');
    knownVersion = versionRow.parse(memory.prepare('SELECT sqlite_version() AS version').get()).version;
    memory.close();
  }
  return knownVersion;
}

import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { syncFileSync, syncFolderSync } from '../durable/sync-folder.ts';
import { openingError } from './open-database.ts';
import { peekSaves, readWitness } from './witness.ts';
import { databasePath, headerPath, type WorkspaceHeader, witnessPath } from './workspace-header.ts';
import { inspectLog, type LogState } from './write-ahead-log.ts';

/** What a workspace has lost since it was last used. */
export interface MissingSaves {
  /** How many savings at least; null when the file is not the one that was last used, so that nobody can say. */
  readonly count: number | null;
  /** When the last saving that is there was made; null in a workspace of an earlier version. */
  readonly until: string | null;
  /** When the last one was made that is not there; null where only the log tells of it. */
  readonly last: string | null;
}

/** A log left behind means that the program did not close the workspace. */
function leftLog(database: string): LogState | null {
  return inspectLog(`${database}-wal`);
}

/**
 * Compares a workspace with its witness, and its log with itself, before anything is opened for writing: SQLite would take
 * in what it can read of a damaged log, throw the rest away, and say nothing. Changes no file. Gives null when all is
 * there; throws `workspace-in-use` and `workspace-damaged`.
 */
export function findMissingSaves(
  dataDir: string,
  header: WorkspaceHeader,
  key: Uint8Array,
): MissingSaves | null {
  const database = databasePath(dataDir, header.id);
  const witness = readWitness(witnessPath(dataDir, header.id));
  try {
    const peek = peekSaves(database, key);
    if (peek.schemaVersion === 0)
      throw new JianbiaoError('workspace-damaged', { name: header.name, problem: '数据文件是空的' });
    const log = leftLog(database);
    const { last } = peek;
    const until = last?.at ?? null;
    if (witness !== null && last === null) return { count: null, until, last: witness.at };
    if (witness !== null && last !== null) {
      if (last.seq < witness.seq) return { count: witness.seq - last.seq, until, last: witness.at };
      const tag = peek.tags.get(witness.seq);
      if (tag !== undefined && tag !== witness.tag) return { count: null, until, last: witness.at };
    }
    return log !== null && log.lostCommits > 0 ? { count: log.lostCommits, until, last: null } : null;
  } catch (thrown) {
    throw openingError(thrown, header.name);
  } finally {
    // Reading the log made an index of it; whoever has the workspace open works without one.
    rmSync(`${database}-shm`, { force: true });
  }
}

/** Where the files of a workspace are kept as they were found, for someone who can mend them. */
function setAsideFolder(dataDir: string, id: string, at: string): string {
  return join(dataDir, 'set-aside', `${id}-${at.slice(0, 19).replace(/[-:]/g, '')}`);
}

/** Copies database, log, header and witness as they lie. Throws the file system's errors; nothing may be opened then. */
export function setAside(dataDir: string, id: string, at: string): string {
  const database = databasePath(dataDir, id);
  const found = [database, `${database}-wal`, headerPath(dataDir, id), witnessPath(dataDir, id)].filter(
    (path) => existsSync(path),
  );
  const folder = setAsideFolder(dataDir, id, at);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const path of found) {
    const copy = join(folder, basename(path));
    copyFileSync(path, copy);
    syncFileSync(copy);
    if (statSync(copy).size !== statSync(path).size)
      throw new JianbiaoError('backup-failed', { problem: '另存的文件不完整' });
  }
  syncFolderSync(folder);
  return folder;
}

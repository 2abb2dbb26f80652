import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';

/** SQLite's extended result code of a thrown error, or the empty string. */
export function sqliteCode(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return '';
  return thrown.code.startsWith('SQLITE_') ? thrown.code : '';
}

/** The file system's code (`ENOENT` …) of a thrown error, or the empty string. */
export function fileSystemCode(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return '';
  return /^E[A-Z]+$/.test(thrown.code) ? thrown.code : '';
}

/** Turns SQLite's and the file system's errors into the program's own; anything else comes back unchanged. */
export function storeError(thrown: unknown, workspaceName: string): unknown {
  if (thrown instanceof JianbiaoError) return thrown;
  const cause = { cause: thrown };
  const sqlite = sqliteCode(thrown);
  if (sqlite.startsWith('SQLITE_FULL')) return new JianbiaoError('disk-full', {}, cause);
  if (sqlite.startsWith('SQLITE_READONLY')) return new JianbiaoError('disk-read-only', {}, cause);
  if (sqlite.startsWith('SQLITE_IOERR')) return new JianbiaoError('disk-io', { problem: sqlite }, cause);
  if (sqlite.startsWith('SQLITE_CORRUPT') || sqlite.startsWith('SQLITE_NOTADB')) {
    return new JianbiaoError('workspace-damaged', { name: workspaceName, problem: sqlite }, cause);
  }
  switch (fileSystemCode(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new JianbiaoError('disk-full', {}, cause);
    case 'EROFS':
      return new JianbiaoError('disk-read-only', {}, cause);
    case 'EIO':
      return new JianbiaoError('disk-io', { problem: 'EIO' }, cause);
    default:
      return thrown;
  }
}

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { neverSeated, type Seat, type Vacated } from '../../kernel/seat.ts';
import { listAutoBackups } from '../../store/backup-rotation.ts';
import { keepLastBackup, keptUntilAfter, markErased } from '../../store/erasing.ts';
import { fileSystemCode } from '../../store/store-errors.ts';
import {
  autoBackupFolder,
  noteOpened,
  openWorkspaceFile,
  removeWorkspaceFiles,
} from '../../store/workspace-file.ts';
import { readHeader, unlockKey, type WorkspaceSecret } from '../../store/workspace-header.ts';
import { type Desk, isoNow } from '../ground/desk.ts';

/** Why a workspace may be erased that cannot be opened: there is no content to make a last backup of. */
const notToBeOpened: ReadonlySet<string> = new Set([
  'workspace-damaged',
  'workspace-saves-missing',
  'workspace-file-exchanged',
  'workspace-from-future',
  'workspace-migration-failed',
  'workspace-being-erased',
]);

/** The workspace with its lock, which no other program has then; null when it cannot be opened. */
async function holdForErasing(desk: Desk, id: string, secret: WorkspaceSecret): Promise<Vacated | null> {
  try {
    return neverSeated(await openWorkspaceFile(desk.dataDir, id, secret));
  } catch (thrown) {
    if (thrown instanceof JianbiaoError && notToBeOpened.has(thrown.code)) return null;
    throw thrown;
  }
}

function removeSetAside(dataDir: string, id: string): void {
  const folder = join(dataDir, 'set-aside');
  try {
    for (const name of readdirSync(folder))
      if (name.startsWith(`${id}-`)) rmSync(join(folder, name), { recursive: true, force: true });
  } catch (thrown) {
    if (fileSystemCode(thrown) !== 'ENOENT') throw thrown;
  }
}

/**
 * Erases a workspace but for its last backup. Nothing goes before the secret has proved whose it is, the file lock that
 * nobody else has it open, and a backup stands. Throws `workspace-name-mismatch`, `workspace-secret-wrong`,
 * `workspace-in-use`, `workspace-busy`, and what making the backup throws.
 */
export async function eraseWorkspace(
  desk: Desk,
  seat: Seat,
  request: { readonly id: string; readonly typedName: string; readonly secret: WorkspaceSecret },
): Promise<{ keptUntil: string | null }> {
  const { id, typedName, secret } = request;
  const header = readHeader(desk.dataDir, id);
  if (typedName.trim() !== header.name)
    throw new JianbiaoError('workspace-name-mismatch', { name: header.name });
  (await unlockKey(header, secret)).fill(0);
  const open = seat.current();
  const isOpenHere = open !== null && open.header.id === id;
  if (isOpenHere) {
    if (desk.jobs.busy()) throw new JianbiaoError('workspace-busy');
    // A failing backup must leave everything as it was.
    await desk.autoBackup.ensure(open);
  } else await desk.autoBackup.reclaim(id);
  const left = isOpenHere ? await seat.vacate() : await holdForErasing(desk, id, secret);
  const at = isoNow(desk);
  try {
    if (left !== null) await desk.autoBackup.ensure(left.workspace);
    markErased(desk.dataDir, id, at);
  } finally {
    if (left !== null) await desk.autoBackup.drop(left);
  }
  removeWorkspaceFiles(desk.dataDir, id);
  removeSetAside(desk.dataDir, id);
  keepLastBackup(desk.dataDir, id, desk.now());
  noteOpened(desk.dataDir, id, null);
  const kept = listAutoBackups(autoBackupFolder(desk.dataDir, id), id, desk.now());
  return { keptUntil: kept.length === 0 ? null : keptUntilAfter(at) };
}

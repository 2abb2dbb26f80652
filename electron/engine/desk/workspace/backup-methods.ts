import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { Seat } from '../../kernel/seat.ts';
import { readBackupHeader } from '../../store/backup-file.ts';
import { inOrderOfTrust, listAutoBackups } from '../../store/backup-rotation.ts';
import { erasedAt, keptUntilAfter } from '../../store/erasing.ts';
import { logEvent } from '../../store/event-log.ts';
import { fileSystemCode } from '../../store/store-errors.ts';
import { autoBackupFolder } from '../../store/workspace-file.ts';
import { folderName, readAutoBackup, writeAutoBackup } from '../ground/auto-backup.ts';
import { type Desk, isoNow } from '../ground/desk.ts';

type ListedBackup = ApiResult<'backup.list'>[number];

/** Ids that have a folder of automatic backups, whether or not their workspace is still there. */
function backedUpIds(dataDir: string): string[] {
  try {
    return readdirSync(join(dataDir, 'backups'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^w-[0-9a-z]+$/.test(entry.name))
      .map((entry) => entry.name);
  } catch (thrown) {
    if (fileSystemCode(thrown) === 'ENOENT') return [];
    throw thrown;
  }
}

/** The automatic backups: setting them, seeing how they stand, and what there is to restore from. */
export function backupMethods(desk: Desk, seat: Seat) {
  function listed(id: string): ListedBackup[] {
    const folder = autoBackupFolder(desk.dataDir, id);
    const erased = erasedAt(desk.dataDir, id);
    const keptUntil = erased === null ? null : keptUntilAfter(erased);
    return listAutoBackups(folder, id, desk.now()).flatMap(({ name, at, bytes }) => {
      const path = join(folder, name);
      try {
        const header = readBackupHeader(path);
        const source = desk.handles.register(path, 'read');
        const about = { workspaceId: id, workspaceName: header.name, role: header.role, keptUntil };
        return [{ source, fileName: name, ...about, at, bytes }];
      } catch (thrown) {
        // A damaged one is not offered; the others are.
        if (thrown instanceof JianbiaoError) return [];
        throw thrown;
      }
    });
  }

  function folderPath(handle: string | null): string | null {
    return handle === null ? null : desk.handles.resolve(handle, 'folder');
  }

  return handlersOf({
    async 'backup.status'(_args, { db, header }) {
      const { on, copyFolder } = readAutoBackup(db);
      const last = listAutoBackups(autoBackupFolder(desk.dataDir, header.id), header.id, desk.now())[0];
      const { main, copy } = desk.autoBackup.problems(header.id);
      return {
        on,
        running: desk.autoBackup.running(header.id),
        last: last === undefined ? null : { at: last.at, bytes: last.bytes },
        copy:
          copyFolder === null
            ? null
            : {
                folder: folderName(copyFolder),
                present: existsSync(copyFolder),
                last: listAutoBackups(copyFolder, header.id, desk.now())[0]?.at ?? null,
              },
        problem: main,
        copyProblem: copy,
      };
    },
    async 'backup.configure'({ on, copyFolder }, { db }) {
      const before = readAutoBackup(db);
      const next = {
        on: on ?? before.on,
        copyFolder: copyFolder === undefined ? before.copyFolder : folderPath(copyFolder),
      };
      writeAutoBackup(db, next);
      // Whether there is a second place, not where: the log may be shown to others.
      logEvent(db, isoNow(desk), 'auto-backup-set', {
        on: next.on ? 1 : 0,
        copy: next.copyFolder === null ? 0 : 1,
      });
      return {};
    },
    async 'backup.run'(_args, lease) {
      await desk.autoBackup.runNow(seat.behind(lease));
      return {};
    },
    async 'backup.list'() {
      const all = backedUpIds(desk.dataDir)
        .flatMap(listed)
        .sort(
          (left, right) => right.at.localeCompare(left.at) || left.fileName.localeCompare(right.fileName),
        );
      return inOrderOfTrust(all, desk.now());
    },
    async 'backup.inspect'({ source }) {
      const { name, role, campaignTitle } = readBackupHeader(desk.handles.resolve(source, 'read'));
      return { workspaceName: name, role, campaignTitle };
    },
  });
}

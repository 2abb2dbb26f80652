import { randomBytes } from 'node:crypto';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { Seat } from '../../kernel/seat.ts';
import { logEvent } from '../../store/event-log.ts';
import { readMeta, removeMeta, writeMeta } from '../../store/meta-store.ts';
import { makeRecoveryCode } from '../../store/recovery-code.ts';
import type { Db, ReadDb } from '../../store/rows.ts';
import { rewrapRecovery, unlockKey, writeHeader } from '../../store/workspace-header.ts';
import { type Desk, isoNow } from '../ground/desk.ts';

/**
 * Whether someone has said that the recovery code is kept. Workspaces made before this was asked have no such note and
 * count as confirmed: their clerks saw the code, and a page that suddenly calls it void would do harm.
 */
export function recoveryConfirmed(db: ReadDb): boolean {
  return readMeta(db, 'recovery') !== 'unconfirmed';
}

/** Notes that nobody has kept the present recovery code yet: the next window that opens the workspace gets a fresh one. */
export function noteUnconfirmed(db: Db): void {
  writeMeta(db, 'recovery', 'unconfirmed');
}

/** The recovery code: a new one while the present one is not kept, or with the passphrase; and the word that it is kept. */
export function recoveryMethods(desk: Desk, seat: Seat) {
  return handlersOf({
    async 'workspace.issueRecoveryCode'({ passphrase }, workspace) {
      const { db, header } = workspace;
      const { key } = seat.behind(workspace);
      if (passphrase !== undefined) (await unlockKey(header, { passphrase })).fill(0);
      else if (recoveryConfirmed(db)) throw new JianbiaoError('recovery-code-kept');
      const recoveryCode = makeRecoveryCode(randomBytes(28));
      const fresh = await rewrapRecovery(header, key, recoveryCode);
      // In this order: a crash between the two leaves the old code working and a fresh one coming at the next opening.
      db.atomic(() => {
        noteUnconfirmed(db);
        logEvent(db, isoNow(desk), 'recovery-code-issued', {});
      });
      writeHeader(desk.dataDir, fresh);
      seat.renew(fresh);
      return { recoveryCode };
    },
    async 'workspace.confirmRecoveryCode'({ recoveryCode }, { db, header }) {
      try {
        // Bound to the very code on the screen: another window may have made this one void meanwhile.
        (await unlockKey(header, { recoveryCode })).fill(0);
      } catch (cause) {
        throw new JianbiaoError('recovery-code-replaced', {}, { cause });
      }
      db.atomic(() => {
        removeMeta(db, 'recovery');
        logEvent(db, isoNow(desk), 'recovery-code-kept', {});
      });
      return {};
    },
  });
}

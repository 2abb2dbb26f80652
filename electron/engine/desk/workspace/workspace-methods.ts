import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceInfo } from '../../../../shared/api/workspace-methods.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease, Seat } from '../../kernel/seat.ts';
import { findCampaign } from '../../pack/campaign-library.ts';
import { packDigest } from '../../seal/index.ts';
import { restoreBackup, writeBackup } from '../../store/backup-file.ts';
import { isBeingErased } from '../../store/erasing.ts';
import { logEvent, readEvents } from '../../store/event-log.ts';
import { pinPack, readMeta, requireMeta, writeMeta } from '../../store/meta-store.ts';
import { randomId } from '../../store/random.ts';
import { createSubject } from '../../store/record-store.ts';
import { readView, writeView } from '../../store/small-stores.ts';
import {
  closeWorkspaceFile,
  createWorkspaceFile,
  noteOpened,
  openWorkspaceFile,
  readOpenedTimes,
  type WorkspaceFile,
} from '../../store/workspace-file.ts';
import {
  listHeaders,
  readHeader,
  rewrapPassphrase,
  unlockKey,
  writeHeader,
} from '../../store/workspace-header.ts';
import { readAutoBackup, writeAutoBackup } from '../ground/auto-backup.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { leaveWorkspace } from '../ground/sample-desk.ts';
import { targetPath } from '../ground/target-file.ts';
import { eraseWorkspace } from './erase-workspace.ts';
import { noteUnconfirmed, recoveryConfirmed } from './recovery-methods.ts';

/** What the windows know of an open workspace. */
function workspaceInfoOf(workspace: ReadLease): WorkspaceInfo {
  const { campaign } = workspace.pack;
  return {
    id: workspace.header.id,
    name: workspace.header.name,
    role: workspace.header.role,
    campaignId: requireMeta(workspace.db, 'campaignId'),
    campaignTitle: campaign.title,
    campaignVersion: campaign.version,
    createdAt: workspace.header.createdAt,
    sample: workspace.sampleMoment === null ? null : { moment: workspace.sampleMoment },
    recoveryConfirmed: recoveryConfirmed(workspace.db),
    paperOnly: readMeta(workspace.db, 'paperOnly') === 'yes',
  };
}

/** What the windows know of the workspace that was just put onto the seat. */
export function seatedInfo(seat: Seat): WorkspaceInfo {
  const lent = seat.lend();
  if (lent === null) throw new TypeError('seatedInfo: nobody there');
  try {
    return workspaceInfoOf(lent.lease);
  } finally {
    lent.giveBack();
  }
}

/** Throws `workspace-busy` while a job runs. */
function refuseWhileBusy(desk: Desk): void {
  if (desk.jobs.busy()) throw new JianbiaoError('workspace-busy');
}

/**
 * Closes the open workspace, if any: after the calls that work with it, and after its last backup, for which nobody
 * waits. Throws `workspace-busy` while a job runs.
 */
export async function closeCurrent(desk: Desk, seat: Seat): Promise<void> {
  if (seat.current() === null) return;
  refuseWhileBusy(desk);
  const vacated = await seat.vacate();
  if (vacated !== null) leaveWorkspace(desk.autoBackup, vacated);
}

/** Making, opening, closing, backing up and erasing workspaces. */
export function workspaceMethods(desk: Desk, seat: Seat) {
  /** Takes the place of the workspace that was open; the old one stays open until the new one is whole. */
  async function adopt(workspace: WorkspaceFile): Promise<WorkspaceInfo> {
    try {
      await closeCurrent(desk, seat);
    } catch (thrown) {
      // A job began while the key was being made: the one that was open stays, and this one must not stay locked.
      closeWorkspaceFile(workspace);
      throw thrown;
    }
    seat.take(workspace);
    noteOpened(desk.dataDir, workspace.header.id, isoNow(desk));
    return seatedInfo(seat);
  }

  return handlersOf({
    async 'workspace.list'() {
      const opened = readOpenedTimes(desk.dataDir);
      return listHeaders(desk.dataDir)
        .filter(({ id }) => !isBeingErased(desk.dataDir, id))
        .map(({ id, name, role, campaignTitle, createdAt }) => ({
          id,
          name,
          role,
          campaignTitle,
          openedAt: opened[id] ?? createdAt,
        }))
        .sort(
          (left, right) => right.openedAt.localeCompare(left.openedAt) || left.id.localeCompare(right.id),
        );
    },
    async 'workspace.create'({ role, name, campaignId, passphrase, paperOnly }) {
      refuseWhileBusy(desk);
      const { pack, origin } = await findCampaign(desk, campaignId);
      const createdAt = isoNow(desk);
      const { passphraseLogN } = desk;
      const about = {
        name,
        role,
        campaignTitle: pack.campaign.title,
        createdAt,
        passphrase,
        passphraseLogN,
      };
      const file = await createWorkspaceFile(desk.dataDir, about, (db, id) => {
        writeMeta(db, 'id', id);
        writeMeta(db, 'name', name);
        writeMeta(db, 'role', role);
        writeMeta(db, 'campaignId', campaignId);
        writeMeta(db, 'createdAt', createdAt);
        if (paperOnly && role !== 'office') writeMeta(db, 'paperOnly', 'yes');
        noteUnconfirmed(db);
        writeMeta(db, 'submissionId', `s-${randomId(desk.random, 12)}`);
        pinPack(db, { pack, digest: packDigest(pack) }, origin, createdAt);
        createSubject(db, 'unit', 'unit', createdAt);
        logEvent(db, createdAt, 'workspace-created', {
          role,
          campaign: campaignId,
          pack: pack.campaign.version,
        });
      });
      return { workspace: await adopt(file), recoveryCode: file.recoveryCode };
    },
    async 'workspace.unlock'({ id, secret, acceptLoss }) {
      const already = seat.current();
      if (already !== null && already.header.id === id) {
        // The secret is checked even so: a window that was idle must not get in with a wrong one.
        (await unlockKey(readHeader(desk.dataDir, id), secret)).fill(0);
        return seatedInfo(seat);
      }
      refuseWhileBusy(desk);
      await desk.autoBackup.reclaim(id);
      const accepted = acceptLoss === true ? { at: isoNow(desk) } : null;
      return adopt(await openWorkspaceFile(desk.dataDir, id, secret, accepted));
    },
    async 'workspace.lock'() {
      await closeCurrent(desk, seat);
      return {};
    },
    async 'workspace.current'(_args, { open }) {
      return open === null ? null : workspaceInfoOf(open);
    },
    async 'workspace.changePassphrase'({ current, next }, workspace) {
      const secret = typeof current === 'string' ? { passphrase: current } : current;
      (await unlockKey(workspace.header, secret)).fill(0);
      const header = await rewrapPassphrase(
        workspace.header,
        seat.behind(workspace).key,
        next,
        desk.passphraseLogN,
      );
      writeHeader(desk.dataDir, header);
      seat.renew(header);
      logEvent(workspace.db, isoNow(desk), 'passphrase-changed', {});
      return {};
    },
    async 'workspace.backup'({ target }, workspace) {
      const stamp = isoNow(desk).slice(0, 19).replace(/[-:]/g, '');
      const { path, fileName } = targetPath(
        desk.handles,
        target,
        `jianbiao-${workspace.header.id}-${stamp}.jbbackup`,
      );
      const scratch = join(desk.dataDir, 'backups');
      mkdirSync(scratch, { recursive: true });
      const bytes = await writeBackup(seat.behind(workspace), scratch, path);
      logEvent(workspace.db, isoNow(desk), 'backup-written', { bytes });
      return { fileName, bytes };
    },
    async 'workspace.restore'({ source, passphrase }) {
      const path = desk.handles.resolve(source, 'read');
      refuseWhileBusy(desk);
      const secret = typeof passphrase === 'string' ? { passphrase } : passphrase;
      const file = await restoreBackup(path, secret, desk.dataDir, ({ db, header }) => {
        writeMeta(db, 'id', header.id);
        // The second place was chosen on the machine, and for the workspace, that the backup comes from.
        writeAutoBackup(db, { ...readAutoBackup(db), copyFolder: null });
        logEvent(db, isoNow(desk), 'restored-from-backup', { id: header.id });
      });
      return adopt(file);
    },
    async 'workspace.erase'({ id, typedName, secret }) {
      return eraseWorkspace(desk, seat, { id, typedName, secret });
    },
    async 'workspace.events'({ limit }, { db }) {
      return readEvents(db, limit);
    },
    async 'view.get'({ key }, { db }) {
      return readView(db, key);
    },
    async 'view.set'({ key, value }, { db }) {
      writeView(db, key, value);
      return {};
    },
  });
}

import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type ErrorRecord, JianbiaoError, toErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import type { EmitEvent } from '../../kernel/jobs.ts';
import type { OpenWorkspace, Vacated } from '../../kernel/seat.ts';
import { copyBackup, writeBackup } from '../../store/backup-file.ts';
import { autoBackupName, listAutoBackups, tidyAutoBackups } from '../../store/backup-rotation.ts';
import { changeMark, totalChanges } from '../../store/change-mark.ts';
import { readMeta, writeMeta } from '../../store/meta-store.ts';
import type { Db, ReadDb } from '../../store/rows.ts';
import { fileSystemCode, storeError } from '../../store/store-errors.ts';
import { autoBackupFolder, closeWorkspaceFile } from '../../store/workspace-file.ts';

/** How the automatic backup of a workspace is set. Kept inside the workspace: the folder's path is nobody's business. */
const autoBackupSettings = z.strictObject({ on: z.boolean(), copyFolder: z.string().nullable() });
export type AutoBackupSettings = z.infer<typeof autoBackupSettings>;

/** The settings of a workspace; on, without a second place, until someone chose otherwise. */
export function readAutoBackup(db: ReadDb): AutoBackupSettings {
  const text = readMeta(db, 'autoBackup');
  return text === null ? { on: true, copyFolder: null } : autoBackupSettings.parse(JSON.parse(text));
}

export function writeAutoBackup(db: Db, settings: AutoBackupSettings): void {
  writeMeta(db, 'autoBackup', JSON.stringify(settings));
}

/** A failure that has not been made good yet. */
interface BackupProblem {
  readonly at: string;
  readonly error: ErrorRecord;
}

/** How it stands with one workspace since the program started. */
interface State {
  /** Rows changed on the connection when the workspace was last found to be backed up. */
  seen: { readonly db: Db; readonly changes: number } | null;
  problem: BackupProblem | null;
  copyProblem: BackupProblem | null;
  /** Not before this time is a failed backup tried again by itself. */
  retryAt: number;
}

interface Running {
  readonly id: string;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

const spacingMs = 3_600_000;
const retryMs = 15 * 60_000;

export interface AutoBackup {
  /** Makes a backup if the open workspace has changes and its turn has come. To be called every now and then. */
  tick(workspace: OpenWorkspace): Promise<void>;
  /** Makes a backup now, changes or not. Failures are kept for `problems`, told by an event, and thrown. */
  runNow(workspace: OpenWorkspace): Promise<void>;
  /** Makes sure that a backup of all that is in the workspace stands beside the data; for erasing. Throws like `runNow`. */
  ensure(workspace: OpenWorkspace): Promise<void>;
  /** Closes a workspace that nobody uses any more, after its last backup where one is due. Returns at once. */
  leave(vacated: Vacated): void;
  /** Waits until a workspace that was left is closed, without waiting for its backup: that is broken off. */
  reclaim(id: string): Promise<void>;
  /** Closes a workspace that nobody uses any more at once, without a backup. */
  drop(vacated: Vacated): Promise<void>;
  /** Waits for every workspace that was left; after `limitMs` their backups are broken off. */
  settle(limitMs: number): Promise<void>;
  running(id: string): boolean;
  problems(id: string): { readonly main: BackupProblem | null; readonly copy: BackupProblem | null };
}

/**
 * Backups that nobody has to think of (issue: nothing may be lost): after changes at most one each hour while a workspace
 * is open, and one when it is left. `enabled` false (command line): only on demand.
 */
export function createAutoBackup(options: {
  readonly dataDir: string;
  readonly enabled: boolean;
  readonly now: () => Date;
  readonly emit: EmitEvent;
}): AutoBackup {
  const { dataDir, enabled, now, emit } = options;
  const states = new Map<string, State>();
  const leaving = new Map<string, Promise<void>>();
  /** Workspaces wanted back: no further backup begins for them while they are being closed. */
  const reclaimed = new Set<string>();
  let running: Running | null = null;
  let over = false;

  function stateOf(id: string): State {
    const known = states.get(id);
    if (known !== undefined) return known;
    const fresh: State = { seen: null, problem: null, copyProblem: null, retryAt: 0 };
    states.set(id, fresh);
    return fresh;
  }

  /** Looks no closer than needed: most of the time nothing was written since the last look. */
  function changed({ db, header }: OpenWorkspace): boolean {
    const state = stateOf(header.id);
    const changes = totalChanges(db);
    if (state.seen?.db === db && state.seen.changes === changes) return false;
    const newest = listAutoBackups(autoBackupFolder(dataDir, header.id), header.id, now())[0];
    if (newest === undefined || changeMark(db) !== readMeta(db, 'backupMark')) return true;
    state.seen = { db, changes };
    return false;
  }

  function fail(workspace: OpenWorkspace, which: 'problem' | 'copyProblem', thrown: unknown): JianbiaoError {
    const state = stateOf(workspace.header.id);
    const cause = storeError(thrown, workspace.header.name);
    const error =
      which === 'copyProblem'
        ? copyError(cause)
        : new JianbiaoError('auto-backup-failed', { name: workspace.header.name, problem: reason(cause) });
    const repeated = state[which] !== null;
    state[which] = { at: now().toISOString(), error: toErrorRecord(error) };
    state.retryAt = now().getTime() + retryMs;
    // Told once, not at every try: the settings page goes on showing it.
    if (!repeated) emit('backup', { problem: toErrorRecord(error) });
    return error;
  }

  /** Puts the newest backup into the second place, if it is not there. */
  async function copyOut(workspace: OpenWorkspace, signal: AbortSignal): Promise<void> {
    const { id } = workspace.header;
    const { copyFolder } = readAutoBackup(workspace.db);
    const state = stateOf(id);
    const newest = listAutoBackups(autoBackupFolder(dataDir, id), id, now())[0];
    if (copyFolder === null || newest === undefined) {
      state.copyProblem = null;
      return;
    }
    try {
      // Never made here: a folder that is missing is a disk that is not plugged in.
      if (!existsSync(copyFolder))
        throw new JianbiaoError('auto-backup-copy-missing', { folder: folderName(copyFolder) });
      const target = join(copyFolder, newest.name);
      if (!existsSync(target)) {
        await copyBackup(join(autoBackupFolder(dataDir, id), newest.name), target, signal);
        tidyAutoBackups(copyFolder, id, now(), newest.name);
      }
      state.copyProblem = null;
    } catch (thrown) {
      signal.throwIfAborted();
      throw fail(workspace, 'copyProblem', thrown);
    }
  }

  async function makeHere(workspace: OpenWorkspace, signal: AbortSignal): Promise<void> {
    const { db, header } = workspace;
    const state = stateOf(header.id);
    const folder = autoBackupFolder(dataDir, header.id);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const at = now();
      let name = autoBackupName(header.id, at);
      // Two in one second: the second one gets the next second's name rather than the first one's place.
      for (let later = 1; existsSync(join(folder, name)); later += 1)
        name = autoBackupName(header.id, new Date(at.getTime() + later * 1000));
      // Taken before the copy: what is saved in between is in the copy and at worst copied once more.
      const mark = changeMark(db);
      await writeBackup(workspace, folder, join(folder, name), signal);
      writeMeta(db, 'backupMark', mark);
      state.problem = null;
      state.retryAt = 0;
      tidyAutoBackups(folder, header.id, at, name);
    } catch (thrown) {
      signal.throwIfAborted();
      throw fail(workspace, 'problem', thrown);
    }
  }

  async function make(workspace: OpenWorkspace, signal: AbortSignal): Promise<void> {
    await makeHere(workspace, signal);
    await copyOut(workspace, signal);
  }

  /** One at a time. Ends in peace when it was broken off; it is still due then. */
  async function run(workspace: OpenWorkspace, work: typeof make): Promise<void> {
    while (running !== null) await running.ended;
    if (over || reclaimed.has(workspace.header.id)) return;
    const abort = new AbortController();
    const ended = Promise.withResolvers<void>();
    const mine: Running = { id: workspace.header.id, abort, ended: ended.promise };
    running = mine;
    try {
      emit('changed', { what: 'backup' });
      await work(workspace, abort.signal);
    } catch (thrown) {
      if (!abort.signal.aborted) throw thrown;
    } finally {
      running = null;
      ended.resolve();
      emit('changed', { what: 'backup' });
    }
  }

  function quietly(work: Promise<void>): Promise<void> {
    // What failed is kept in the state and was told by an event.
    return work.catch(() => undefined);
  }

  function breakOff(id: string): void {
    if (running?.id === id) running.abort.abort();
  }

  return {
    async tick(workspace) {
      const state = stateOf(workspace.header.id);
      if (!enabled || running !== null || workspace.db.raw.inTransaction) return;
      if (now().getTime() < state.retryAt || !readAutoBackup(workspace.db).on) return;
      const newest = listAutoBackups(
        autoBackupFolder(dataDir, workspace.header.id),
        workspace.header.id,
        now(),
      )[0];
      const age = newest === undefined ? spacingMs : now().getTime() - Date.parse(newest.at);
      // A clock that was put back must not stop backups for good.
      if ((age >= spacingMs || age < -spacingMs) && changed(workspace)) await quietly(run(workspace, make));
      else if (state.copyProblem !== null) await quietly(run(workspace, copyOut));
    },
    runNow: (workspace) => run(workspace, make),
    async ensure(workspace) {
      if (changed(workspace)) await run(workspace, makeHere);
      const { id } = workspace.header;
      if (listAutoBackups(autoBackupFolder(dataDir, id), id, now()).length === 0)
        throw new JianbiaoError('auto-backup-failed', { name: workspace.header.name, problem: '已中断' });
    },
    leave({ workspace }) {
      const { id } = workspace.header;
      const due = () => enabled && readAutoBackup(workspace.db).on && changed(workspace);
      if (running?.id !== id && !due()) {
        closeWorkspaceFile(workspace);
        return;
      }
      const last = async () => {
        while (running?.id === id) await running.ended;
        if (due()) await run(workspace, make);
      };
      const closed = quietly(last())
        .then(() => closeWorkspaceFile(workspace))
        // Closed even so; what was saved is in the file or in its log.
        .catch(() => undefined)
        .finally(() => leaving.delete(id));
      leaving.set(id, closed);
    },
    async reclaim(id) {
      const closing = leaving.get(id);
      if (closing === undefined) return;
      reclaimed.add(id);
      breakOff(id);
      await closing.finally(() => reclaimed.delete(id));
    },
    async drop({ workspace }) {
      breakOff(workspace.header.id);
      while (running?.id === workspace.header.id) await running.ended;
      closeWorkspaceFile(workspace);
    },
    async settle(limitMs) {
      const timer = setTimeout(() => {
        over = true;
        running?.abort.abort();
      }, limitMs);
      try {
        await Promise.all(leaving.values());
      } finally {
        clearTimeout(timer);
      }
    },
    running: (id) => running?.id === id,
    problems(id) {
      const { problem, copyProblem } = stateOf(id);
      return { main: problem, copy: copyProblem };
    },
  };
}

/** A folder as the windows may name it: never its path. */
export function folderName(path: string): string {
  return basename(path) || path;
}

function reason(thrown: unknown): string {
  if (thrown instanceof JianbiaoError) {
    if (thrown.code === 'backup-failed') return String(thrown.params.problem ?? '');
    if (thrown.code === 'disk-full') return '磁盘空间不足';
    if (thrown.code === 'disk-read-only') return '文件夹不能写入';
  }
  return fileSystemCode(thrown) || '读写出错';
}

function copyError(thrown: unknown): JianbiaoError {
  if (thrown instanceof JianbiaoError && thrown.code === 'auto-backup-copy-missing') return thrown;
  return new JianbiaoError('auto-backup-copy-failed', { problem: reason(thrown) }, { cause: thrown });
}

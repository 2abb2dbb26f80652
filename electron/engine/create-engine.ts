import type { Topic } from '../../shared/api/topics.ts';
import { type ApiAnswer, events } from '../../shared/api.ts';
import { createAutoBackup } from './desk/ground/auto-backup.ts';
import type { Desk } from './desk/ground/desk.ts';
import { leaveWorkspace, refuseInSample } from './desk/ground/sample-desk.ts';
import { createHandlers } from './desk/handlers.ts';
import { makeDataFolder } from './files/data-folder.ts';
import { createDispatch } from './kernel/dispatch.ts';
import { createHandleRegistry, type HandleRegistry } from './kernel/handles.ts';
import { createJobs, type EmitEvent } from './kernel/jobs.ts';
import { RecentErrors } from './kernel/recent-errors.ts';
import { createRunner } from './kernel/run-method.ts';
import { createSeat } from './kernel/seat.ts';
import { ownFontOptions } from './paper/own-fonts.ts';
import { createPaperEngine, type PaperEngine } from './paper/paper-engine.ts';
import { sweepRests } from './store/erasing.ts';
import { passphraseLogN } from './store/key-wrap.ts';
import { seededRandom, seededSecret, systemRandom } from './store/random.ts';
import { fileSystemCode, storeError } from './store/store-errors.ts';
import { checkpointAtRest, removeWorkspaceFiles } from './store/workspace-file.ts';

/** How often the engine looks whether a backup is due. */
const lookEveryMs = 60_000;
/** How long closing may wait for the last backup: less than a shell waits for the engine (engine-client.ts). */
const lastBackupLimitMs = 4_000;

export interface EngineOptions {
  /** Folder of the workspaces, on an internal disk (never on removable media). Made when missing. */
  readonly dataDir: string;
  /** Folder of the shipped campaign packs. */
  readonly campaignsDir: string;
  /** Folder of the fonts that the paper embeds; absent, the paper part's own default. */
  readonly fontsDir?: string | undefined;
  /** Folder of the filled samples (build/samples.ts); absent, there is none to look at. */
  readonly samplesDir?: string | undefined;
  readonly shell: 'electron' | 'local' | 'cli';
  /** Hears every event of the contract. */
  readonly emit: (event: string, payload: unknown) => void;
  /** The clock; given by tests and by the demo. */
  readonly now?: (() => Date) | undefined;
  /**
   * Makes ids and keys repeatable, for the command line's demo and tests only. An option of the process that starts
   * the engine: no API method reaches it.
   */
  readonly seed?: string | undefined;
  /**
   * Cost of the key made from a new passphrase, as a power of two; absent, the full one. Less of it is for the demo and
   * for tests of other things: no shell gives it, no message carries it (host-messages.ts), and a workspace keeps the cost
   * it was made with.
   */
  readonly passphraseLogN?: number | undefined;
  /** Whether backups are made without being asked; absent, in the shells with windows and not on the command line. */
  readonly automaticBackup?: boolean | undefined;
}

export interface Engine {
  /** Calls a method of the contract; never rejects. */
  handle(method: string, args: unknown): Promise<ApiAnswer>;
  /** Registers paths for handles; only the trusted shell calls it. */
  readonly handles: HandleRegistry;
  /** After an error that no promise heard: no transaction of the broken-off work stays open (host/uncaught-net.ts). */
  mend(): void;
  /** Closes the open workspace and ends running jobs. Every acknowledged save is on disk already. */
  close(): Promise<void>;
}

/** What the unit key of a seeded engine is derived for; the demo writes the same key out for ssh-keygen and age. */
export const identityPurpose = 'identity';

/**
 * Starts an engine: one per process or test, with at most one open workspace (design: layout). Throws JianbiaoError when
 * its data folder cannot be written.
 */
export function createEngine(options: EngineOptions): Engine {
  makeDataFolder(options.dataDir);
  const handles = createHandleRegistry();
  const emit: EmitEvent = (event, payload) => options.emit(event, events[event].parse(payload));
  const jobs = createJobs(emit);
  const changed = (what: Topic, id?: string): void => {
    // The next paper opens the fonts anew.
    if (what === 'fonts') paper = null;
    emit('changed', id === undefined ? { what } : { what, id });
  };
  const seat = createSeat(() => changed('workspace'));
  // A filled sample lives in the days of its campaign, whatever day it is outside.
  const now = () => seat.current()?.sample?.now() ?? options.now?.() ?? new Date();
  const automatic = options.automaticBackup ?? options.shell !== 'cli';
  const autoBackup = createAutoBackup({ dataDir: options.dataDir, enabled: automatic, now, emit });
  const recentErrors = new RecentErrors();
  const runner = createRunner({ seat, jobs, changed });
  let paper: PaperEngine | null = null;

  const desk: Desk = {
    dataDir: options.dataDir,
    campaignsDir: options.campaignsDir,
    fontsDir: options.fontsDir,
    samplesDir: options.samplesDir,
    shell: options.shell,
    handles,
    jobs,
    recentErrors,
    autoBackup,
    random: options.seed === undefined ? systemRandom : seededRandom(options.seed),
    passphraseLogN: options.passphraseLogN ?? passphraseLogN,
    identitySeed: () =>
      options.seed === undefined ? systemRandom(32) : seededSecret(options.seed, identityPurpose),
    paper() {
      paper ??= createPaperEngine({ fontsDir: options.fontsDir, ...ownFontOptions(options.dataDir) });
      return paper;
    },
    now,
  };

  /** Looks whether a backup is due; a failure was told and is tried again (auto-backup.ts). */
  function look(): void {
    const current = seat.current();
    if (current === null || current.sample !== undefined || jobs.busy()) return;
    checkpointAtRest(current);
    autoBackup.tick(current).catch((thrown: unknown) => {
      if (process.env.JIANBIAO_DEBUG === '1') console.error('autoBackup', thrown);
    });
  }
  try {
    sweepRests(options.dataDir, now(), (id) => removeWorkspaceFiles(options.dataDir, id));
  } catch (thrown) {
    // Rests wait for the next start; they never keep the program from starting.
    if (fileSystemCode(thrown) === '') throw thrown;
  }
  const timer = automatic ? setInterval(look, lookEveryMs).unref() : undefined;

  const handle = createDispatch(createHandlers(desk, seat), {
    admit: (method) => refuseInSample(seat.current()?.db ?? null, method),
    runner,
    translate: (thrown) => storeError(thrown, seat.current()?.header.name ?? ''),
    onInternal(method, thrown) {
      recentErrors.note(now().toISOString(), method, thrown);
      // Stacks name places in the program, never contents of a record; still only for those who ask.
      if (process.env.JIANBIAO_DEBUG === '1') console.error(method, thrown);
    },
  });

  return {
    handle,
    handles,
    mend() {
      const raw = seat.current()?.db.raw;
      if (raw?.open === true && raw.inTransaction) raw.exec('ROLLBACK');
    },
    async close() {
      clearInterval(timer);
      await jobs.stop();
      await runner.exclusively(async () => {
        const vacant = seat.vacate();
        // A job that began while the others were being ended would be waited for to its natural end.
        await jobs.stop();
        const last = await vacant;
        if (last !== null) leaveWorkspace(autoBackup, last);
      });
      await autoBackup.settle(lastBackupLimitMs);
      handles.clear();
    },
  };
}

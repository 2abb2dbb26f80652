import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { currentPack, type PinnedPack, pinnedMark } from '../store/meta-store.ts';
import type { CacheDb, Db, OpenDb, ReadDb } from '../store/rows.ts';
import type { WorkspaceHeader } from '../store/workspace-header.ts';

/** A workspace that is open: its database, and the key that is needed to copy it. The key never leaves the engine. */
export interface OpenWorkspace {
  readonly db: OpenDb;
  readonly key: Uint8Array;
  readonly header: WorkspaceHeader;
  /** Set in a filled sample: its own clock, and the folder that goes with it when it is closed. */
  readonly sample?: { readonly moment: string; readonly now: () => Date; readonly folder: string };
}

/** The same for every call while a workspace is open: what is remembered under it goes with the workspace. It gives nothing. */
export type Opening = object;

/**
 * The open workspace, lent to one call until that has ended, whatever it awaits in between. It has no key: what copies or
 * closes a workspace cannot be done with it. `db` is the face that the call's method has: a reading one has no statement that
 * writes. Kept beyond the call, it refuses every use (`LeaseEndedError`).
 */
export interface Lease<D extends ReadDb = Db> {
  readonly db: D;
  readonly opening: Opening;
  /** What a reading may remember of what it worked out. */
  readonly cache: CacheDb;
  readonly header: WorkspaceHeader;
  /** In a filled sample the moment at which its clock began. */
  readonly sampleMoment: string | null;
  /** The pinned pack as it stands now, parsed once. */
  readonly pinned: PinnedPack;
  readonly pack: PinnedPack['pack'];
}

/** What a method that only reads has. */
export type ReadLease = Lease<ReadDb>;

/** A lease while it lasts. */
export interface Lent {
  readonly lease: Lease;
  /** The same workspace, for reading only. */
  readonly reading: ReadLease;
  readonly giveBack: () => void;
}

/**
 * A workspace that nobody works with any more and nobody can get any more. The seat makes one after the last lease was given
 * back: whoever closes a workspace that was open has to show it.
 */
class VacatedWorkspace {
  private readonly left: OpenWorkspace;

  constructor(left: OpenWorkspace) {
    this.left = left;
  }

  get workspace(): OpenWorkspace {
    return this.left;
  }
}
export type Vacated = VacatedWorkspace;

/** A workspace that its opener never put onto a seat: nobody else can have it. */
export function neverSeated(workspace: OpenWorkspace): Vacated {
  return new VacatedWorkspace(workspace);
}

/** The place of the one workspace that an engine may have open, and the count of the calls that work with it. */
export interface Seat {
  /** The open workspace with its key, for what copies it, changes its header or closes it; null when there is none. */
  current(): OpenWorkspace | null;
  /** The workspace that was lent, with its key: for copies of it and for its header. */
  behind(lease: ReadLease): OpenWorkspace;
  /** Lends the workspace to a call; null when none is open. Throws `workspace-closed` while it is being closed. */
  lend(): Lent | null;
  /** True once it is being closed: only the calls that hold it go on. */
  isClosing(): boolean;
  /** Puts a workspace onto the empty seat. */
  take(workspace: OpenWorkspace): void;
  /** The header was written anew; calls that hold the workspace keep the one they were given. */
  renew(header: WorkspaceHeader): void;
  /** From here on nobody new gets the workspace; resolves when the last call has given it back, and the seat is empty. */
  vacate(): Promise<Vacated | null>;
}

/** Makes the seat. `onLockedAway` hears when closing begins while others still work with the workspace. */
export function createSeat(onLockedAway: () => void): Seat {
  let current: OpenWorkspace | null = null;
  let opening: Opening = {};
  let closing = false;
  let lent = 0;
  let wake: (() => void)[] = [];
  let parsed: { readonly db: OpenDb; readonly mark: string; readonly pinned: PinnedPack } | null = null;

  /** Which database a face was lent of. */
  const lentOf = new WeakMap<ReadDb, OpenDb>();

  function pinnedOf(db: OpenDb, face: ReadDb): PinnedPack {
    const mark = pinnedMark(face);
    if (parsed?.db !== db || parsed.mark !== mark) parsed = { db, mark, pinned: currentPack(face) };
    return parsed.pinned;
  }

  return {
    current: () => current,
    behind({ db }) {
      if (current === null || lentOf.get(db) !== current.db) throw new JianbiaoError('workspace-closed');
      return current;
    },
    lend() {
      if (current === null) return null;
      if (closing) throw new JianbiaoError('workspace-closed');
      const { db, header, sample } = current;
      const faces = db.lend();
      lentOf.set(faces.reading, db);
      lentOf.set(faces.writing, db);
      const leaseOf = <D extends ReadDb>(face: D): Lease<D> => ({
        db: face,
        cache: faces.cache,
        opening,
        header,
        sampleMoment: sample?.moment ?? null,
        get pinned() {
          return pinnedOf(db, face);
        },
        get pack() {
          return pinnedOf(db, face).pack;
        },
      });
      let held = true;
      lent += 1;
      return {
        lease: leaseOf(faces.writing),
        reading: leaseOf(faces.reading),
        giveBack() {
          if (!held) return;
          held = false;
          faces.giveBack();
          lent -= 1;
          if (lent > 0) return;
          const waiters = wake;
          wake = [];
          for (const each of waiters) each();
        },
      };
    },
    isClosing: () => closing,
    take(workspace) {
      if (current !== null) throw new TypeError('seat: taken');
      current = workspace;
      opening = {};
    },
    renew(header) {
      if (current !== null) current = { ...current, header };
    },
    async vacate() {
      if (current === null) return null;
      closing = true;
      // What is on the screen is locked away at once, even where something slow has to be waited for.
      if (lent > 0) onLockedAway();
      while (lent > 0) await new Promise<void>((next) => wake.push(next));
      const workspace = current;
      current = null;
      closing = false;
      parsed = null;
      return new VacatedWorkspace(workspace);
    },
  };
}

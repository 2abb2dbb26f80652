import {
  partIn,
  partOf,
  type ReviewChange,
  reviewChanges,
  sameChange,
  withChange,
} from '../../shared/words/review-schema.ts';
import type { SaveStatus } from '../kit/saved-state.tsx';
import type { ReviewDraft, ReviewState } from './review-draft.ts';

/** The ways out of a queue: the engine's calls for one package. */
export interface ReviewTransport {
  readonly save: (changes: readonly ReviewChange[]) => Promise<{ readonly step: number }>;
  readonly undo: (step: number) => Promise<unknown>;
  readonly reload: () => Promise<ReviewState>;
  readonly sentence: (error: unknown) => string;
  readonly isConflict: (error: unknown) => boolean;
}

/** A part that another window wrote since it was read here, both ways. */
export interface ReviewConflict {
  readonly part: string;
  readonly mine: ReviewChange;
  readonly theirs: ReviewChange;
}

/** What a page shows of a queue; a new object with every change. */
export interface ReviewShown {
  readonly draft: ReviewDraft;
  readonly status: SaveStatus;
  readonly conflicts: readonly ReviewConflict[];
  readonly canUndo: boolean;
  /** What an undo would take back. */
  readonly lastParts: readonly string[];
}

/**
 * The review of one package in one window. Every change belongs to one part and names the step that part stood at when it was
 * made; what is not written stays here, is shown, and counts as unsaved. A part that was written elsewhere meanwhile is never
 * overwritten: both stand beside each other until someone chooses.
 */
export class ReviewQueue {
  readonly #transport: ReviewTransport;
  readonly #now: () => string;
  #server: ReviewState;
  #pending = new Map<string, ReviewChange>();
  #sent = new Map<string, ReviewChange>();
  /** Changes of parts that stand at another step by now. */
  #held = new Map<string, ReviewChange>();
  #sending: Promise<void> | null = null;
  #failed: unknown = null;
  /** Why parts are held. */
  #conflict: unknown = null;
  #savedAt: string | null = null;
  #listeners = new Set<() => void>();
  #shown: ReviewShown;

  constructor(
    state: ReviewState,
    transport: ReviewTransport,
    options: { readonly waiting?: readonly ReviewChange[]; readonly now?: () => string } = {},
  ) {
    this.#server = state;
    this.#transport = transport;
    this.#now = options.now ?? (() => new Date().toISOString());
    for (const change of options.waiting ?? []) this.#pending.set(partOf(change), change);
    this.#shown = this.#show();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly shown = (): ReviewShown => this.#shown;

  /** Everything the engine has not confirmed, with the steps it was made on. */
  readonly unwritten = (): readonly ReviewChange[] => [
    ...new Map([...this.#held, ...this.#sent, ...this.#pending]).values(),
  ];

  readonly isDirty = (): boolean => this.#pending.size + this.#sent.size + this.#held.size > 0;

  #draft(): ReviewDraft {
    return this.unwritten().reduce(withChange, this.#server);
  }

  #show(): ReviewShown {
    const conflicts = [...this.#held].map(([part, mine]) => ({
      part,
      mine,
      theirs: partIn(this.#server, part, this.#stands(part)),
    }));
    const { general, unitComments, decisions } = this.#draft();
    return {
      draft: { general, unitComments, decisions },
      status: this.#status(),
      conflicts,
      canUndo: this.#server.canUndo || this.#pending.size + this.#sent.size > 0,
      lastParts: this.#server.lastParts,
    };
  }

  #status(): SaveStatus {
    if (this.#held.size > 0) return { kind: 'conflict', fields: this.#held.size };
    if (this.#failed !== null) return { kind: 'failed', message: this.#transport.sentence(this.#failed) };
    if (this.#pending.size + this.#sent.size > 0) return { kind: 'saving' };
    return { kind: 'clean', savedAt: this.#savedAt };
  }

  #tell(): void {
    this.#shown = this.#show();
    for (const listener of this.#listeners) listener();
  }

  #stands(part: string): number {
    return this.#server.bases[part] ?? 0;
  }

  /**
   * Writes what `next` changes. The promise resolves once it is in the store and rejects when it is not; the change stays here
   * in that case.
   */
  change(next: (draft: ReviewDraft) => ReviewDraft): Promise<void> {
    const before = this.#draft();
    for (const made of reviewChanges(before, next(before), this.#server.bases)) {
      const part = partOf(made);
      const held = this.#held.get(part);
      if (held !== undefined) this.#held.set(part, { ...made, base: held.base });
      else {
        const base = this.#pending.get(part)?.base ?? this.#sent.get(part)?.base ?? made.base;
        this.#pending.set(part, { ...made, base });
      }
    }
    const written = this.flush();
    // Who does not wait for it sees it in the status.
    written.catch(() => undefined);
    this.#tell();
    return written;
  }

  /** Writes all that is pending; rejects with the engine's error while anything is left. */
  readonly flush = async (): Promise<void> => {
    while (this.#sending !== null || this.#pending.size > 0) {
      this.#sending ??= this.#send().finally(() => {
        this.#sending = null;
      });
      await this.#sending;
    }
    if (this.#held.size > 0) throw this.#conflict;
  };

  async #send(): Promise<void> {
    this.#sent = this.#pending;
    this.#pending = new Map();
    this.#failed = null;
    this.#tell();
    const sent = this.#sent;
    try {
      const { step } = await this.#transport.save([...sent.values()]);
      this.#written(sent, step);
    } catch (error) {
      await this.#refused(sent, error);
    } finally {
      this.#tell();
    }
  }

  #written(sent: ReadonlyMap<string, ReviewChange>, step: number): void {
    this.#sent = new Map();
    // What was typed meanwhile was typed on top of what has just been written.
    for (const [part, change] of this.#pending)
      if (sent.has(part)) this.#pending.set(part, { ...change, base: step });
    this.#savedAt = this.#now();
    const { general, unitComments, decisions } = [...sent.values()].reduce(withChange, this.#server);
    this.#server = {
      ...this.#server,
      general,
      unitComments,
      decisions,
      bases: { ...this.#server.bases, ...Object.fromEntries([...sent.keys()].map((part) => [part, step])) },
      canUndo: true,
      step,
      lastParts: [...sent.keys()],
      version: Math.max(this.#server.version, step),
    };
  }

  /** Puts the parts back, newer words on top; those that stand at another step by now are held for a choice. */
  async #refused(sent: ReadonlyMap<string, ReviewChange>, error: unknown): Promise<void> {
    this.#pending = new Map([...sent, ...this.#pending]);
    for (const [part, change] of sent) {
      const newer = this.#pending.get(part);
      if (newer !== undefined) this.#pending.set(part, { ...newer, base: change.base });
    }
    this.#sent = new Map();
    // Until it is known what stands in the way: reading that may fail as well.
    this.#failed = error;
    if (!this.#transport.isConflict(error)) throw error;
    this.#conflict = error;
    this.#take(await this.#transport.reload());
    // Nothing that differs was found: asked again, it would be refused again.
    if (this.#holdBack() === 0) throw error;
    this.#failed = null;
  }

  /** Parts written elsewhere since: held, unless the same was written there. Gives how many are not pending any more. */
  #holdBack(): number {
    let moved = 0;
    for (const [part, change] of this.#pending) {
      const stands = this.#stands(part);
      if (change.base === stands) continue;
      this.#pending.delete(part);
      moved += 1;
      if (!sameChange(change, partIn(this.#server, part, stands))) this.#held.set(part, change);
    }
    return moved;
  }

  #take(state: ReviewState): void {
    if (state.version >= this.#server.version) this.#server = state;
  }

  /** Another window wrote: shows it, and holds back what was changed here on an older state. */
  refresh(state: ReviewState): void {
    if (state.version < this.#server.version) return;
    this.#server = state;
    this.#tell();
  }

  /** Settles the conflicts: the parts in `theirs` are given up here, the others written over what stands. */
  resolve(theirs: ReadonlySet<string>): Promise<void> {
    for (const [part, mine] of this.#held) {
      if (!theirs.has(part)) this.#pending.set(part, { ...mine, base: this.#stands(part) });
    }
    this.#held = new Map();
    this.#failed = null;
    const written = this.flush();
    written.catch(() => undefined);
    this.#tell();
    return written;
  }

  /** Gives up what is not written here. */
  discard(): void {
    this.#pending = new Map();
    this.#held = new Map();
    this.#failed = null;
    this.#tell();
  }

  /** Takes the last step back, once everything is written. Gives the parts it had written. */
  async undo(): Promise<readonly string[]> {
    await this.flush();
    const { step, lastParts } = this.#server;
    try {
      await this.#transport.undo(step);
    } finally {
      this.#take(await this.#transport.reload());
      this.#tell();
    }
    return lastParts;
  }
}

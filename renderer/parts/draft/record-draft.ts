import type { RecordState } from '../../../shared/api/record-methods.ts';
import { sameValue } from '../../../shared/ground/same-value.ts';
import { isFilled } from '../../../shared/reading/evaluate-condition.ts';
import type { Content, FieldValue } from '../../../shared/words/content.ts';
import type { SaveStatus } from '../../kit/saved-state.tsx';
import { UndoStack } from './undo-stack.ts';

/** How a draft reaches the store: two methods of the contract, as functions so that tests can stand in for the engine. */
export interface DraftTransport {
  readonly save: (
    baseRevision: number,
    changes: Content,
  ) => Promise<{ readonly revision: number; readonly savedAt: string }>;
  readonly reload: () => Promise<RecordState>;
  /** The Chinese sentence for a failure. */
  readonly sentence: (error: unknown) => string;
  /** Whether a save was refused because someone else changed the same fields. */
  readonly isConflict: (error: unknown) => boolean;
}

/** A field that was changed here and elsewhere since the same version, to different values. */
export interface FieldConflict {
  readonly fieldId: string;
  readonly mine: FieldValue;
  readonly theirs: FieldValue;
}

const NO_CONFLICTS: readonly FieldConflict[] = [];

/** Pause after the last change before it is written, in ms (budget: durable within 400 ms of the pause). */
export const SAVE_DELAY_MS = 250;
/** Longest time that continuous typing goes unwritten, in ms. */
const SAVE_AT_LATEST_MS = 1500;
/** A failed save tries again by itself after this, in ms. */
const RETRY_MS = 8000;

type Listener = () => void;

/** Empty text and empty lists are stored as null: an empty field is absent (shared/words/content.ts). */
function normal(value: FieldValue): FieldValue {
  if (typeof value === 'string') return value === '' ? null : value;
  return isFilled(value) ? value : null;
}

/**
 * One record while it is being edited, outside React so that a keystroke re-renders one field. Keeps what is typed,
 * writes it after a pause, never drops anything: a failed save puts its changes back in front of the next one.
 */
export class RecordDraft {
  readonly id: string;
  #content: Content;
  /** The record as it stood at `#revision`, without what is pending. */
  #base: Content;
  #revision: number;
  /** The record as someone else left it, while the two do not agree. */
  #theirs: RecordState | null = null;
  #conflicts: readonly FieldConflict[] = NO_CONFLICTS;
  #savedAt: string | null;
  #pending: Record<string, FieldValue> = {};
  /** The save under way, and what it carries: on the screen, in neither `#base` nor `#pending`. */
  #sending: Promise<void> | null = null;
  #sent: Content = {};
  #failure: string | null = null;
  #status: SaveStatus;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstPendingAt = 0;
  #holds = 0;
  readonly #undo = new UndoStack();
  readonly #transport: DraftTransport;
  readonly #fieldListeners = new Map<string, Set<Listener>>();
  readonly #contentListeners = new Set<Listener>();
  readonly #statusListeners = new Set<Listener>();

  constructor(state: RecordState, transport: DraftTransport) {
    this.id = state.id;
    this.#content = state.content;
    this.#base = state.content;
    this.#revision = state.revision;
    this.#savedAt = state.savedAt;
    this.#status = { kind: 'clean', savedAt: state.savedAt };
    this.#transport = transport;
  }

  /** The whole record as on the screen; a new object after each change. */
  readonly content = (): Content => this.#content;
  readonly value = (fieldId: string): FieldValue => this.#content[fieldId] ?? null;
  readonly status = (): SaveStatus => this.#status;
  readonly revision = (): number => this.#revision;
  readonly isDirty = (): boolean => Object.keys(this.#pending).length > 0 || this.#sending !== null;
  /** Changes not yet confirmed by the engine; after a failed `flush`, everything that is not written. */
  readonly unwritten = (): Content => this.#pending;
  /** What has to be chosen between before anything more is written; empty most of the time. */
  readonly conflicts = (): readonly FieldConflict[] => this.#conflicts;
  readonly canUndo = (): boolean => this.#undo.canUndo();
  readonly canRedo = (): boolean => this.#undo.canRedo();

  subscribeField(fieldId: string, listener: Listener): () => void {
    const set = this.#fieldListeners.get(fieldId) ?? new Set<Listener>();
    this.#fieldListeners.set(fieldId, set);
    set.add(listener);
    return () => {
      set.delete(listener);
    };
  }

  readonly subscribeContent = (listener: Listener): (() => void) => {
    this.#contentListeners.add(listener);
    return () => {
      this.#contentListeners.delete(listener);
    };
  };

  readonly subscribeStatus = (listener: Listener): (() => void) => {
    this.#statusListeners.add(listener);
    return () => {
      this.#statusListeners.delete(listener);
    };
  };

  /**
   * Changes fields as one undo step. `typing` steps on the same field within a second become one. Values equal to what
   * is there change nothing.
   */
  change(changes: Content, options: { readonly typing?: boolean } = {}): void {
    const after: Record<string, FieldValue> = {};
    const before: Record<string, FieldValue> = {};
    for (const [fieldId, raw] of Object.entries(changes)) {
      const value = normal(raw);
      const old = this.value(fieldId);
      if (sameValue(old, value)) continue;
      before[fieldId] = old;
      after[fieldId] = value;
    }
    if (Object.keys(after).length === 0) return;
    this.#undo.push({ before, after }, { merge: options.typing === true, now: Date.now() });
    this.#apply(after);
  }

  /** Takes the last step back. Gives the field to look at, or null when there is none. */
  undo(): string | null {
    const step = this.#undo.undo();
    if (step === null) return null;
    this.#apply(step.before);
    return Object.keys(step.before)[0] ?? null;
  }

  /** Does the step again that undo took back. */
  redo(): string | null {
    const step = this.#undo.redo();
    if (step === null) return null;
    this.#apply(step.after);
    return Object.keys(step.after)[0] ?? null;
  }

  /** An input method is composing: nothing half-composed is written until `release`. */
  hold(): void {
    this.#holds += 1;
    clearTimeout(this.#timer);
  }

  release(): void {
    this.#holds = Math.max(0, this.#holds - 1);
    if (this.#holds === 0 && Object.keys(this.#pending).length > 0) this.#schedule();
  }

  /** Writes now what is pending, and waits until it is durable. Rejects when the engine refuses. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.#timer);
    while (this.#sending !== null || Object.keys(this.#pending).length > 0) {
      if (this.#sending !== null) await this.#sending;
      else await this.#send();
    }
  };

  /** Writes now without waiting; a failure shows in the status. */
  readonly saveNow = (): void => {
    this.flush().catch(() => undefined);
  };

  /**
   * Someone else wrote the record (restore, another window): takes their content except for fields typed here and not
   * yet written.
   */
  async refresh(): Promise<void> {
    if (this.#sending === null) await this.#takeNewer();
  }

  async #takeNewer(): Promise<void> {
    const state = await this.#transport.reload();
    if (state.revision > this.#revision) this.#rebase(state);
  }

  /**
   * Ends a conflict: the named fields become what the others wrote, everything else stays as it was typed here, and is
   * written on top. Rejects when the engine refuses; a third change in between is a new conflict.
   */
  async resolve(theirs: ReadonlySet<string>): Promise<void> {
    const state = this.#theirs;
    if (state === null) return;
    this.#pending = Object.fromEntries(
      Object.entries(this.#pending).filter(([fieldId]) => !theirs.has(fieldId)),
    );
    this.#failure = null;
    this.#rebase(state);
    await this.flush();
  }

  /** Puts what is pending here on top of the record as it stands in the store. */
  #rebase(state: RecordState): void {
    this.#revision = state.revision;
    this.#savedAt = state.savedAt;
    this.#theirs = null;
    const previous = this.#content;
    this.#base = state.content;
    this.#content = { ...state.content, ...this.#sent, ...this.#pending };
    this.#undo.clear();
    const touched = new Set([...Object.keys(previous), ...Object.keys(this.#content)]);
    this.#notify([...touched].filter((id) => !sameValue(previous[id], this.value(id))));
    this.#updateStatus();
  }

  /** Stops timers; call after a last `flush`. */
  dispose(): void {
    clearTimeout(this.#timer);
  }

  #apply(changes: Readonly<Record<string, FieldValue>>): void {
    this.#content = { ...this.#content, ...changes };
    if (Object.keys(this.#pending).length === 0) this.#firstPendingAt = Date.now();
    this.#pending = { ...this.#pending, ...changes };
    this.#notify(Object.keys(changes));
    this.#updateStatus();
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#holds > 0) return;
    const waited = Date.now() - this.#firstPendingAt;
    const delay = Math.max(0, Math.min(SAVE_DELAY_MS, SAVE_AT_LATEST_MS - waited));
    this.#timer = setTimeout(this.saveNow, delay);
  }

  #send(): Promise<void> {
    const changes = this.#pending;
    const base = this.#revision;
    this.#pending = {};
    this.#sent = changes;
    const sending = this.#transport
      .save(base, changes)
      .then(async (saved) => {
        this.#revision = saved.revision;
        this.#savedAt = saved.savedAt;
        this.#base = { ...this.#base, ...changes };
        this.#theirs = null;
        this.#failure = null;
        this.#sent = {};
        if (saved.revision > base + 1) {
          // Another window saved in between; this one's base was older, so its fields are not on the screen yet.
          this.#revision = base;
          await this.#takeNewer();
        }
      })
      .catch(async (error: unknown) => {
        this.#pending = { ...changes, ...this.#pending };
        this.#failure = this.#transport.sentence(error);
        if (this.#transport.isConflict(error)) await this.#lookAtTheirs();
        // Trying again by itself would only be refused again: someone has to choose.
        if (this.#theirs === null) this.#timer = setTimeout(this.saveNow, RETRY_MS);
        throw error;
      })
      .finally(() => {
        this.#sending = null;
        this.#sent = {};
        this.#updateStatus();
      });
    this.#sending = sending;
    this.#updateStatus();
    return sending;
  }

  async #lookAtTheirs(): Promise<void> {
    try {
      this.#theirs = await this.#transport.reload();
    } catch {
      // Not even readable: an ordinary failure, tried again later.
      this.#theirs = null;
    }
  }

  #findConflicts(): readonly FieldConflict[] {
    const theirs = this.#theirs?.content;
    if (theirs === undefined) return NO_CONFLICTS;
    const differing = Object.entries(this.#pending)
      .map(([fieldId, mine]) => ({ fieldId, mine, theirs: theirs[fieldId] ?? null }))
      .filter((one) => !sameValue(one.mine, one.theirs));
    const changedByBoth = differing.filter((one) => !sameValue(one.theirs, this.#base[one.fieldId]));
    // Changed there and changed back: nothing tells them apart but the refusal.
    return changedByBoth.length > 0 ? changedByBoth : differing;
  }

  /** After a conflict: takes the newer revision as base, keeping what is typed here on top, and writes again. */
  readonly retry = async (): Promise<void> => {
    await this.refresh();
    await this.flush();
  };

  #updateStatus(): void {
    const pending = Object.keys(this.#pending).length > 0;
    this.#conflicts = this.#findConflicts();
    if (this.#sending !== null) this.#status = { kind: 'saving' };
    else if (this.#conflicts.length > 0) this.#status = { kind: 'conflict', fields: this.#conflicts.length };
    else if (this.#failure !== null && pending) this.#status = { kind: 'failed', message: this.#failure };
    else if (pending) this.#status = { kind: 'pending' };
    else this.#status = { kind: 'clean', savedAt: this.#savedAt };
    for (const listener of this.#statusListeners) listener();
  }

  #notify(fieldIds: readonly string[]): void {
    if (fieldIds.length === 0) return;
    for (const fieldId of fieldIds)
      for (const listener of this.#fieldListeners.get(fieldId) ?? []) listener();
    for (const listener of this.#contentListeners) listener();
  }
}

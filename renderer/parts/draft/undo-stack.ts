import type { FieldValue } from '../../../shared/words/content.ts';

/** One step: the fields it changed, as they were and as they became. */
export interface UndoStep {
  readonly before: Readonly<Record<string, FieldValue>>;
  readonly after: Readonly<Record<string, FieldValue>>;
}

/** Pause in typing after which a new step begins, in ms. */
const MERGE_WITHIN_MS = 1000;
/** Longest stretch of typing that one undo takes back, in ms. */
const STEP_AT_MOST_MS = 6000;
const LIMIT = 500;

/** Undo across the fields of one record; at most 500 steps. */
export class UndoStack {
  #done: { step: UndoStep; readonly startedAt: number; lastAt: number; readonly mergeable: boolean }[] = [];
  #undone: UndoStep[] = [];

  readonly canUndo = (): boolean => this.#done.length > 0;
  readonly canRedo = (): boolean => this.#undone.length > 0;

  /** Adds a step; with `merge` it joins the previous one when that was typing in the same single field just before. */
  push(step: UndoStep, options: { readonly merge: boolean; readonly now: number }): void {
    this.#undone = [];
    const last = this.#done.at(-1);
    const keys = Object.keys(step.after);
    const only = keys.length === 1 ? keys[0] : undefined;
    if (
      options.merge &&
      last?.mergeable === true &&
      only !== undefined &&
      Object.hasOwn(last.step.after, only) &&
      options.now - last.lastAt < MERGE_WITHIN_MS &&
      options.now - last.startedAt < STEP_AT_MOST_MS
    ) {
      last.step = { before: last.step.before, after: step.after };
      last.lastAt = options.now;
      return;
    }
    this.#done.push({
      step,
      startedAt: options.now,
      lastAt: options.now,
      mergeable: options.merge && only !== undefined,
    });
    if (this.#done.length > LIMIT) this.#done.shift();
  }

  undo(): UndoStep | null {
    const entry = this.#done.pop();
    if (entry === undefined) return null;
    this.#undone.push(entry.step);
    return entry.step;
  }

  redo(): UndoStep | null {
    const step = this.#undone.pop();
    if (step === undefined) return null;
    const now = Date.now();
    this.#done.push({ step, startedAt: now, lastAt: now, mergeable: false });
    return step;
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }
}

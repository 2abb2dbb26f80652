import { z } from 'zod';

/** How the texts reach the workspace: two functions, so that tests can stand in for the engine. */
export interface UnreadStore {
  /** Writes all of them, as one text. */
  readonly write: (value: string) => Promise<unknown>;
}

const kept = z.record(z.string(), z.strictObject({ over: z.string(), text: z.string() }));
type Kept = z.infer<typeof kept>;

/** Pause after the last change before it is written, in ms; leaving the box writes at once. */
export const KEEP_AFTER_MS = 600;
/** view.set takes 10,000 characters; the oldest give way. */
const LIMIT = 9_000;

function parse(value: string | null): Kept {
  if (value === null) return {};
  try {
    return kept.parse(JSON.parse(value));
  } catch {
    // A damaged note costs half-typed words, nothing that was ever shown as saved.
    return {};
  }
}

/**
 * What was typed into a date box and is no date, by box: it cannot be stored as the field's value, and it must not be
 * lost either (nothing typed is lost). Each text is tied to what the store held under it: once that has changed by
 * another way (undo, restore, another window), the text has had its time.
 */
export class UnreadTexts {
  #texts: Kept;
  #written: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;
  readonly #store: UnreadStore;
  readonly #listeners = new Set<() => void>();

  /** `value` as it was written last, or null. */
  constructor(value: string | null, store: UnreadStore) {
    this.#texts = parse(value);
    this.#written = JSON.stringify(this.#texts);
    this.#store = store;
  }

  /** The text of a box over what is stored there now; null when there is none. */
  get(box: string, over: string): string | null {
    const found = Object.hasOwn(this.#texts, box) ? this.#texts[box] : undefined;
    return found?.over === over ? found.text : null;
  }

  /** The boxes that hold such a text, in one line, so that a reader can tell whether they changed. */
  readonly boxes = (): string => Object.keys(this.#texts).join(' ');

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  keep(box: string, over: string, text: string): void {
    if (this.get(box, over) === text) return;
    const { [box]: _old, ...others } = this.#texts;
    this.#texts = { ...others, [box]: { over, text: text.slice(0, 200) } };
    for (const oldest of Object.keys(this.#texts)) {
      if (JSON.stringify(this.#texts).length <= LIMIT) break;
      const { [oldest]: _gone, ...rest } = this.#texts;
      this.#texts = rest;
    }
    this.#schedule();
  }

  drop(box: string): void {
    if (!Object.hasOwn(this.#texts, box)) return;
    const { [box]: _old, ...others } = this.#texts;
    this.#texts = others;
    this.#schedule();
  }

  readonly isDirty = (): boolean => this.#sending !== null || JSON.stringify(this.#texts) !== this.#written;

  /** Writes what is not written yet. Rejects when the engine refuses. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.#timer);
    while (this.isDirty()) {
      if (this.#sending !== null) {
        await this.#sending;
        continue;
      }
      const value = JSON.stringify(this.#texts);
      this.#sending = this.#store
        .write(value)
        .then(() => {
          this.#written = value;
        })
        .finally(() => {
          this.#sending = null;
        });
      await this.#sending;
    }
  };

  /** Writes now without waiting; what fails is written with the next change or on leaving. */
  readonly saveNow = (): void => {
    this.flush().catch(() => undefined);
  };

  #schedule(): void {
    for (const listener of this.#listeners) listener();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.saveNow, KEEP_AFTER_MS);
  }
}

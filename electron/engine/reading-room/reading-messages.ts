import type { ReadingLimits } from './guard/limits.ts';
import type { Refusal } from './guard/refusal.ts';
import type { ReaderName, Readings } from './readers.ts';

/** What a worker is given. */
export interface ReadingTask {
  readonly reader: ReaderName;
  readonly bytes: Uint8Array;
  readonly limits: ReadingLimits;
}

/** What it answers, once. */
export type ReadingAnswer<N extends ReaderName> =
  | { readonly kind: 'read'; readonly value: Readings[N] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

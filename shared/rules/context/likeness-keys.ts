import type { Content } from '../../words/content.ts';
import type { NomineeKind } from '../../words/field-schema.ts';

/** What of a nominee a rule compares: keys that are equal or not, or the sketch of a text. */
export interface SameKey {
  /** Equal for the same thing; null where it is not filled. */
  readonly key: string | null;
  readonly sketch: readonly number[];
}

/** How a rule looks for one person, organisation, photo or text in two nominees. */
export interface Comparison {
  /** The nominees that it compares. */
  readonly of: readonly NomineeKind[];
  /** The fields that it compares by; a finding stands at the first. */
  readonly fields: readonly string[];
  /** What it compares of one nominee's record. */
  keyOf(content: Content): SameKey;
  /** How alike two nominees are, 0 to 1; 0 below what the rule asks for. */
  samenessOf(left: SameKey, right: SameKey): number;
}

/** For kinds whose keys are equal or not. */
export function equalKeys(left: SameKey, right: SameKey): number {
  return left.key !== null && left.key === right.key ? 1 : 0;
}

import { fingerprintBody } from '../../../shared/ground/fingerprint-groups.ts';

const prefix = 'SHA256:';
const groupSize = 4;
/** 32 bytes of SHA-256 in base64 without padding, as ssh-keygen prints them. */
const bodyLength = 43;

/** How one typed group compares with the same group of the expected fingerprint. */
export interface FingerprintGroup {
  /** Its place, from 1. */
  readonly number: number;
  readonly typed: string;
  readonly state: 'empty' | 'partial' | 'match' | 'differs';
}

/** The result of comparing what the clerk typed from the stamped 附件11 with the key inside the package. */
export interface FingerprintComparison {
  readonly groups: readonly FingerprintGroup[];
  readonly typedLength: number;
  readonly expectedLength: number;
  readonly state: 'empty' | 'incomplete' | 'match' | 'differs';
}

/** What the engine gets from the clerk's typing: one fingerprint as ssh-keygen writes it. */
export function typedFingerprint(typed: string): string {
  return `${prefix}${fingerprintBody(typed)}`;
}

/**
 * Compares typed groups with the expected fingerprint while the clerk types. A group counts as different only when it
 * is complete, or when what stands there already cannot become right; so nobody is scolded in the middle of a group.
 */
export function compareFingerprint(expected: string, typed: string): FingerprintComparison {
  const expectedBody = fingerprintBody(expected);
  const typedBody = fingerprintBody(typed);
  const count = Math.ceil(Math.max(expectedBody.length || bodyLength, typedBody.length) / groupSize);
  const groups = Array.from({ length: count }, (_, index): FingerprintGroup => {
    const from = index * groupSize;
    const wanted = expectedBody.slice(from, from + groupSize);
    const found = typedBody.slice(from, from + groupSize);
    const number = index + 1;
    if (found === '') return { number, typed: '', state: 'empty' };
    if (found === wanted) return { number, typed: found, state: 'match' };
    return { number, typed: found, state: wanted.startsWith(found) ? 'partial' : 'differs' };
  });
  return {
    groups,
    typedLength: typedBody.length,
    expectedLength: expectedBody.length,
    state: overall(expectedBody, typedBody, groups),
  };
}

function overall(
  expected: string,
  typed: string,
  groups: readonly FingerprintGroup[],
): FingerprintComparison['state'] {
  if (typed === '') return 'empty';
  if (typed === expected) return 'match';
  return groups.some((group) => group.state === 'differs') ? 'differs' : 'incomplete';
}

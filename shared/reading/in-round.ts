import type { Round } from '../words/field-schema.ts';

/** Whether a nominee goes into a round: into the first every one, into the second those that go on. */
export function isInRound(round: Round, { inFormal }: { readonly inFormal: boolean }): boolean {
  return round === 'preliminary' || inFormal;
}

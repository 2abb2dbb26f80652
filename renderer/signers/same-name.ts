import type { ApiResult } from '../../shared/api.ts';

type Signer = ApiResult<'signers.list'>[number];

/** What else claims the name of a pending enrolment: several keys, of which one at most is the unit's. */
export interface SameName {
  /** Other enrolments that wait, with another key. */
  readonly pending: readonly Signer[];
  /** The key that is believed under this name already. */
  readonly enrolled: Signer | undefined;
}

/** Who else stands under the name of this pending enrolment; nobody where the unit's own old key vouches for it. */
export function sameName(signer: Signer, all: readonly Signer[]): SameName {
  const others = all.filter(
    (other) => other.principal === signer.principal && other.fingerprint !== signer.fingerprint,
  );
  return {
    pending: others.filter((other) => other.pending),
    enrolled:
      signer.follows === null
        ? others.find((other) => !other.pending && other.revokedAt === null)
        : undefined,
  };
}

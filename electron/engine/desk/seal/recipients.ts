import type { RecipientState } from '../../../../shared/api/seal-methods.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { parsePublicKey } from '../../seal/index.ts';
import type { StoredPackage } from '../../store/package-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { newestSealed } from '../../store/sealed-store.ts';
import { getSigner, listSigners, type StoredSigner } from '../../store/signer-store.ts';
import type {} from '../ground/desk.ts';

/** Whom a package is meant for. */
interface Recipient {
  readonly name: string;
  readonly fingerprint: string;
  readonly ageRecipient: string | null;
}

/** The recipient as it stands, who else it might be, and why there is none or no encryption. */
export interface RecipientChoice {
  readonly recipient: Recipient | null;
  readonly candidates: readonly Recipient[];
  readonly state: RecipientState;
}

function recipientAt(signer: StoredSigner, name: string = signer.principal): Recipient {
  return { name, fingerprint: signer.fingerprint, ageRecipient: signer.ageRecipient };
}

function chosenOne(recipient: Recipient, candidates: readonly Recipient[] = [recipient]): RecipientChoice {
  return { recipient, candidates, state: recipient.ageRecipient === null ? 'no-encryption-key' : 'ready' };
}

/**
 * A host's recipient is the recommending unit it enrolled. Of several the clerk chooses (`chosen`), once: the next
 * package of the lineage goes the same way while that key stands.
 */
function hostRecipient(db: ReadDb, lineage: string, chosen: string | undefined): RecipientChoice {
  const known = listSigners(db);
  const candidates = known
    .filter((signer) => signer.enrolledAt !== null && signer.revokedAt === null)
    .map((signer) => recipientAt(signer));
  const [first] = candidates;
  if (first === undefined) {
    const pending = known.some((signer) => signer.revokedAt === null);
    return {
      recipient: null,
      candidates,
      state: pending ? 'pending' : known.length > 0 ? 'revoked' : 'none',
    };
  }
  if (candidates.length === 1) return chosenOne(first);
  const wanted = chosen ?? newestSealed(db, lineage)?.recipient;
  const found = candidates.find((candidate) => candidate.fingerprint === wanted);
  return found === undefined
    ? { recipient: null, candidates, state: 'choose' }
    : chosenOne(found, candidates);
}

/** Who receives this workspace's submissions: the office of the installed pack; for a host, the unit it enrolled. */
export function submissionRecipient(
  { db, header }: ReadLease,
  pack: CampaignPack,
  lineage: string,
  chosen: string | undefined,
): RecipientChoice {
  if (header.role === 'host') return hostRecipient(db, lineage, chosen);
  const { office } = pack.campaign;
  if (office === undefined) return { recipient: null, candidates: [], state: 'none' };
  const { fingerprint } = parsePublicKey(office.signingKey);
  return chosenOne({ name: office.name, fingerprint, ageRecipient: office.ageRecipient ?? null });
}

/**
 * Who receives the answer to a package: the key that signed it; where that was revoked since, the one the same unit has
 * now. A revoked key may be in a stranger's hands and gets nothing.
 */
export function answerRecipient(db: ReadDb, stored: StoredPackage): RecipientChoice {
  const signer = getSigner(db, stored.signer);
  if (signer !== null && signer.revokedAt === null) return chosenOne(recipientAt(signer, stored.unit));
  const renewed = listSigners(db).find(
    (other) =>
      other.principal === (signer?.principal ?? stored.principal) &&
      other.enrolledAt !== null &&
      other.revokedAt === null,
  );
  if (renewed !== undefined) return chosenOne(recipientAt(renewed, stored.unit));
  // Named all the same, so that the answer stays bound to the one who sent the package.
  const recipient = { name: stored.unit, fingerprint: stored.signer, ageRecipient: null };
  return { recipient, candidates: [recipient], state: signer === null ? 'none' : 'revoked' };
}

/** A clerk's recorded choice to write a package that anyone can read. */
export interface PlainChoice {
  readonly reason: string;
}

/** How a package is written: what everyone may read, for one recipient alone, or in the clear by a recorded choice. */
export type Secrecy =
  | { readonly kind: 'public' }
  | { readonly kind: 'encrypted'; readonly to: Recipient; readonly ageRecipient: string }
  | { readonly kind: 'plain'; readonly to: Recipient | null; readonly reason: string };

/** How a package will be written under a choice; `undecided` until a recipient is known or the clerk chose. */
export function encryptionOf(
  { recipient }: RecipientChoice,
  plain: boolean,
): 'encrypted' | 'plain' | 'undecided' {
  if (plain) return 'plain';
  return recipient?.ageRecipient == null ? 'undecided' : 'encrypted';
}

/**
 * Decides how a submission or answer is written. Never silently in the clear: throws `seal-recipient-missing` or
 * `seal-recipient-choose` where nobody is known and the clerk did not ask for a plain one with a reason.
 */
export function decideSecrecy(choice: RecipientChoice, plain: PlainChoice | undefined): Secrecy {
  const { recipient } = choice;
  if (plain !== undefined) return { kind: 'plain', to: recipient, reason: plain.reason };
  if (recipient?.ageRecipient == null) {
    throw new JianbiaoError(choice.state === 'choose' ? 'seal-recipient-choose' : 'seal-recipient-missing');
  }
  return { kind: 'encrypted', to: recipient, ageRecipient: recipient.ageRecipient };
}

/** A choice of recipient as the API tells it: without the key that encrypts. */
export function recipientAnswer({ recipient, candidates, state }: RecipientChoice): {
  readonly recipient: { name: string; fingerprint: string } | null;
  readonly candidates: { name: string; fingerprint: string }[];
  readonly recipientState: RecipientState;
} {
  const told = ({ name, fingerprint }: Recipient) => ({ name, fingerprint });
  return {
    recipient: recipient === null ? null : told(recipient),
    candidates: candidates.map(told),
    recipientState: state,
  };
}

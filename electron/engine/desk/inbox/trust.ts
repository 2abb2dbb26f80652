import type { WorkspaceRole } from '../../../../shared/api/workspace-methods.ts';
import {
  officeNamespaces,
  type PackageKind,
  unitNamespaces,
} from '../../../../shared/ground/package-kinds.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import {
  type AllowedSigner,
  type PublicKey,
  parsePublicKey,
  revocationList,
  type TrustStore,
  trustStore,
  unitCode,
} from '../../seal/index.ts';
import type { ReadDb } from '../../store/rows.ts';
import { listSigners, type StoredSigner } from '../../store/signer-store.ts';

/** The principal of the office's key in every list. */
export const officePrincipal = 'office';

/** Which kinds each role takes in through the inbox (design: people and flow). */
export const inboxKinds: Readonly<Record<WorkspaceRole, readonly PackageKind[]>> = {
  office: ['enrolment', 'preliminary', 'formal'],
  recommender: ['enrolment', 'preliminary', 'formal', 'feedback', 'receipt'],
  // A host enrols its recommending unit, to believe its answers and to encrypt to it.
  host: ['enrolment', 'feedback', 'receipt'],
};

/** How many characters of a name a principal holds. */
const principalLength = 80;

/**
 * A name that may stand in an allowed_signers file: no blanks, commas, quotes or wildcards. Where signs that are seen had to be
 * left out or cut off, the code of the whole name follows: no unit becomes the principal of a shorter name.
 */
export function principalFor(unitName: string): string {
  const bare = unitName.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}]+/gu, '');
  const clean = Array.from(bare.replace(/[",#!*?\\]+/gu, ''))
    .slice(0, principalLength)
    .join('');
  if (clean === '' || clean === officePrincipal) return `unit-${clean}`;
  return clean === bare ? clean : principalWithCode(clean, unitName);
}

/** A principal that the code of the whole name keeps apart from others of the same beginning. */
export function principalWithCode(principal: string, unitName: string): string {
  return `${Array.from(principal).slice(0, 60).join('')}-${unitCode(unitName)}`;
}

function namespacesFor(role: WorkspaceRole): readonly string[] {
  return role === 'host' ? officeNamespaces : unitNamespaces;
}

/** One enrolled unit as a line of allowed_signers; `names` are what else it is called since it changed its name. */
export function allowedSignerOf(
  signer: StoredSigner,
  role: WorkspaceRole,
  names: readonly string[] = [],
): AllowedSigner {
  return {
    principals: [...new Set([signer.principal, ...names.map(principalFor)])],
    publicKey: parsePublicKey(signer.publicKey),
    namespaces: [...namespacesFor(role)],
    validAfter: null,
    validBefore: null,
  };
}

/** The office's key as a line of allowed_signers. */
export function officeLine(publicKey: PublicKey): AllowedSigner {
  return {
    principals: [officePrincipal],
    publicKey,
    namespaces: [...officeNamespaces],
    validAfter: null,
    validBefore: null,
  };
}

/** The office's key that the pinned pack brought, or null with the shipped pack. */
export function officeSigner(pack: CampaignPack): AllowedSigner | null {
  const { office } = pack.campaign;
  return office === undefined ? null : officeLine(parsePublicKey(office.signingKey));
}

/** Whom this workspace believes: the units it enrolled and, below the office, the office of the installed pack. */
export function workspaceTrust(db: ReadDb, role: WorkspaceRole, pack: CampaignPack, at: Date): TrustStore {
  const known = listSigners(db).filter((signer) => signer.enrolledAt !== null);
  const office = role === 'office' ? null : officeSigner(pack);
  const revoked = known.filter((signer) => signer.revokedAt !== null);
  return trustStore(
    [...(office === null ? [] : [office]), ...known.map((signer) => allowedSignerOf(signer, role))],
    {
      revoked: revocationList(revoked.map((signer) => parsePublicKey(signer.publicKey))),
      sm2Keys: new Map(
        known.map((signer) => [
          signer.fingerprint,
          {
            key: signer.sm2PublicKey,
            // Where the campaign has given up the second signature nobody can ask for it.
            required: signer.suite === 'ed25519+sm2' && pack.campaign.suites.includes('ed25519+sm2'),
          },
        ]),
      ),
      at,
    },
  );
}

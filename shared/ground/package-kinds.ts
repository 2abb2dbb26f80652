import { z } from 'zod';

/** The six kinds of sealed package (design: sealed package, format 1). */
export const packageKind = z.enum(['campaign', 'enrolment', 'preliminary', 'formal', 'feedback', 'receipt']);
export type PackageKind = z.infer<typeof packageKind>;

/** What people call each kind. A campaign's own names of its rounds say more; errors do not know them. */
export const packageKindTitles: Readonly<Record<PackageKind, string>> = {
  campaign: '活动包',
  enrolment: '登记包',
  preliminary: '材料包',
  formal: '材料包',
  feedback: '反馈包',
  receipt: '回执',
};

/** Signature suites: Ed25519 alone, or with a second SM2/SM3 signature beside it. */
export const signatureSuite = z.enum(['ed25519', 'ed25519+sm2']);
export type SignatureSuite = z.infer<typeof signatureSuite>;

/** The format number in bag-info.txt; a reader refuses any other. */
export const packageFormat = '1';

/** The document of each kind, as a path inside the bag. */
export const documentPaths: Readonly<Record<PackageKind, string>> = {
  campaign: 'data/campaign.json',
  enrolment: 'data/enrolment.json',
  preliminary: 'data/submission.json',
  formal: 'data/submission.json',
  feedback: 'data/feedback.json',
  receipt: 'data/receipt.json',
};

/**
 * The SSHSIG namespace of a kind: a signature made for one kind never verifies as another.
 * Takes the kind, gives e.g. `jianbiao-formal-v1`.
 */
export function signatureNamespace(kind: PackageKind): string {
  return `jianbiao-${kind}-v1`;
}

/** Namespaces a unit's key may sign in, for its allowed_signers line. */
export const unitNamespaces: readonly string[] = (['enrolment', 'preliminary', 'formal'] as const).map(
  signatureNamespace,
);
/** Namespaces the office's key may sign in. */
export const officeNamespaces: readonly string[] = (['campaign', 'feedback', 'receipt'] as const).map(
  signatureNamespace,
);
/** Namespace of the statement by which an old key names its successor. */
export const keyChangeNamespace = 'jianbiao-key-change-v1';

/** Fixed names of the tag files at the top of our bags, in zip order. */
export const tagFiles = {
  bagit: 'bagit.txt',
  bagInfo: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  signature: 'tagmanifest-sha256.txt.sig',
  sm2Signature: 'tagmanifest-sha256.txt.sm2',
} as const;

import type { ErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import type { PackageKind, SignatureSuite } from '../../../shared/ground/package-kinds.ts';
import type { PackageDocument } from '../../../shared/package/package-document.ts';
import type { PayloadFolder } from '../../../shared/package/package-name.ts';
import type { ByteSource } from './byte-source.ts';
import type { Sm2Provider } from './sm2.ts';
import type { TrustStore } from './trust.ts';
import type { SignatureProvider } from './unit-key.ts';

/** Bytes done of a total; monotonic, `done` never above `total`, the last report has both equal. */
export interface ByteProgress {
  readonly phase: 'hash' | 'write' | 'verify';
  readonly done: number;
  readonly total: number;
}

/** One payload file to pack. `name` is the safe name in its folder (isPayloadName). */
export interface PayloadFile {
  readonly folder: PayloadFolder;
  readonly name: string;
  readonly source: ByteSource;
}

/** One attachment of a submission, addressed by its SHA-256; sealPackage gives it its path and index entry. */
export interface AttachmentFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly source: ByteSource;
}

/** How the finished zip is encrypted: to age X25519 recipients, or by a passphrase. */
export type Encryption = { readonly recipients: readonly string[] } | { readonly passphrase: string };

/** Everything that goes into a package. Same request without encryption, same bytes. */
export interface SealRequest {
  readonly kind: PackageKind;
  readonly campaign: string;
  /** `code` is the lower-case ASCII code used in names; `name` the full name, Source-Organization. */
  readonly unit: { readonly code: string; readonly name: string };
  readonly revision: number;
  /** Digest of the revision this one replaces. */
  readonly supersedes?: string | undefined;
  /** Fingerprint of the key of the one it is meant for. */
  readonly recipient?: string | undefined;
  /** packDigest() of the campaign pack it was made under; for kind campaign it is computed. */
  readonly packDigest?: string | undefined;
  readonly suite: SignatureSuite;
  /** Date of sealing, YYYY-MM-DD: an argument, so that sealing is repeatable. */
  readonly sealedOn: string;
  /** The document: checked against the kind's schema and written as canonical JSON. */
  readonly document: unknown;
  /** Submissions only. Must be exactly the attachments the content refers to. */
  readonly attachments?: readonly AttachmentFile[] | undefined;
  /** Paper, originals, templates. */
  readonly files?: readonly PayloadFile[] | undefined;
  readonly signer: SignatureProvider;
  /** Needed when the suite is ed25519+sm2. */
  readonly sm2?: Sm2Provider | undefined;
  readonly encryption?: Encryption | undefined;
  /** Existing folder the file is written to; the name is made by the rules of the format. */
  readonly folder: string;
  /** Another name for the file, chosen in a save dialog. */
  readonly fileName?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ByteProgress) => void) | undefined;
  /** Bytes free in the folder; given by tests and by the drive list, else asked of the file system. */
  readonly freeBytes?: ((folder: string) => Promise<number>) | undefined;
  /** Drops the system's cache of the written file before reading back, so that the medium itself is read (Linux). */
  readonly readBackFromMedium?: boolean | undefined;
}

/** What sealing gives back, only after the written file was read back and fully verified. */
export interface SealResult {
  readonly path: string;
  readonly fileName: string;
  /** Size of the file on the medium. */
  readonly bytes: number;
  /** SHA-256 of tagmanifest-sha256.txt: the package's identity, the same with and without encryption. */
  readonly digest: string;
  /** CRC-32 of the file on the medium. */
  readonly crc32: number;
  readonly signer: string;
  readonly entries: readonly PackageEntry[];
}

/** One payload file inside a package. */
export interface PackageEntry {
  /** Path inside the bag, e.g. data/files/0001.jpg. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Bounds checked before anything is read (design: sealed package, reading). */
export interface PackageLimits {
  readonly fileBytes: number;
  readonly entries: number;
  readonly documentBytes: number;
  readonly jsonDepth: number;
}

/** What the importer expects; each given member is checked and has its own reason for refusal. */
export interface Expectation {
  readonly campaign?: string | undefined;
  readonly kinds?: readonly PackageKind[] | undefined;
  /** Own fingerprints: a package that names another recipient is refused. */
  readonly recipients?: readonly string[] | undefined;
  readonly suites?: readonly SignatureSuite[] | undefined;
}

/** The signed context of bag-info.txt. */
export interface PackageHeader {
  readonly kind: PackageKind;
  readonly campaign: string;
  readonly unit: { readonly code: string; readonly name: string };
  readonly revision: number;
  readonly supersedes: string | null;
  readonly recipient: string | null;
  readonly packDigest: string;
  readonly suite: SignatureSuite;
  readonly sealedOn: string;
  /** base64 SPKI of the SM2 key of the second signature. */
  readonly sm2Key: string | null;
  readonly digest: string;
  readonly signerFingerprint: string;
}

/**
 * Takes payload bytes while they are being verified, so that a large package need not be read twice. What it takes is
 * worth nothing before the result is ok: keep it under a temporary name and throw it away otherwise.
 */
export interface PayloadTee {
  /** Only called with paths that passed every name check, after signature and tag digests are good. */
  begin(path: string): Promise<void>;
  /** The block is only valid until the promise settles. */
  block(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

export interface VerifyOptions {
  /** null: integrity only; the result then says signed-by-unknown whatever the key. */
  readonly trust: TrustStore | null;
  /** age identities (AGE-SECRET-KEY-1…). */
  readonly identities?: readonly string[] | undefined;
  readonly passphrase?: string | undefined;
  readonly expected?: Expectation | undefined;
  readonly tee?: PayloadTee | undefined;
  readonly limits?: Partial<PackageLimits> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ByteProgress) => void) | undefined;
}

/** Where verification stopped, in the order it works. */
export type VerifyStage =
  | 'limits'
  | 'decrypt'
  | 'zip'
  | 'signature'
  | 'signer'
  | 'tags'
  | 'payload'
  | 'binding'
  | 'document';

/** A package all of whose bytes are accounted for. */
export interface VerifiedPackage extends PackageHeader {
  /** verified: the signer is in the trust list. signed-by-unknown: intact, but nobody says whose key it is. */
  readonly status: 'verified' | 'signed-by-unknown';
  readonly encrypted: boolean;
  readonly signer: {
    readonly fingerprint: string;
    readonly publicLine: string;
    readonly principal: string | null;
    readonly trusted: boolean;
  };
  /** Base name: folder in the zip and External-Identifier. */
  readonly name: string;
  readonly fileBytes: number;
  /** Parsed by the kind's schema. */
  readonly document: PackageDocument;
  /** Payload files without the document. */
  readonly entries: readonly PackageEntry[];
  /** Paths of all payload files, the document included. */
  readonly paths: readonly string[];
  /** The entries under data/originals/. */
  readonly originals: readonly PackageEntry[];
  /** Streams one entry's bytes, checking size and SHA-256 again; throws package-entry-unknown, package-changed. */
  readonly stream: (path: string) => AsyncIterable<Uint8Array>;
  /** One entry whole; for small files. */
  readonly read: (path: string) => Promise<Uint8Array>;
  /** The tag files as they stand in the bag, by name (manifest, signature …). */
  readonly tags: ReadonlyMap<string, Uint8Array>;
  /** Closes the file. Streams fail afterwards. */
  readonly close: () => Promise<void>;
}

export type VerifyResult =
  | { readonly ok: true; readonly package: VerifiedPackage }
  | {
      readonly ok: false;
      readonly stage: VerifyStage;
      readonly problems: readonly ErrorRecord[];
      /** Signed context as far as it was read; never to be shown as verified. */
      readonly claimed: Partial<PackageHeader>;
    };

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  type PackageKind,
  packageKind,
  signatureNamespace,
  tagFiles,
} from '../../../shared/ground/package-kinds.ts';
import { packageBaseName } from '../../../shared/package/package-name.ts';
import { type BagInfo, bagitText, parseBagInfo, parseManifest } from './bag-info.ts';
import type { ForwardReader } from './byte-reader.ts';
import { sha256Hex } from './package-digest.ts';
import type { PackageHeader } from './package-types.ts';
import { refuse, safeName } from './problems.ts';
import { verifySm2 } from './sm2.ts';
import { parseSshsig, type Sshsig, verifySshsig } from './sshsig.ts';
import type { TrustStore } from './trust.ts';
import { judgeSigner } from './trust.ts';
import { localHeader, type ZipEntry } from './zip-layout.ts';

/** Manifests of ten thousand files stay below 2 MB. */
const largestTag = 4 << 20;

/** Reads an entry's local header and compares it with what it must be. */
export async function readLocalHeader(forward: ForwardReader, entry: ZipEntry): Promise<void> {
  const expected = localHeader(entry);
  const found = await forward.exactly(expected.length);
  if (!expected.equals(found)) refuse('zip', 'package-zip-header', { name: entry.name });
}

async function readSmall(forward: ForwardReader, entry: ZipEntry): Promise<Buffer> {
  if (entry.bytes > largestTag)
    refuse('limits', 'package-document-too-large', {
      name: entry.name,
      bytes: entry.bytes,
      limit: largestTag,
    });
  await readLocalHeader(forward, entry);
  const bytes = await forward.exactly(entry.bytes);
  if (crc32(bytes) !== entry.crc32) refuse('zip', 'package-zip-crc', { name: entry.name });
  return bytes;
}

/** The tag files of a package, read but not yet believed. */
export interface TagFiles {
  readonly base: string;
  readonly byName: ReadonlyMap<string, Buffer>;
  readonly payload: readonly ZipEntry[];
}

/** Checks which entries there are and reads the tag files, which stand first in the zip. */
export async function readTagFiles(forward: ForwardReader, entries: readonly ZipEntry[]): Promise<TagFiles> {
  const first = entries[0]?.name ?? '';
  const base = first.slice(0, Math.max(0, first.indexOf('/')));
  const fixed = [
    tagFiles.bagit,
    tagFiles.bagInfo,
    tagFiles.manifest,
    tagFiles.tagManifest,
    tagFiles.signature,
  ];
  const names = entries.map((entry) => {
    if (base === '' || !entry.name.startsWith(`${base}/`))
      refuse('zip', 'package-zip-unexpected', { name: safeName(entry.name) });
    return entry.name.slice(base.length + 1);
  });
  const withSm2 = names[fixed.length] === tagFiles.sm2Signature;
  const expected: readonly string[] = withSm2 ? [...fixed, tagFiles.sm2Signature] : fixed;
  for (const name of expected) if (!names.includes(name)) refuse('zip', 'package-zip-missing', { name });
  const byName = new Map<string, Buffer>();
  for (const [i, name] of expected.entries()) {
    const entry = entries[i];
    if (entry === undefined || names[i] !== name) return refuse('zip', 'package-zip-order', { name });
    byName.set(name, await readSmall(forward, entry));
  }
  const payload = entries
    .slice(expected.length)
    .map((entry) => ({ ...entry, name: entry.name.slice(base.length + 1) }));
  for (const [i, entry] of payload.entries()) {
    const before = payload[i - 1];
    if (!entry.name.startsWith('data/')) refuse('zip', 'package-zip-unexpected', { name: entry.name });
    if (before !== undefined && before.name >= entry.name)
      refuse('zip', 'package-zip-order', { name: entry.name });
  }
  return { base, byName, payload };
}

function tag(files: TagFiles, name: string): Buffer {
  return files.byName.get(name) ?? Buffer.alloc(0);
}

/**
 * What the tag files say of themselves before anything about them was checked: for telling a person whose file this claims to
 * be. Never to be believed.
 */
export function claimedHeader(files: TagFiles): Partial<PackageHeader> {
  const signature = parseSshsig(tag(files, tagFiles.signature).toString('latin1'));
  const info = parseBagInfo(tag(files, tagFiles.bagInfo).toString('utf8'));
  return {
    ...(signature === null ? {} : { signerFingerprint: signature.publicKey.fingerprint }),
    ...(info === null || 'otherFormat' in info
      ? {}
      : {
          kind: info.kind,
          campaign: info.campaign,
          unit: { code: info.unit, name: info.organization },
          revision: info.revision,
        }),
  };
}

/** The kind a namespace stands for, or null. */
function kindOfNamespace(namespace: string): PackageKind | null {
  return packageKind.options.find((kind) => signatureNamespace(kind) === namespace) ?? null;
}

/**
 * The signature over tagmanifest-sha256.txt: first its form and validity, then the signer. The namespace names the
 * kind; that bag-info.txt says the same is checked once its digest is. Throws at stage signature or signer.
 */
export function checkSignature(
  files: TagFiles,
  trust: TrustStore | null,
): { readonly signature: Sshsig; readonly kind: PackageKind; readonly principal: string | null } {
  const signature = parseSshsig(tag(files, tagFiles.signature).toString('latin1'));
  if (signature === null)
    return refuse('signature', 'package-signature-format', { name: tagFiles.signature });
  const kind = kindOfNamespace(signature.namespace);
  if (kind === null)
    return refuse('signature', 'package-signature-namespace', {
      namespace: safeName(signature.namespace),
      kind: '未知',
    });
  if (!verifySshsig(signature, signature.namespace, tag(files, tagFiles.tagManifest)))
    refuse('signature', 'package-signature-invalid', { name: tagFiles.tagManifest });
  if (trust === null) return { signature, kind, principal: null };
  const verdict = judgeSigner(trust, signature.publicKey, signature.namespace);
  if (verdict.trusted) return { signature, kind, principal: verdict.principal };
  const { fingerprint } = signature.publicKey;
  switch (verdict.reason) {
    case 'unknown':
      return refuse('signer', 'package-signer-unknown', { fingerprint });
    case 'revoked':
      return refuse('signer', 'package-signer-revoked', { fingerprint });
    case 'namespace':
      return refuse('signer', 'package-signer-namespace', { fingerprint, kind });
    case 'expired':
      return refuse('signer', 'package-signer-expired', { fingerprint });
  }
}

/**
 * Tag digests, then the meaning of the tag files: bagit.txt, bag-info.txt, manifest, and the second signature.
 * Throws at stage tags (or signature for the SM2 one).
 */
export function checkTags(
  files: TagFiles,
  signed: { readonly signature: Sshsig; readonly kind: PackageKind },
  trust: TrustStore | null,
): {
  readonly header: PackageHeader;
  readonly info: BagInfo;
  readonly manifest: ReadonlyMap<string, string>;
} {
  const tagManifest = tag(files, tagFiles.tagManifest);
  const digests = parseManifest(tagManifest.toString('latin1'));
  const covered = [tagFiles.bagInfo, tagFiles.bagit, tagFiles.manifest];
  if (digests === null || [...digests.keys()].join() !== [...covered].sort().join())
    return refuse('tags', 'package-tag-format', { name: tagFiles.tagManifest, problem: '条目不对' });
  for (const name of covered)
    if (digests.get(name) !== sha256Hex(tag(files, name))) refuse('tags', 'package-tag-digest', { name });
  if (tag(files, tagFiles.bagit).toString('latin1') !== bagitText)
    refuse('tags', 'package-tag-format', { name: tagFiles.bagit, problem: '不是 BagIt 1.0 的固定内容' });
  const info = parseBagInfo(tag(files, tagFiles.bagInfo).toString('utf8'));
  if (info === null)
    return refuse('tags', 'package-tag-format', {
      name: tagFiles.bagInfo,
      problem: '条目缺失、重复或取值不合规定',
    });
  if ('otherFormat' in info)
    return refuse('tags', 'package-format-unsupported', { format: info.otherFormat });
  const manifest = parseManifest(tag(files, tagFiles.manifest).toString('latin1'));
  if (manifest === null)
    return refuse('tags', 'package-tag-format', { name: tagFiles.manifest, problem: '格式、顺序或条目不对' });
  if (info.kind !== signed.kind)
    refuse('signature', 'package-signature-namespace', {
      namespace: signed.signature.namespace,
      kind: info.kind,
    });
  const identifier = packageBaseName(info);
  if (identifier !== info.identifier || info.identifier !== files.base)
    refuse('tags', 'package-name-mismatch', { name: safeName(files.base), identifier: info.identifier });
  checkSm2(files, info, signed.signature.publicKey.fingerprint, trust);
  const header: PackageHeader = {
    kind: info.kind,
    campaign: info.campaign,
    unit: { code: info.unit, name: info.organization },
    revision: info.revision,
    supersedes: info.supersedes,
    recipient: info.recipient,
    packDigest: info.packDigest,
    suite: info.suite,
    sealedOn: info.sealedOn,
    sm2Key: info.sm2Key,
    digest: createHash('sha256').update(tagManifest).digest('hex'),
    signerFingerprint: signed.signature.publicKey.fingerprint,
  };
  return { header, info, manifest };
}

function checkSm2(files: TagFiles, info: BagInfo, fingerprint: string, trust: TrustStore | null): void {
  const signature = files.byName.get(tagFiles.sm2Signature);
  const enrolled = trust?.sm2Keys.get(fingerprint);
  if (info.sm2Key === null) {
    if (signature !== undefined) refuse('zip', 'package-zip-unexpected', { name: tagFiles.sm2Signature });
    if (enrolled?.required === true) refuse('signer', 'package-sm2-downgrade');
    return;
  }
  if (signature === undefined || !verifySm2(info.sm2Key, tag(files, tagFiles.tagManifest), signature))
    refuse('signature', 'package-sm2-invalid');
  if (enrolled !== undefined && enrolled.key !== info.sm2Key) refuse('signer', 'package-sm2-key');
}

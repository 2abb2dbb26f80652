import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { documentPaths } from '../../../shared/ground/package-kinds.ts';
import { isPayloadPath } from '../../../shared/package/package-name.ts';
import { ageMagic } from './age-header.ts';
import { openAgeReader } from './age-stream.ts';
import { type ByteReader, ForwardReader, openFileReader } from './byte-reader.ts';
import { documentProblems, readDocument } from './document-check.ts';
import type {
  PackageEntry,
  PackageHeader,
  PackageLimits,
  VerifiedPackage,
  VerifyOptions,
  VerifyResult,
  VerifyStage,
} from './package-types.ts';
import { problem, refuse, refuseAll, StageFailure } from './problems.ts';
import { bindingProblems } from './verify-binding.ts';
import {
  checkSignature,
  checkTags,
  claimedHeader,
  readLocalHeader,
  readTagFiles,
  type TagFiles,
} from './verify-tags.ts';
import { readZipDirectory } from './zip-directory.ts';
import {
  endRecordBytes,
  largestZip,
  localHeaderBytes,
  type ZipEntry,
  zipOffsets,
  zipSignatures,
} from './zip-layout.ts';

/** The bounds of format 1: zip without zip64, as many files as 240 nominees with their scans can need, many times over. */
export const defaultLimits: PackageLimits = {
  fileBytes: largestZip,
  entries: 20_000,
  documentBytes: 64 << 20,
  jsonDepth: 32,
};

/** What one verification carries from stage to stage. */
interface Work {
  readonly options: VerifyOptions & { readonly fileKey?: Uint8Array | undefined };
  readonly limits: PackageLimits;
  stage: VerifyStage;
  claimed: Partial<PackageHeader>;
}

function checkCancelled(work: Work): void {
  if (work.options.signal?.aborted === true) throw new JianbiaoError('seal-cancelled');
}

/** Tells age file, zip and neither apart by their first bytes; a flipped byte there must not change the advice. */
async function openLayers(work: Work, file: ByteReader): Promise<{ reader: ByteReader; encrypted: boolean }> {
  if (file.size === 0) refuse('limits', 'package-empty');
  // Encryption adds a header and 16 bytes for every 64 KiB.
  const allowed = work.limits.fileBytes + Math.ceil(work.limits.fileBytes / 4096) + (64 << 10);
  const start = Buffer.alloc(Math.min(file.size, ageMagic.length));
  await file.fill(start, 0);
  const magic = Buffer.from(ageMagic);
  const alike = start.filter((byte, i) => byte === magic[i]).length;
  const isAge = alike > ageMagic.length * 0.7;
  const limit = isAge ? allowed : work.limits.fileBytes;
  if (file.size > limit) refuse('limits', 'package-too-large', { bytes: file.size, limit });
  if (isAge) {
    work.stage = 'decrypt';
    const { identities = [], passphrase, fileKey } = work.options;
    return { reader: await openAgeReader(file, { identities, passphrase, fileKey }), encrypted: true };
  }
  const local = start.length >= 4 && start.readUInt32LE(0) === zipSignatures.local;
  if (!local && !(await endsLikeZip(file))) refuse('limits', 'package-not-package');
  return { reader: file, encrypted: false };
}

async function endsLikeZip(file: ByteReader): Promise<boolean> {
  if (file.size < endRecordBytes) return false;
  const end = Buffer.alloc(4);
  await file.fill(end, file.size - endRecordBytes);
  return end.readUInt32LE(0) === zipSignatures.end;
}

/** Reads every payload byte once: local header, SHA-256 against the manifest, CRC-32. Gives the entries and the document. */
async function readPayload(
  work: Work,
  forward: ForwardReader,
  files: TagFiles,
  manifest: ReadonlyMap<string, string>,
  documentPath: string,
  onBytes: (bytes: number) => void,
): Promise<{ entries: PackageEntry[]; document: Buffer }> {
  const entries: PackageEntry[] = [];
  const { tee } = work.options;
  const problems = checkPayloadNames(files, manifest, documentPath);
  refuseAll('payload', problems);
  const parts: Buffer[] = [];
  for (const entry of files.payload) {
    await readLocalHeader(forward, { ...entry, name: `${files.base}/${entry.name}` });
    const isDocument = entry.name === documentPath;
    if (isDocument && entry.bytes > work.limits.documentBytes)
      refuse('limits', 'package-document-too-large', {
        name: entry.name,
        bytes: entry.bytes,
        limit: work.limits.documentBytes,
      });
    const hash = createHash('sha256');
    let sum = 0;
    await tee?.begin(entry.name);
    for (let left = entry.bytes; left > 0; ) {
      checkCancelled(work);
      const block = await forward.some(left);
      hash.update(block);
      sum = crc32(block, sum);
      if (isDocument) parts.push(Buffer.from(block));
      await tee?.block(block);
      left -= block.length;
      onBytes(block.length);
    }
    await tee?.end();
    const sha256 = hash.digest('hex');
    if (sha256 !== manifest.get(entry.name))
      problems.push(problem('package-payload-digest', { name: entry.name }));
    else if (sum !== entry.crc32) problems.push(problem('package-zip-crc', { name: entry.name }));
    entries.push({ path: entry.name, bytes: entry.bytes, sha256 });
  }
  refuseAll('payload', problems);
  return { entries, document: Buffer.concat(parts) };
}

function checkPayloadNames(files: TagFiles, manifest: ReadonlyMap<string, string>, documentPath: string) {
  const names = new Set(files.payload.map((entry) => entry.name));
  const problems = [...manifest.keys()]
    .filter((path) => !names.has(path))
    .map((name) => problem('package-payload-missing', { name }));
  for (const name of names) {
    if (!manifest.has(name)) problems.push(problem('package-payload-extra', { name }));
    else if (name !== documentPath && !isPayloadPath(name))
      problems.push(problem('package-zip-unexpected', { name }));
  }
  if (!names.has(documentPath)) problems.push(problem('package-zip-missing', { name: documentPath }));
  return problems;
}

function entryStreams(
  reader: ByteReader,
  zip: readonly ZipEntry[],
  base: string,
  entries: readonly PackageEntry[],
): Pick<VerifiedPackage, 'stream' | 'read'> {
  const { offsets } = zipOffsets(zip);
  const at = new Map(
    zip.map((entry, i) => [
      entry.name.slice(base.length + 1),
      (offsets[i] ?? 0) + localHeaderBytes + entry.name.length,
    ]),
  );
  async function* stream(path: string): AsyncGenerator<Uint8Array> {
    const entry = entries.find((candidate) => candidate.path === path);
    const start = at.get(path);
    if (entry === undefined || start === undefined)
      throw new JianbiaoError('package-entry-unknown', { name: path });
    const forward = new ForwardReader(reader, start, start + entry.bytes);
    const hash = createHash('sha256');
    try {
      for (let left = entry.bytes; left > 0; ) {
        const block = await forward.some(left);
        hash.update(block);
        left -= block.length;
        yield block;
      }
    } finally {
      await forward.settle();
    }
    // The stick may have been changed since verification: the last block is only good with the whole.
    if (hash.digest('hex') !== entry.sha256) throw new JianbiaoError('package-changed', { name: path });
  }
  async function read(path: string): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    for await (const block of stream(path)) parts.push(Buffer.from(block));
    return Buffer.concat(parts);
  }
  return { stream, read };
}

async function verifyLayers(work: Work, file: ByteReader): Promise<VerifiedPackage> {
  const { options, limits } = work;
  const { reader, encrypted } = await openLayers(work, file);
  work.stage = 'zip';
  const zip = await readZipDirectory(reader, limits);
  const forward = new ForwardReader(reader, 0, zipOffsets(zip).directory);
  let done = 0;
  const total = reader.size;
  const report = (bytes: number) => {
    done += bytes;
    options.onProgress?.({ phase: 'verify', done, total });
  };
  try {
    const files = await readTagFiles(forward, zip);
    work.claimed = claimedHeader(files);
    work.stage = 'signature';
    const signed = checkSignature(files, options.trust);
    work.stage = 'tags';
    const { header, info, manifest } = checkTags(files, signed, options.trust);
    work.claimed = header;
    work.stage = 'payload';
    const documentPath = documentPaths[header.kind];
    const payload = await readPayload(work, forward, files, manifest, documentPath, report);
    const payloadBytes = payload.entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (payloadBytes !== info.payloadBytes || payload.entries.length !== info.payloadFiles)
      refuse('payload', 'package-oxum');
    work.stage = 'binding';
    refuseAll('binding', options.expected === undefined ? [] : bindingProblems(header, options.expected));
    work.stage = 'document';
    const document = readDocument(header.kind, payload.document, limits.jsonDepth);
    const entries = payload.entries.filter((entry) => entry.path !== documentPath);
    refuseAll('document', documentProblems(document, header, entries, payload.document));
    report(total - done);
    const trusted = signed.principal !== null;
    return {
      ...header,
      status: trusted ? 'verified' : 'signed-by-unknown',
      encrypted,
      signer: {
        fingerprint: header.signerFingerprint,
        publicLine: signed.signature.publicKey.line,
        principal: signed.principal,
        trusted,
      },
      name: files.base,
      fileBytes: file.size,
      document,
      entries,
      paths: payload.entries.map((entry) => entry.path),
      originals: entries.filter((entry) => entry.path.startsWith('data/originals/')),
      tags: files.byName,
      ...entryStreams(reader, zip, files.base, payload.entries),
      close: () => reader.close(),
    };
  } finally {
    await forward.settle();
  }
}

/**
 * Verifies a package behind a reader (see verifyPackage). `fileKey` is for the writer's own reading back. Takes over
 * the reader: closes it on failure, the verified package closes it on success.
 */
export async function verifyReader(
  file: ByteReader,
  options: VerifyOptions & { readonly fileKey?: Uint8Array | undefined },
): Promise<VerifyResult> {
  const work: Work = {
    options,
    limits: { ...defaultLimits, ...options.limits },
    stage: 'limits',
    claimed: {},
  };
  try {
    return { ok: true, package: await verifyLayers(work, file) };
  } catch (thrown) {
    await file.close();
    if (thrown instanceof StageFailure)
      return { ok: false, stage: thrown.stage, problems: thrown.problems, claimed: work.claimed };
    if (thrown instanceof JianbiaoError && thrown.code !== 'seal-cancelled' && thrown.code !== 'internal')
      return { ok: false, stage: work.stage, problems: [toErrorRecord(thrown)], claimed: work.claimed };
    throw thrown;
  }
}

/**
 * Who signed a plain package and what the signed header says, without reading its payload: null when the signature or a tag
 * file is not good. Closes the reader.
 */
export async function readSignedHeader(reader: ByteReader): Promise<PackageHeader | null> {
  let forward: ForwardReader | null = null;
  try {
    const zip = await readZipDirectory(reader, defaultLimits);
    forward = new ForwardReader(reader, 0, zipOffsets(zip).directory);
    const files = await readTagFiles(forward, zip);
    return checkTags(files, checkSignature(files, null), null).header;
  } catch (thrown) {
    if (thrown instanceof StageFailure || thrown instanceof JianbiaoError) return null;
    throw thrown;
  } finally {
    await forward?.settle();
    await reader.close();
  }
}

/**
 * Verifies a sealed package in the order of the design: limits, decryption, zip directory, signature, signer, tag
 * digests, payload digests, binding, document schema. Every byte of the file is accounted for: the zip must be
 * exactly what our writer makes of its content. A package whose signer is not trusted is refused when `trust` is
 * given; with `trust: null` the result is `signed-by-unknown`, never `verified`. Throws only seal-cancelled; every
 * fault of the file is in the result, with a stable code.
 */
export async function verifyPackage(path: string, options: VerifyOptions): Promise<VerifyResult> {
  let file: ByteReader;
  try {
    file = await openFileReader(path);
  } catch (thrown) {
    if (!(thrown instanceof JianbiaoError)) throw thrown;
    return { ok: false, stage: 'limits', problems: [toErrorRecord(thrown)], claimed: {} };
  }
  return verifyReader(file, options);
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { signatureNamespace, tagFiles } from '../../../shared/ground/package-kinds.ts';
import { packageExtension } from '../../../shared/package/offered-name.ts';
import { type AgeHeader, makeAgeHeader } from './age-header.ts';
import { AgeWriter, ageFileSize } from './age-stream.ts';
import { bagitText, formatBagInfo, formatManifest } from './bag-info.ts';
import { openFileReader } from './byte-reader.ts';
import { sourceBlocks } from './byte-source.ts';
import { sha256Hex } from './package-digest.ts';
import type { ByteProgress, PackageEntry, SealRequest, SealResult } from './package-types.ts';
import { type PlannedFile, planSeal, type SealPlan } from './seal-plan.ts';
import { signSshsig } from './sshsig.ts';
import { TargetFile } from './target-file.ts';
import { defaultLimits, verifyReader } from './verify-package.ts';
import { largestZip, localHeader, type ZipEntry, zipSize, zipTail } from './zip-layout.ts';

interface HashedFile extends PlannedFile {
  readonly digest: string;
  readonly crc32: number;
}

/** Counts payload bytes through the three passes: hash, write, read back. The total is known before the first. */
class SealProgress {
  private readonly request: SealRequest;
  private readonly total: number;
  private done = 0;

  constructor(request: SealRequest, payloadBytes: number) {
    this.request = request;
    this.total = payloadBytes * 3;
  }

  /** Adds bytes of a phase; also the place where a cancel takes effect. */
  add(phase: ByteProgress['phase'], bytes: number): void {
    if (this.request.signal?.aborted === true) throw new JianbiaoError('seal-cancelled');
    this.done += bytes;
    this.request.onProgress?.({ phase, done: this.done, total: this.total });
  }
}

/** The file's bytes; errors of reading it are told apart from errors of the target. */
async function* readSource(file: PlannedFile): AsyncGenerator<Uint8Array> {
  try {
    yield* sourceBlocks(file.source);
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) throw thrown;
    throw new JianbiaoError('seal-source-unreadable', { name: file.label }, { cause: thrown });
  }
}

async function hashFile(file: PlannedFile, progress: SealProgress): Promise<HashedFile> {
  const hash = createHash('sha256');
  let sum = 0;
  let bytes = 0;
  for await (const block of readSource(file)) {
    hash.update(block);
    sum = crc32(block, sum);
    bytes += block.length;
    progress.add('hash', block.length);
  }
  const digest = hash.digest('hex');
  if (bytes !== file.bytes || (file.sha256 !== null && digest !== file.sha256))
    throw new JianbiaoError('seal-source-changed', { name: file.label });
  return { ...file, digest, crc32: sum };
}

interface TagFile {
  readonly name: string;
  readonly content: Buffer;
}

async function makeTags(
  request: SealRequest,
  plan: SealPlan,
  files: readonly HashedFile[],
): Promise<{ readonly tags: readonly TagFile[]; readonly digest: string }> {
  const bagInfo = formatBagInfo({
    organization: request.unit.name,
    identifier: plan.base,
    campaign: request.campaign,
    sealedOn: request.sealedOn,
    payloadBytes: files.reduce((sum, file) => sum + file.bytes, 0),
    payloadFiles: files.length,
    kind: request.kind,
    unit: request.unit.code,
    revision: request.revision,
    supersedes: request.supersedes ?? null,
    recipient: request.recipient ?? null,
    suite: request.suite,
    packDigest: plan.packDigest,
    sm2Key: request.suite === 'ed25519+sm2' ? (request.sm2?.publicKey ?? null) : null,
  });
  const covered = [
    { name: tagFiles.bagit, content: Buffer.from(bagitText) },
    { name: tagFiles.bagInfo, content: Buffer.from(bagInfo) },
    {
      name: tagFiles.manifest,
      content: Buffer.from(formatManifest(files.map(({ path, digest }) => ({ path, sha256: digest })))),
    },
  ];
  const tagManifest = Buffer.from(
    formatManifest(covered.map(({ name, content }) => ({ path: name, sha256: sha256Hex(content) }))),
  );
  const signature = await signSshsig(request.signer, signatureNamespace(request.kind), tagManifest);
  const tags: TagFile[] = [
    ...covered,
    { name: tagFiles.tagManifest, content: tagManifest },
    { name: tagFiles.signature, content: Buffer.from(signature) },
  ];
  if (request.suite === 'ed25519+sm2' && request.sm2 !== undefined)
    tags.push({ name: tagFiles.sm2Signature, content: Buffer.from(await request.sm2.sign(tagManifest)) });
  return { tags, digest: sha256Hex(tagManifest) };
}

/** Writes the zip through the cipher, when there is one, into the target. */
class ZipSink {
  private readonly target: TargetFile;
  private readonly cipher: AgeWriter | null;

  constructor(target: TargetFile, cipher: AgeWriter | null) {
    this.target = target;
    this.cipher = cipher;
  }

  async begin(): Promise<void> {
    if (this.cipher !== null) await this.target.write(this.cipher.begin());
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.cipher === null) await this.target.write(bytes);
    else for (const chunk of this.cipher.update(bytes)) await this.target.write(chunk);
  }

  async finish(): Promise<void> {
    if (this.cipher !== null) await this.target.write(this.cipher.finish());
  }
}

async function writeZip(
  sink: ZipSink,
  base: string,
  tags: readonly TagFile[],
  files: readonly HashedFile[],
  progress: SealProgress,
): Promise<void> {
  const entries = zipEntries(base, tags, files);
  await sink.begin();
  // Small pieces are gathered: headers and tag files would otherwise each be a write of their own.
  let gathered: Uint8Array[] = [];
  const flush = async () => {
    if (gathered.length > 0) await sink.write(Buffer.concat(gathered));
    gathered = [];
  };
  for (const [i, entry] of entries.entries()) {
    gathered.push(localHeader(entry));
    const tag = tags[i];
    const file = files[i - tags.length];
    if (tag !== undefined) gathered.push(tag.content);
    else if (file !== undefined) {
      await flush();
      let bytes = 0;
      for await (const block of readSource(file)) {
        bytes += block.length;
        if (bytes > file.bytes) break;
        await sink.write(block);
        progress.add('write', block.length);
      }
      if (bytes !== file.bytes) throw new JianbiaoError('seal-source-changed', { name: file.label });
    }
  }
  gathered.push(zipTail(entries));
  await flush();
  await sink.finish();
}

function zipEntries(base: string, tags: readonly TagFile[], files: readonly HashedFile[]): ZipEntry[] {
  return [
    ...tags.map(({ name, content }) => ({
      name: `${base}/${name}`,
      bytes: content.length,
      crc32: crc32(content),
    })),
    ...files.map((file) => ({ name: `${base}/${file.path}`, bytes: file.bytes, crc32: file.crc32 })),
  ];
}

/** Reads the written file back and verifies it like any other package; its identity must be the one just sealed. */
async function readBack(
  target: TargetFile,
  name: string,
  digest: string,
  header: AgeHeader | null,
  request: SealRequest,
  progress: SealProgress,
): Promise<readonly PackageEntry[]> {
  let seen = 0;
  const result = await verifyReader(await openFileReader(target.temporary), {
    trust: null,
    fileKey: header?.fileKey,
    signal: request.signal,
    onProgress: ({ done, total }) => {
      // The last report of verification covers headers and tag files, which are not payload.
      if (done < total) progress.add('verify', done - seen);
      seen = done;
    },
  });
  if (!result.ok) {
    const reason = result.problems[0] ?? toErrorRecord(null);
    throw new JianbiaoError('seal-readback-failed', { name, problem: reason.message });
  }
  await result.package.close();
  if (result.package.digest !== digest)
    throw new JianbiaoError('seal-readback-failed', { name, problem: '摘要不同' });
  return result.package.entries;
}

function checkSize(tags: readonly TagFile[], plan: SealPlan, files: readonly HashedFile[]): number {
  const count = tags.length + files.length;
  if (count > defaultLimits.entries)
    throw new JianbiaoError('seal-too-many', { count, limit: defaultLimits.entries });
  const bytes = zipSize(zipEntries(plan.base, tags, files));
  if (bytes > largestZip) throw new JianbiaoError('seal-too-large', { bytes, limit: largestZip });
  return bytes;
}

/**
 * Seals a package: checks the request, hashes the sources, signs, checks free space, writes under a temporary name,
 * syncs, reads back and fully verifies, and only then gives the file its name. Streams: memory does not grow with the
 * package. Same request without encryption gives the same bytes. Throws the seal-… codes of the catalogue; whatever
 * happens, no half file stands under the final name and no existing file is touched.
 */
export async function sealPackage(request: SealRequest): Promise<SealResult> {
  const plan = await planSeal(request);
  const progress = new SealProgress(
    request,
    plan.files.reduce((sum, file) => sum + file.bytes, 0),
  );
  const files: HashedFile[] = [];
  for (const file of plan.files) files.push(await hashFile(file, progress));
  const { tags, digest } = await makeTags(request, plan, files);
  const plainBytes = checkSize(tags, plan, files);
  const header = request.encryption === undefined ? null : await makeAgeHeader(request.encryption);
  const bytes = header === null ? plainBytes : ageFileSize(header, plainBytes);
  const fileName = request.fileName ?? `${plan.base}${packageExtension(header !== null)}`;
  const target = await TargetFile.create(request.folder, fileName, bytes, request.freeBytes);
  try {
    const sink = new ZipSink(target, header === null ? null : await AgeWriter.under(header));
    await writeZip(sink, plan.base, tags, files, progress);
    await target.sync(request.readBackFromMedium ?? false);
    const entries = await readBack(target, fileName, digest, header, request, progress);
    await target.publish();
    return {
      path: target.final,
      fileName,
      bytes,
      digest,
      crc32: target.crc32,
      signer: request.signer.publicKey.fingerprint,
      entries,
    };
  } catch (thrown) {
    await target.discard();
    throw thrown;
  }
}

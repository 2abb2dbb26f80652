import { ZodError } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import { documentPaths } from '../../../shared/ground/package-kinds.ts';
import { type PackageDocument, parseDocument } from '../../../shared/package/package-document.ts';
import { isPayloadName, packageBaseName } from '../../../shared/package/package-name.ts';
import { attachmentRefsOfSubmission } from '../../../shared/reading/attachment-refs.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import { comparePaths, isBagText, isCalendarDate } from './bag-info.ts';
import { type ByteSource, sourceLength } from './byte-source.ts';
import { zodProblems } from './document-check.ts';
import { sha256Hex } from './package-digest.ts';
import type { AttachmentFile, SealRequest } from './package-types.ts';

/** One payload file to be written, its size already known. */
export interface PlannedFile {
  readonly path: string;
  readonly source: ByteSource;
  readonly bytes: number;
  /** Name for messages. */
  readonly label: string;
  /** SHA-256 the content must have, for attachments. */
  readonly sha256: string | null;
}

/** A checked request: names, texts, document and files are all in order. */
export interface SealPlan {
  readonly base: string;
  readonly documentBytes: Buffer;
  readonly packDigest: string;
  readonly files: readonly PlannedFile[];
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/zip': 'zip',
};

function checkTexts(request: SealRequest): string {
  const { campaign, kind, revision } = request;
  const base = packageBaseName({ campaign, unit: request.unit.code, kind, revision });
  if (base === null)
    throw new JianbiaoError('seal-name-invalid', { campaign, unit: request.unit.code, revision });
  if (!isBagText(request.unit.name)) throw new JianbiaoError('seal-text-invalid', { label: '单位名称' });
  if (!isCalendarDate(request.sealedOn))
    throw new JianbiaoError('seal-date-invalid', { date: request.sealedOn });
  if (request.recipient !== undefined && !/^SHA256:[A-Za-z0-9+/]{43}$/.test(request.recipient))
    throw new JianbiaoError('seal-text-invalid', { label: '接收方指纹' });
  if (request.supersedes !== undefined && !/^[0-9a-f]{64}$/.test(request.supersedes))
    throw new JianbiaoError('seal-text-invalid', { label: '被替代版次的摘要' });
  if (request.suite === 'ed25519+sm2' && request.sm2 === undefined)
    throw new JianbiaoError('seal-sm2-missing');
  return base;
}

/** Gives each attachment the content refers to its path, in the order of reference; refuses missing and unused ones. */
function placeAttachments(
  submission: Submission,
  given: readonly AttachmentFile[],
): {
  readonly submission: Submission;
  readonly placed: readonly (AttachmentFile & { readonly path: string })[];
} {
  const files = new Map(given.map((file) => [file.sha256, file]));
  const placed = attachmentRefsOfSubmission(submission).map((ref, i) => {
    const file = files.get(ref.sha256);
    if (file === undefined) throw new JianbiaoError('seal-attachment-missing', { name: ref.name });
    files.delete(ref.sha256);
    const extension = extensions[file.mediaType] ?? 'bin';
    return { ...file, path: `data/files/${String(i + 1).padStart(4, '0')}.${extension}` };
  });
  const [unused] = files.values();
  if (unused !== undefined) throw new JianbiaoError('seal-attachment-unused', { name: unused.name });
  const attachments = placed.map(({ path, sha256, name, bytes, mediaType }) => ({
    path,
    sha256,
    name: name.normalize('NFC'),
    bytes,
    mediaType,
  }));
  return { submission: { ...submission, attachments }, placed };
}

function parseRequestDocument(request: SealRequest): PackageDocument {
  try {
    return parseDocument(request.kind, request.document);
  } catch (thrown) {
    if (!(thrown instanceof ZodError)) throw thrown;
    const [first] = zodProblems(thrown);
    throw new JianbiaoError(
      'seal-document-invalid',
      { kind: request.kind, path: first?.path ?? '', problem: first?.problem ?? '' },
      { cause: thrown },
    );
  }
}

/** Checks a request and lays out the payload. Throws the seal-… codes; touches no target. */
export async function planSeal(request: SealRequest): Promise<SealPlan> {
  const base = checkTexts(request);
  const parsed = parseRequestDocument(request);
  let value: PackageDocument['value'] = parsed.value;
  const files: PlannedFile[] = [];
  if (parsed.kind === 'preliminary' || parsed.kind === 'formal') {
    const { submission, placed } = placeAttachments(parsed.value, request.attachments ?? []);
    value = submission;
    for (const { path, source, bytes, name, sha256 } of placed)
      files.push({ path, source, bytes, label: name, sha256 });
  } else if ((request.attachments ?? []).length > 0)
    throw new JianbiaoError('seal-attachment-unused', { name: request.attachments?.[0]?.name ?? '' });
  for (const { folder, name, source } of request.files ?? []) {
    if (!isPayloadName(name) || folder === 'files') throw new JianbiaoError('seal-entry-name', { name });
    files.push({
      path: `data/${folder}/${name}`,
      source,
      bytes: await lengthOf(source, name),
      label: name,
      sha256: null,
    });
  }
  const documentBytes = Buffer.from(canonicalJson(value), 'utf8');
  const documentPath = documentPaths[request.kind];
  files.push({
    path: documentPath,
    source: { bytes: documentBytes },
    bytes: documentBytes.length,
    label: documentPath,
    sha256: null,
  });
  files.sort((a, b) => comparePaths(a.path, b.path));
  for (const [i, file] of files.entries())
    if (files[i + 1]?.path === file.path)
      throw new JianbiaoError('seal-entry-duplicate', { name: file.label });
  const packDigest = request.kind === 'campaign' ? sha256Hex(documentBytes) : request.packDigest;
  if (packDigest === undefined || !/^[0-9a-f]{64}$/.test(packDigest))
    throw new JianbiaoError('seal-text-invalid', { label: '活动包摘要' });
  return { base, documentBytes, packDigest, files };
}

async function lengthOf(source: ByteSource, name: string): Promise<number> {
  try {
    return await sourceLength(source);
  } catch (thrown) {
    throw new JianbiaoError('seal-source-unreadable', { name }, { cause: thrown });
  }
}

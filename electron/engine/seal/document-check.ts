import { ZodError } from 'zod';
import { type ErrorRecord, JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { zodIssueText } from '../../../shared/errors/zod-text.ts';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import { documentPaths, type PackageKind } from '../../../shared/ground/package-kinds.ts';
import { type PackageDocument, parseDocument } from '../../../shared/package/package-document.ts';
import { parseStrictJson } from '../../../shared/package/strict-json.ts';
import { attachmentRefsOfSubmission } from '../../../shared/reading/attachment-refs.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import { isUsableAgeRecipient } from './age-keys.ts';
import { sha256Hex } from './package-digest.ts';
import type { PackageEntry, PackageHeader } from './package-types.ts';
import { problem, refuse, refuseAll, safeName } from './problems.ts';
import { isSm2PublicKey } from './sm2.ts';
import { parsePublicKey } from './unit-key.ts';

/** Zod's issues as `path: text` pairs, at most twenty. */
export function zodProblems(error: ZodError): { readonly path: string; readonly problem: string }[] {
  return error.issues.slice(0, 20).map((issue) => ({
    path: safeName(issue.path.map(String).join('.') || '（整体）'),
    problem: safeName(zodIssueText(issue)),
  }));
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Parses a document's bytes: strict UTF-8, strict JSON, canonical form (RFC 8785: so nothing can hide in white space
 * or key order), then the kind's schema. Throws StageFailure at stage document.
 */
export function readDocument(kind: PackageKind, bytes: Uint8Array, depth: number): PackageDocument {
  const name = documentPaths[kind];
  const text = decodeUtf8(bytes);
  if (text === null) return refuse('document', 'package-document-json', { name, problem: '不是 UTF-8 文本' });
  let value: unknown;
  try {
    value = parseStrictJson(text, name, depth);
  } catch (thrown) {
    if (thrown instanceof JianbiaoError)
      return refuse('document', 'package-document-json', { name, problem: thrown.message });
    throw thrown;
  }
  if (!isCanonical(value, text)) refuse('document', 'package-document-canonical', { name });
  try {
    return parseDocument(kind, value);
  } catch (thrown) {
    if (!(thrown instanceof ZodError)) throw thrown;
    refuseAll(
      'document',
      zodProblems(thrown).map((item) => problem('package-document-invalid', { name, ...item })),
    );
    throw thrown;
  }
}

function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonicalJson(value) === text;
  } catch {
    // canonicalize refuses lone surrogates and the like: not canonical then.
    return false;
  }
}

function attachmentProblems(submission: Submission, entries: readonly PackageEntry[]): ErrorRecord[] {
  const problems: ErrorRecord[] = [];
  const files = new Map(entries.map((entry) => [entry.path, entry]));
  const index = new Map(submission.attachments.map((item) => [item.sha256, item]));
  const referenced = new Set<string>();
  for (const ref of attachmentRefsOfSubmission(submission)) {
    referenced.add(ref.sha256);
    if (!index.has(ref.sha256))
      problems.push(problem('package-attachment-missing', { name: safeName(ref.name) }));
  }
  const paths = new Set<string>();
  for (const item of submission.attachments) {
    const file = files.get(item.path);
    if (file?.sha256 !== item.sha256 || file.bytes !== item.bytes || paths.has(item.path))
      problems.push(problem('package-attachment-missing', { name: safeName(item.name) }));
    if (!referenced.has(item.sha256))
      problems.push(problem('package-attachment-unused', { name: safeName(item.name) }));
    paths.add(item.path);
  }
  if (index.size !== submission.attachments.length)
    problems.push(problem('package-document-mismatch', { what: '附件索引有重复' }));
  for (const entry of entries)
    if (entry.path.startsWith('data/files/') && !paths.has(entry.path))
      problems.push(problem('package-attachment-unused', { name: entry.path }));
  return problems;
}

function mismatch(what: string): ErrorRecord {
  return problem('package-document-mismatch', { what });
}

function enrolmentProblems(
  value: Extract<PackageDocument, { kind: 'enrolment' }>['value'],
  header: PackageHeader,
): ErrorRecord[] {
  const problems: ErrorRecord[] = [];
  let fingerprint: string | null = null;
  try {
    fingerprint = parsePublicKey(value.publicKey).fingerprint;
  } catch (thrown) {
    if (!(thrown instanceof JianbiaoError)) throw thrown;
  }
  if (fingerprint !== value.fingerprint) problems.push(mismatch('登记的公钥与指纹'));
  if (fingerprint !== header.signerFingerprint)
    problems.push(problem('package-not-signed-by-unit', { fingerprint: safeName(value.fingerprint) }));
  if (value.unit.name !== header.unit.name) problems.push(mismatch('单位名称'));
  if (header.sm2Key !== null && value.sm2PublicKey !== header.sm2Key) problems.push(mismatch('SM2 公钥'));
  // Found here and not when an answer is to be encrypted, when the unit is no longer at the other end of the telephone.
  if (value.ageRecipient !== undefined && !isUsableAgeRecipient(value.ageRecipient))
    problems.push(problem('enrolment-recipient-invalid'));
  if (value.sm2PublicKey !== undefined && !isSm2PublicKey(value.sm2PublicKey))
    problems.push(problem('enrolment-sm2-invalid'));
  return problems;
}

/**
 * What the document and the signed header say must agree, and attachments must be there and used. Gives every
 * reason; an empty array is good. `documentBytes` are the document's own, for the pack digest of a campaign.
 */
export function documentProblems(
  document: PackageDocument,
  header: PackageHeader,
  entries: readonly PackageEntry[],
  documentBytes: Uint8Array,
): ErrorRecord[] {
  const problems: ErrorRecord[] = [];
  const campaign = document.value.campaign.id;
  if (campaign !== header.campaign) problems.push(mismatch('活动编号'));
  switch (document.kind) {
    case 'campaign':
      if (header.packDigest !== sha256Hex(documentBytes)) problems.push(mismatch('活动包摘要'));
      if (header.revision !== document.value.campaign.version) problems.push(mismatch('活动包版本与版次'));
      break;
    case 'enrolment':
      problems.push(...enrolmentProblems(document.value, header));
      break;
    case 'preliminary':
    case 'formal':
      if (document.value.round !== document.kind) problems.push(mismatch('轮次'));
      if (document.value.revision !== header.revision) problems.push(mismatch('版次'));
      problems.push(...attachmentProblems(document.value, entries));
      break;
    case 'feedback':
    case 'receipt':
      break;
  }
  if (document.kind !== 'preliminary' && document.kind !== 'formal')
    for (const entry of entries)
      if (entry.path.startsWith('data/files/'))
        problems.push(problem('package-attachment-unused', { name: entry.path }));
  return problems;
}

import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { scanResult } from '../paper/scan-result.ts';
import { attachmentRef, content } from '../words/content.ts';
import { nomineeKind, round, subjectKind } from '../words/field-schema.ts';
import { findingSchema } from '../words/rule-schema.ts';
import { bytes, done, fileHandle, isoTime, jobId, method, nothing, saveTarget, subjectId } from './common.ts';

const recordState = z.strictObject({
  id: subjectId,
  kind: subjectKind,
  content,
  /** Number of the newest revision; 0 before the first save. */
  revision: z.int().nonnegative(),
  savedAt: isoTime.nullable(),
});
export type RecordState = z.infer<typeof recordState>;

const saved = z.strictObject({ revision: z.int(), savedAt: isoTime });

const paperFormat = z.enum(['pdf', 'xlsx', 'docx']);
const paperRequest = { formId: z.string(), subjectId, round, format: paperFormat };

/** Nominees and the unit's own record: drafts, history, checks, attachments, paper. */
export const recordMethods = {
  'records.list': method(
    nothing,
    z.array(
      z.strictObject({
        id: subjectId,
        kind: nomineeKind,
        name: z.string(),
        order: z.int(),
        savedAt: isoTime.nullable(),
        /** Which rounds' submissions contain it; all drafts belong to preliminary. */
        inFormal: z.boolean(),
      }),
    ),
  ),
  /** A new nominee; with `copyFrom`, with the other one's facts about their unit (fields marked `ofUnit`). */
  'records.create': method(
    z.strictObject({ kind: nomineeKind, copyFrom: subjectId.optional() }),
    z.strictObject({ id: subjectId }),
  ),
  /** Takes a nominee off the list; its revisions stay and `records.bringBack` undoes it. */
  'records.remove': method(z.strictObject({ id: subjectId }), done),
  'records.bringBack': method(z.strictObject({ id: subjectId }), done),
  /** Nominees taken off the list that had something written in them, the last one first. */
  'records.removed': method(
    nothing,
    z.array(z.strictObject({ id: subjectId, kind: nomineeKind, name: z.string(), removedAt: isoTime })),
  ),
  'records.reorder': method(z.strictObject({ ids: z.array(subjectId) }), done),
  /** Formal round: which of the preliminary nominees go on. */
  'records.setFormal': method(z.strictObject({ id: subjectId, inFormal: z.boolean() }), done),

  'record.get': method(z.strictObject({ id: subjectId }), recordState),
  /** One durable commit. `changes` holds only the changed fields; null empties a field. */
  'record.save': method(
    z.strictObject({ id: subjectId, baseRevision: z.int().nonnegative(), changes: content }),
    saved,
  ),
  'record.history': method(
    z.strictObject({ id: subjectId }),
    z.array(z.strictObject({ revision: z.int(), savedAt: isoTime, fields: z.array(z.string()) })),
  ),
  'record.revision': method(z.strictObject({ id: subjectId, revision: z.int() }), recordState),
  /** Writes an old revision's content as a new revision. */
  'record.restore': method(z.strictObject({ id: subjectId, revision: z.int() }), recordState),
  /** What changed since the preliminary submission was sealed. */
  'record.changesSincePreliminary': method(
    z.strictObject({ id: subjectId }),
    z.array(z.strictObject({ fieldId: z.string(), before: z.string(), after: z.string() })),
  ),

  'findings.list': method(z.strictObject({ round }), z.array(findingSchema)),
  'findings.explain': method(z.strictObject({ key: z.string(), text: z.string().max(2000) }), done),

  /** Takes a file in whole; for photos the rules on size and format come as findings, not as a refusal, up to 20 MB. */
  'attachments.import': method(z.strictObject({ source: fileHandle }), attachmentRef),
  /** Bytes made in the window itself (photo desk). */
  'attachments.add': method(
    z.strictObject({ name: z.string().min(1).max(200), mediaType: z.string(), bytes }),
    attachmentRef,
  ),
  'attachments.read': method(
    z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    z.strictObject({ mediaType: z.string(), bytes }),
  ),
  'attachments.save': method(
    z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string(), target: saveTarget }),
    done,
  ),

  'paper.preview': method(
    z.strictObject(paperRequest),
    z.strictObject({
      fileName: z.string(),
      mediaType: z.string(),
      bytes,
      checkCode: z.string(),
      pages: z.int(),
    }),
  ),
  /** Writes the paper for printing and remembers its check code, so that later changes are seen. */
  'paper.save': method(
    z.strictObject({ ...paperRequest, target: saveTarget }),
    z.strictObject({ fileName: z.string(), checkCode: z.string() }),
  ),
  /**
   * Everything of a round into one folder, named as domain notes 4.10. A form that cannot be printed is named in
   * `failed`; the others are written all the same.
   */
  'paper.saveAll': method(
    z.strictObject({ round, folder: fileHandle, jobId }),
    z.strictObject({
      files: z.array(z.string()),
      failed: z.array(z.strictObject({ title: z.string(), subjectName: z.string(), error: errorRecord })),
    }),
  ),
  'paper.status': method(
    z.strictObject({ round }),
    z.array(
      z.strictObject({
        formId: z.string(),
        title: z.string(),
        subjectId,
        subjectName: z.string(),
        formats: z.array(paperFormat),
        printedCode: z.string().nullable(),
        printedAt: isoTime.nullable(),
        currentCode: z.string(),
        /** The code that the last whole scan of the sealed paper carried, and when it was compared. */
        scannedCode: z.string().nullable(),
        scannedAt: isoTime.nullable(),
      }),
    ),
  ),
  /**
   * Reads the QR codes off scans of sealed paper and compares them with the data of the round. Papers that are whole and
   * agree are remembered as compared. A file that cannot be read is told in its place and stops no other.
   */
  'paper.checkScan': method(
    z.strictObject({ round, sources: z.array(fileHandle).min(1).max(200), jobId }),
    scanResult,
  ),
  /** The same for a file that is attached to a record; nothing is remembered. `name` is what messages call it. */
  'paper.checkAttachment': method(
    z.strictObject({
      round,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string().min(1).max(200),
    }),
    scanResult,
  ),
  /** The photo sheet of prints with back labels (domain notes 4.6 F7). */
  'paper.photoSheet': method(
    z.strictObject({ subjectId, target: saveTarget }),
    z.strictObject({ fileName: z.string() }),
  ),
  /** Nominees from a filled-in XLSX template: good rows come in, every bad row is named with its cell. */
  'bulk.template': method(
    z.strictObject({ kind: nomineeKind, target: saveTarget }),
    z.strictObject({ fileName: z.string() }),
  ),
  'bulk.import': method(
    z.strictObject({ source: fileHandle }),
    z.strictObject({
      created: z.array(subjectId),
      /** Rows about nominees that are on the list already: neither added again nor changed. */
      existing: z.int().nonnegative(),
      problems: z.array(z.strictObject({ sheet: z.string(), cell: z.string(), message: z.string() })),
    }),
  ),
} as const;

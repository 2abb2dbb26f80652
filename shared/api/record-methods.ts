import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { scanResult } from '../paper/scan-result.ts';
import { cadreForm } from '../words/cadre-form.ts';
import { attachmentRef, content } from '../words/content.ts';
import { nomineeKind, round, subjectKind } from '../words/field-schema.ts';
import { findingSchema } from '../words/rule-schema.ts';
import { bytes, done, fileHandle, isoTime, jobId, nothing, saveTarget, subjectId } from './common.ts';
import { method } from './method.ts';
import { clerks, everyone } from './roles.ts';
import { submissionTopics } from './topics.ts';

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
  'records.list': method({
    title: '列出推荐对象',
    args: nothing,
    result: z.array(
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
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['records', 'record', 'pack'],
    changes: [],
  }),
  /** A new nominee; with `copyFrom`, with the other one's facts about their unit (fields marked `ofUnit`). */
  'records.create': method({
    title: '新增推荐对象',
    args: z.strictObject({ kind: nomineeKind, copyFrom: subjectId.optional() }),
    result: z.strictObject({ id: subjectId }),
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['drafts', 'record', 'pack'],
    changes: ['records', 'record', 'log'],
  }),
  /** Takes a nominee off the list; its revisions stay and `records.bringBack` undoes it. */
  'records.remove': method({
    title: '移除推荐对象',
    args: z.strictObject({ id: subjectId }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['records'],
    changes: ['records', 'log'],
  }),
  'records.bringBack': method({
    title: '恢复推荐对象',
    args: z.strictObject({ id: subjectId }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['records'],
    changes: ['records', 'log'],
  }),
  /** Nominees taken off the list that had something written in them, the last one first. */
  'records.removed': method({
    title: '列出已移除的推荐对象',
    args: nothing,
    result: z.array(
      z.strictObject({ id: subjectId, kind: nomineeKind, name: z.string(), removedAt: isoTime }),
    ),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['records', 'record', 'pack'],
    changes: [],
  }),
  'records.reorder': method({
    title: '调整推荐对象的次序',
    args: z.strictObject({ ids: z.array(subjectId) }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['records'],
    changes: ['records'],
  }),
  /** Formal round: which of the preliminary nominees go on. */
  'records.setFormal': method({
    title: '确定列入下一轮的推荐对象',
    args: z.strictObject({ id: subjectId, inFormal: z.boolean() }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['records'],
    changes: ['records', 'log'],
  }),

  'record.get': method({
    title: '读取填写内容',
    args: z.strictObject({ id: subjectId }),
    result: recordState,
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['record', 'records'],
    changes: [],
  }),
  /** One durable commit. `changes` holds only the changed fields; null empties a field. */
  'record.save': method({
    title: '保存填写内容',
    args: z.strictObject({ id: subjectId, baseRevision: z.int().nonnegative(), changes: content }),
    result: saved,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['record', 'pack'],
    changes: ['record'],
  }),
  'record.history': method({
    title: '查看修改历史',
    args: z.strictObject({ id: subjectId }),
    result: z.array(z.strictObject({ revision: z.int(), savedAt: isoTime, fields: z.array(z.string()) })),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['record'],
    changes: [],
  }),
  'record.revision': method({
    title: '查看以前的版本',
    args: z.strictObject({ id: subjectId, revision: z.int() }),
    result: recordState,
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['record'],
    changes: [],
  }),
  /** What changed since the preliminary submission was sealed. */
  'record.changesSincePreliminary': method({
    title: '查看初审以后的改动',
    args: z.strictObject({ id: subjectId }),
    result: z.array(z.strictObject({ fieldId: z.string(), before: z.string(), after: z.string() })),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['record', 'pack', 'sealed'],
    changes: [],
  }),

  'findings.list': method({
    title: '检查',
    args: z.strictObject({ round }),
    result: z.array(findingSchema),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: [...submissionTopics, 'fonts'],
    changes: [],
  }),
  'findings.explain': method({
    title: '填写说明',
    args: z.strictObject({ key: z.string(), text: z.string().max(2000) }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['record', 'records', 'settings', 'pack', 'identity', 'sealed', 'explanations'],
    changes: ['explanations', 'log'],
  }),

  /** Takes a file in whole; for photos the rules on size and format come as findings, not as a refusal, up to 20 MB. */
  'attachments.import': method({
    title: '导入附件',
    args: z.strictObject({ source: fileHandle }),
    result: attachmentRef,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['outside'],
    changes: ['attachments'],
  }),
  /** Bytes made in the window itself (photo desk). */
  'attachments.add': method({
    title: '添加附件',
    args: z.strictObject({ name: z.string().min(1).max(200), bytes }),
    result: attachmentRef,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: [],
    changes: ['attachments'],
  }),
  'attachments.read': method({
    title: '查看附件',
    args: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    result: z.strictObject({ mediaType: z.string(), bytes }),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['attachments'],
    changes: [],
  }),
  'attachments.save': method({
    title: '另存附件',
    args: z.strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string(),
      target: saveTarget,
    }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['attachments'],
    changes: [],
  }),

  'paper.preview': method({
    title: '预览打印件',
    args: z.strictObject(paperRequest),
    result: z.strictObject({
      fileName: z.string(),
      mediaType: z.string(),
      bytes,
      checkCode: z.string(),
      pages: z.int(),
    }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['drafts', 'record', 'records', 'settings', 'pack', 'identity', 'sealed', 'attachments', 'fonts'],
    changes: [],
  }),
  /** Writes the paper to be printed and remembers its check code, so that later changes are seen. */
  'paper.save': method({
    title: '导出表格',
    args: z.strictObject({ ...paperRequest, target: saveTarget }),
    result: z.strictObject({ fileName: z.string(), checkCode: z.string() }),
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['drafts', 'record', 'records', 'settings', 'pack', 'identity', 'sealed', 'attachments', 'fonts'],
    changes: ['paper', 'log'],
  }),
  /**
   * Everything of a round into one folder, named as domain notes 4.10. A form that cannot be printed is named in
   * `failed`; the others are written all the same.
   */
  'paper.saveAll': method({
    title: '导出全部材料',
    args: z.strictObject({ round, folder: fileHandle, jobId }),
    result: z.strictObject({
      files: z.array(z.string()),
      failed: z.array(z.strictObject({ title: z.string(), subjectName: z.string(), error: errorRecord })),
    }),
    needs: 'workspace',
    roles: clerks,
    mode: 'job',
    reads: ['drafts', 'record', 'records', 'settings', 'pack', 'identity', 'sealed', 'attachments', 'fonts'],
    changes: ['paper', 'log'],
  }),
  /** The clerk says that papers came out of the printer, or takes it back. `paper-changed-since` when one was changed. */
  'paper.setPrinted': method({
    title: '记录已打印',
    args: z.strictObject({
      round,
      papers: z
        .array(z.strictObject({ formId: z.string(), subjectId, code: z.string() }))
        .min(1)
        .max(10_000),
      printed: z.boolean(),
    }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['drafts', 'record', 'records', 'settings', 'pack', 'identity', 'sealed', 'attachments'],
    changes: ['paper', 'log'],
  }),
  'paper.status': method({
    title: '查看打印情况',
    args: z.strictObject({ round }),
    result: z.array(
      z.strictObject({
        formId: z.string(),
        title: z.string(),
        subjectId,
        subjectName: z.string(),
        formats: z.array(paperFormat),
        /** The code of the file that was last saved for printing, and when. */
        exportedCode: z.string().nullable(),
        exportedAt: isoTime.nullable(),
        /** The code that the paper carried of which the clerk said that it was printed, and when that was said. */
        printedCode: z.string().nullable(),
        printedAt: isoTime.nullable(),
        currentCode: z.string(),
        /** The code that the last whole scan of the sealed paper carried, and when it was compared. */
        scannedCode: z.string().nullable(),
        scannedAt: isoTime.nullable(),
      }),
    ),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['record', 'records', 'settings', 'pack', 'identity', 'sealed', 'paper'],
    changes: [],
  }),
  /**
   * Reads the QR codes off scans of sealed paper and compares them with the data of the round. Papers that are whole and
   * agree are remembered as compared. A file that cannot be read is told in its place and stops no other.
   */
  'paper.checkScan': method({
    title: '核对盖章扫描件',
    args: z.strictObject({ round, sources: z.array(fileHandle).min(1).max(200), jobId }),
    result: scanResult,
    needs: 'workspace',
    roles: clerks,
    mode: 'job',
    reads: ['drafts', 'outside', 'record', 'records', 'settings', 'pack', 'identity', 'sealed'],
    changes: ['paper', 'log'],
  }),
  /** The same for a file that is attached to a record; nothing is remembered. `name` is what messages call it. */
  'paper.checkAttachment': method({
    title: '核对盖章扫描件',
    args: z.strictObject({
      round,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string().min(1).max(200),
    }),
    result: scanResult,
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['record', 'records', 'settings', 'pack', 'identity', 'sealed', 'attachments'],
    changes: [],
  }),
  /** The photo sheet of prints with back labels (domain notes 4.6 F7). */
  'paper.photoSheet': method({
    title: '排版照片',
    args: z.strictObject({ subjectId, target: saveTarget }),
    result: z.strictObject({ fileName: z.string() }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['drafts', 'record', 'records', 'settings', 'pack', 'identity', 'sealed', 'attachments', 'fonts'],
    changes: [],
  }),
  /** One file of the 干部任免审批表, for the window to show what it would bring; nothing is stored. */
  'cadreForm.read': method({
    title: '读取任免审批表',
    args: z.strictObject({ source: fileHandle }),
    result: cadreForm,
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['outside'],
    changes: [],
  }),
} as const;

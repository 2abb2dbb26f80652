import { z } from 'zod';
import { nomineeKind } from '../words/field-schema.ts';
import { bytes, fileHandle, isoTime, nothing, saveTarget, subjectId } from './common.ts';
import { method } from './method.ts';
import { clerks } from './roles.ts';

/** Cells of a sheet from the clipboard. */
const pasted = z.array(z.array(z.string().max(40_000)).max(500)).max(2100);

/** Where a workbook comes from: chosen, dropped, or copied out of a spreadsheet program. */
const bulkSource = z.union([
  z.strictObject({ file: fileHandle }),
  z.strictObject({ name: z.string().min(1).max(300), bytes }),
  z.strictObject({ pasted }),
]);

/** One thing wrong with a row; the row does not come in. */
const bulkProblem = z.strictObject({
  sheet: z.string(),
  row: z.int(),
  cell: z.string(),
  /** Whose row it is; empty where the row does not say. */
  name: z.string(),
  message: z.string(),
});

/** A field of somebody: what stands in it, and what the sheet says. */
const bulkChange = z.strictObject({ label: z.string(), from: z.string(), into: z.string() });

const bulkPerson = z.strictObject({
  /** Names the row when it is taken. */
  key: z.string(),
  kind: nomineeKind,
  name: z.string(),
  sheet: z.string(),
  row: z.int(),
  state: z.enum(['new', 'changed', 'same']),
  changes: z.array(bulkChange),
});

/** What an import did. */
const bulkResult = z.strictObject({
  fileName: z.string(),
  created: z.array(z.strictObject({ id: subjectId, name: z.string() })),
  changed: z.array(z.strictObject({ id: subjectId, name: z.string() })),
  /** People of the sheet who stood on the list already, word for word. */
  same: z.int().nonnegative(),
  /** Rows that the clerk did not tick. */
  left: z.array(z.string()),
  problems: z.array(bulkProblem),
  remarks: z.array(z.string()),
});

const importId = z.int().positive();

/** Nominees from a spreadsheet: a template, a look at what would come in, taking it, undoing it. */
export const bulkMethods = {
  'bulk.template': method({
    title: '下载批量导入模板',
    args: z.strictObject({ kind: nomineeKind, target: saveTarget }),
    result: z.strictObject({ fileName: z.string() }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['pack', 'records'],
    changes: [],
  }),
  /** What a workbook would bring: who is new, what would change from what into what, which rows cannot come in and why. */
  'bulk.read': method({
    title: '读取导入表格',
    args: z.strictObject({ source: bulkSource }),
    result: z.strictObject({
      fileName: z.string(),
      people: z.array(bulkPerson),
      problems: z.array(bulkProblem),
      remarks: z.array(z.string()),
      /** Quotas that would be exceeded, in sentences. */
      quotas: z.array(z.string()),
      /** Of all that is shown; taking refuses when it has changed meanwhile. */
      planDigest: z.string(),
    }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['drafts', 'outside', 'records', 'record', 'pack', 'settings'],
    changes: [],
  }),
  /** Takes the ticked rows, all or none; `bulk-preview-stale` when the file or the list is not as it was shown. */
  'bulk.take': method({
    title: '批量导入',
    args: z.strictObject({ source: bulkSource, planDigest: z.string(), keys: z.array(z.string()).max(2100) }),
    result: z.strictObject({ id: importId, ...bulkResult.shape }),
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['drafts', 'outside', 'records', 'record', 'pack', 'settings'],
    changes: ['records', 'record', 'log'],
  }),
  /** The last import and whether it can still be undone; null before the first. */
  'bulk.last': method({
    title: '查看上次导入',
    args: nothing,
    result: z
      .strictObject({
        id: importId,
        at: isoTime,
        undone: z.boolean(),
        /** Records of it that nobody has changed since. */
        undoable: z.int().nonnegative(),
        ...bulkResult.shape,
      })
      .nullable(),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['records', 'record', 'pack'],
    changes: [],
  }),
  /** Undoes an import: its new nominees go off the list, changed ones get back what they had. What was changed since stays. */
  'bulk.undo': method({
    title: '撤销批量导入',
    args: z.strictObject({ id: importId }),
    result: z.strictObject({ undone: z.int().nonnegative(), kept: z.array(z.string()) }),
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['drafts', 'records', 'record', 'pack'],
    changes: ['records', 'record', 'log'],
  }),
  /** The rows that could not come in, as a workbook to be mended: bad cells coloured, each with its reason. */
  'bulk.corrections': method({
    title: '保存有问题的行',
    args: z.strictObject({ source: bulkSource, target: saveTarget }),
    result: z.strictObject({ fileName: z.string() }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['outside', 'pack', 'records'],
    changes: [],
  }),
} as const;

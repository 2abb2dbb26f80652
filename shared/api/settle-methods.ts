import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { done, givenReason, isoTime, packageId } from './common.ts';
import { method } from './method.ts';
import { everyone, receivers } from './roles.ts';

/** Why somebody decided so: kept beside the decision, shown wherever it has an effect. */
export const reasonText = givenReason(1, 500);

/** What became of one file of an import. */
export const importOutcome = z.strictObject({
  fileName: z.string(),
  /**
   * `unreadable`: nothing could be read and nothing is kept. `failed`: the program or the disk failed at this file.
   * `untouched`: the import ended before it, by a cancel or a full disk.
   */
  outcome: z.enum([
    'imported',
    'superseded',
    'duplicate',
    'quarantined',
    'unreadable',
    'failed',
    'untouched',
  ]),
  packageId: packageId.nullable(),
  kind: z.string().nullable(),
  /** The unit as the file says it; proven only where the file was taken in. */
  unit: z.string().nullable(),
  /** SHA-256 of a refused file's bytes, as far as they could be read. */
  sha256: z.string().nullable(),
  problems: z.array(errorRecord),
});
export type ImportOutcome = z.infer<typeof importOutcome>;

/** One refused file, or one that has left the quarantine. */
export const quarantineEntry = z.strictObject({
  id: z.int(),
  fileName: z.string(),
  at: isoTime,
  bytes: z.int(),
  problems: z.array(errorRecord),
  /** What the file says of itself; nothing of it is proven. */
  claimed: z
    .strictObject({
      unit: z.string().nullable(),
      code: z.string().nullable(),
      kind: z.string().nullable(),
      revision: z.int().nullable(),
    })
    .nullable(),
  /** The key on its signature, and the enrolled unit it belongs to, if any. */
  signer: z.strictObject({ fingerprint: z.string(), name: z.string().nullable() }).nullable(),
  /** Its bytes lie here and can be tried again. */
  kept: z.boolean(),
  /** The receiver may take it in by its own decision. */
  settleable: z.boolean(),
  resolved: z
    .strictObject({
      at: isoTime,
      how: z.enum(['admitted', 'replaced', 'discarded']),
      replacedBy: packageId.nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});

/** Decisions about what came in. Each is recorded with its reason; a later one takes its place. */
export const settleMethods = {
  /** A remark about a package (a predecessor that never came) was asked about. */
  'inbox.settleRemark': method({
    title: '处理收件提示',
    args: z.strictObject({ packageId, code: z.string().max(80), reason: reasonText }),
    result: done,
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['inbox'],
    changes: ['inbox', 'log'],
  }),
  /** Of several submissions of one unit and kind the one of this package counts. */
  'inbox.choose': method({
    title: '选定以哪份材料为准',
    args: z.strictObject({ packageId, reason: reasonText }),
    result: done,
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['inbox'],
    changes: ['inbox', 'log'],
  }),
  /** Takes a submission that stands in a name its signer does not have out of that unit's lineage. */
  'inbox.release': method({
    title: '移出材料',
    args: z.strictObject({ packageId, reason: reasonText }),
    result: done,
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['inbox', 'signers'],
    changes: ['inbox', 'quarantine', 'signers', 'answers', 'log'],
  }),
  /** Takes in a quarantined file whose only fault the receiver may settle. */
  'inbox.admit': method({
    title: '收下隔离的文件',
    args: z.strictObject({ id: z.int(), reason: reasonText }),
    result: importOutcome,
    needs: 'workspace',
    roles: receivers,
    mode: 'exclusive',
    reads: ['quarantine', 'inbox', 'signers'],
    changes: ['inbox', 'quarantine', 'signers', 'answers', 'log'],
  }),
  /** Throws a quarantined file away; that it was there, and why it went, stays. */
  'inbox.discard': method({
    title: '删除隔离的文件',
    args: z.strictObject({ id: z.int(), reason: reasonText }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['quarantine'],
    changes: ['quarantine', 'log'],
  }),
  /** Changes a unit's name: by the change it asked for with its own key, or by this unit's own decision. */
  'signers.rename': method({
    title: '更改单位名称',
    args: z.strictObject({
      fingerprint: z.string(),
      name: z.string().trim().min(1).max(200),
      reason: reasonText,
    }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: ['signers', 'quarantine'],
    changes: ['inbox', 'quarantine', 'signers', 'answers', 'log'],
  }),
  /** Forgets an enrolment, or a change of name, that nobody has accepted. */
  'signers.remove': method({
    title: '移除待核对的登记',
    args: z.strictObject({ fingerprint: z.string() }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['signers'],
    changes: ['signers', 'log'],
  }),
} as const;

import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { scanResult } from '../paper/scan-result.ts';
import { feedbackSchema } from '../words/feedback-schema.ts';
import { nomineeKind } from '../words/field-schema.ts';
import { reviewBases, reviewChange, reviewContent } from '../words/review-schema.ts';
import { findingSchema } from '../words/rule-schema.ts';
import { submissionSchema } from '../words/submission-schema.ts';
import { bytes, done, fileHandle, isoTime, jobId, nothing, packageId, subjectId } from './common.ts';
import { method } from './method.ts';
import { clerks, everyone, receivers, recommender } from './roles.ts';
import { importOutcome, quarantineEntry } from './settle-methods.ts';

export type { ImportOutcome } from './settle-methods.ts';

const importedPackage = z.strictObject({
  packageId,
  kind: z.string(),
  fileName: z.string(),
  unit: z.string(),
  revision: z.int(),
  importedAt: isoTime,
  /**
   * `current` counts; `superseded` was replaced by a later revision; `aside` is the newest of a submission of the unit while
   * another submission counts; `released` was taken out as another's.
   */
  state: z.enum(['current', 'superseded', 'aside', 'released']),
  /** The revision that counts instead of this one. */
  supersededBy: z.strictObject({ packageId, revision: z.int() }).nullable(),
  signer: z.strictObject({
    fingerprint: z.string(),
    principal: z.string().nullable(),
    trusted: z.boolean(),
    /** The signing unit's name of today; null when its key is not enrolled. */
    name: z.string().nullable(),
    /** The package is written in a name that the signer does not have. */
    other: z.boolean(),
    /** When and why this workspace stopped believing the key; the package came before. */
    revoked: z.strictObject({ at: isoTime, reason: z.string() }).nullable(),
  }),
  /** What somebody has to look at, and what was decided about it. */
  remarks: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      settledAt: isoTime.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** Another submission of the same unit and kind; `settled` once somebody has chosen. */
  rival: z
    .strictObject({
      packageId,
      revision: z.int(),
      /** This one counts, not the other. */
      counts: z.boolean(),
      settled: z.boolean(),
      reason: z.string().nullable(),
    })
    .nullable(),
  released: z.strictObject({ at: isoTime, reason: z.string() }).nullable(),
  nominees: z.int(),
  decided: z.int(),
  /** Nominees that the sender took back in this or a later revision. */
  withdrawn: z.int(),
  feedbackSealedAt: isoTime.nullable(),
  /** Why the feedback last sealed is not encrypted; null when it is, or when there is none. */
  feedbackPlainReason: z.string().nullable(),
  /** Something was decided otherwise since the feedback was sealed: the unit holds another answer. */
  feedbackOutdated: z.boolean(),
});
export type ImportedPackage = z.infer<typeof importedPackage>;

/** Import, what came in, its review, and the answers that came back. */
export const packageMethods = {
  /**
   * Each file is verified and imported or quarantined by itself; one bad file never stops the others. A cancel, once begun, and
   * a full disk answer with what was done so far: the rest is `untouched`.
   */
  'inbox.import': method({
    title: '导入材料',
    args: z.strictObject({ sources: z.array(fileHandle).min(1).max(2000), jobId }),
    result: z.array(importOutcome),
    needs: 'workspace',
    roles: everyone,
    mode: 'job',
    reads: ['outside', 'inbox', 'signers', 'pack', 'identity', 'sealed'],
    changes: ['inbox', 'quarantine', 'signers', 'answers', 'log'],
  }),
  'inbox.list': method({
    title: '列出收到的材料',
    args: nothing,
    result: z.array(importedPackage),
    needs: 'workspace',
    roles: receivers,
    mode: 'read',
    reads: ['inbox', 'review', 'signers', 'sealed', 'pack'],
    changes: [],
  }),
  'inbox.get': method({
    title: '打开收到的材料',
    args: z.strictObject({ packageId }),
    result: z.strictObject({
      package: importedPackage,
      submission: submissionSchema,
      findings: z.array(findingSchema),
      files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), title: z.string() })),
      /** Nominees that the sender took back: of earlier revisions here, or of this one in the newest. */
      withdrawn: z.array(
        z.strictObject({
          nomineeId: z.string(),
          name: z.string(),
          /** The last package that has the nominee, its revision, and the first one without. */
          packageId,
          lastRevision: z.int(),
          goneSince: z.int(),
        }),
      ),
    }),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['inbox', 'review', 'signers', 'sealed', 'quotas', 'pack'],
    changes: [],
  }),
  'inbox.file': method({
    title: '查看材料中的文件',
    args: z.strictObject({ packageId, path: z.string().max(300) }),
    result: z.strictObject({ mediaType: z.string(), bytes }),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['inbox'],
    changes: [],
  }),
  /** A scan in a received package, compared with the data of that package (see `paper.checkAttachment`). */
  'inbox.checkFile': method({
    title: '核对材料中的扫描件',
    args: z.strictObject({ packageId, path: z.string().max(300), name: z.string().min(1).max(200) }),
    result: scanResult,
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['inbox', 'pack'],
    changes: [],
  }),
  'inbox.quarantine': method({
    title: '查看隔离的文件',
    args: nothing,
    result: z.array(quarantineEntry),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['quarantine', 'signers'],
    changes: [],
  }),
  /** The last files that left the quarantine, and how. */
  'inbox.quarantineLeft': method({
    title: '查看已处理的隔离文件',
    args: nothing,
    result: z.array(quarantineEntry),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['quarantine', 'signers'],
    changes: [],
  }),
  /**
   * Nominees of other units' current packages that are the same as one of this package: by number, by name and birth
   * day, photo, deeds. As findings, each naming the other.
   */
  'inbox.alike': method({
    title: '查看与其他单位相同的内容',
    args: z.strictObject({ packageId }),
    result: z.array(
      findingSchema.extend({
        other: z.strictObject({
          packageId,
          unit: z.string(),
          subjectId: z.string(),
          name: z.string(),
        }),
      }),
    ),
    needs: 'workspace',
    roles: receivers,
    mode: 'read',
    reads: ['inbox', 'signers', 'pack'],
    changes: [],
  }),
  /** How many nominees of each current package are so; packages without any are left out. */
  'inbox.alikeCounts': method({
    title: '统计与其他单位相同的内容',
    args: nothing,
    result: z.array(z.strictObject({ packageId, nominees: z.int().positive() })),
    needs: 'workspace',
    roles: receivers,
    mode: 'read',
    reads: ['inbox', 'pack'],
    changes: [],
  }),
  /** Revisions of one submission compared field by field. */
  'inbox.compare': method({
    title: '比较两版材料',
    args: z.strictObject({ left: packageId, right: packageId }),
    result: z.array(
      z.strictObject({
        subjectId: z.string(),
        subjectName: z.string(),
        kind: nomineeKind.nullable(),
        fieldId: z.string(),
        before: z.string(),
        after: z.string(),
      }),
    ),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['inbox', 'pack'],
    changes: [],
  }),

  /**
   * Recommending unit: puts a host package's nominees onto its own list, under the ids they have there. Those taken over from
   * an earlier revision get what the host changed since; fields that both changed are left and named in `kept`.
   */
  'inbox.takeOver': method({
    title: '汇入基层单位的材料',
    args: z.strictObject({ packageId }),
    result: z.strictObject({
      created: z.array(subjectId),
      updated: z.array(subjectId),
      /** Taken off this unit's list by its own clerk: left alone until put back. */
      removed: z.array(subjectId),
      /** On this unit's list from an earlier revision, and no longer in this one: for the clerk to decide. */
      dropped: z.array(z.strictObject({ subjectId, name: z.string() })),
      /** Refused by this unit's own review of the package: not put onto its list. */
      refused: z.array(subjectId),
      kept: z.array(z.strictObject({ subjectId, fieldId: z.string() })),
    }),
    needs: 'workspace',
    roles: recommender,
    mode: 'write',
    reads: ['drafts', 'inbox', 'review', 'record', 'records', 'explanations', 'pack'],
    changes: ['records', 'record', 'explanations', 'attachments', 'log'],
  }),
  /** The host units' packages inside a recommending unit's: who signed first, and what was changed on the way. */
  'inbox.originals': method({
    title: '查看基层单位的原始封包',
    args: z.strictObject({ packageId }),
    result: z.array(
      z.strictObject({
        fileName: z.string(),
        ok: z.boolean(),
        problems: z.array(errorRecord),
        unit: z.string().nullable(),
        revision: z.int().nullable(),
        /** The key that signed first; the receiver need not know it. */
        fingerprint: z.string().nullable(),
        /**
         * What is known of that key: `enrolled` here under the unit's name; `met` before under the same name in another
         * package; `unknown`; `other`: known under another name, or the name under another key.
         */
        standing: z.enum(['enrolled', 'met', 'unknown', 'other']),
        /** Where it was met first, and the name that stands against it. */
        metAt: isoTime.nullable(),
        knownAs: z.string().nullable(),
        nominees: z.array(z.string()),
        changes: z.array(
          z.strictObject({
            subjectId: z.string(),
            subjectName: z.string(),
            fieldId: z.string(),
            before: z.string(),
            after: z.string(),
          }),
        ),
      }),
    ),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['inbox', 'signers', 'pack'],
    changes: [],
  }),

  'review.get': method({
    title: '读取审核意见',
    args: z.strictObject({ packageId }),
    result: reviewContent.extend({
      /** The step at which each part stands, which a change of it must name. */
      bases: reviewBases,
      /** The last step that stands and the parts it wrote: what an undo takes back. 0 when there is none. */
      step: z.int(),
      lastParts: z.array(z.string()),
      /** Grows with every step: tells which of two readings is the newer. */
      version: z.int(),
      canUndo: z.boolean(),
    }),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['review', 'inbox'],
    changes: [],
  }),
  /**
   * Append-only: one step that `review.undo` takes back. Each part names the step it was changed on; `review-conflict` when one
   * of them was written elsewhere meanwhile, and then nothing is written.
   */
  'review.save': method({
    title: '保存审核意见',
    args: z.strictObject({ packageId, revision: z.int(), changes: z.array(reviewChange).min(1).max(5000) }),
    result: z.strictObject({ step: z.int() }),
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['review', 'inbox'],
    changes: ['review', 'log'],
  }),
  /** Takes back the last step, which must be the one the reviewer saw (`step`). */
  'review.undo': method({
    title: '撤销审核意见',
    args: z.strictObject({ packageId, revision: z.int(), step: z.int() }),
    result: done,
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['review', 'inbox'],
    changes: ['review', 'log'],
  }),
  /** Unit: feedbacks that came back, the latest decision first, whenever they arrived; replaced ones last. */
  'feedback.list': method({
    title: '查看反馈',
    args: nothing,
    result: z.array(
      z.strictObject({
        packageId,
        importedAt: isoTime,
        signer: z.string(),
        feedback: feedbackSchema,
        /** A later answer about the same round is here. */
        superseded: z.boolean(),
      }),
    ),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['answers', 'signers', 'pack'],
    changes: [],
  }),
} as const;

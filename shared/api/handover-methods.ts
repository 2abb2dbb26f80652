import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { round } from '../words/field-schema.ts';
import { done, fileHandle, isoTime, jobId, saveTarget, subjectId } from './common.ts';
import { method } from './method.ts';
import { clerks } from './roles.ts';
import { submissionTopics } from './topics.ts';

/** An answer that came by telephone or letter, as the clerk enters it. */
export const handAnswer = z.strictObject({
  answeredOn: z.iso.date(),
  way: z.enum(['phone', 'letter', 'meeting']),
  note: z.string().max(2000),
  /** The unit's own papers are to be corrected. */
  unitToCorrect: z.boolean(),
  decisions: z
    .array(
      z.strictObject({
        nomineeId: subjectId,
        decision: z.enum(['accept', 'return', 'reject']),
        note: z.string().max(2000),
      }),
    )
    .min(1)
    .max(2000),
});
export type HandAnswer = z.infer<typeof handAnswer>;

const heldPaper = z.strictObject({
  formId: z.string(),
  title: z.string(),
  subjectId,
  subjectName: z.string(),
  copies: z.int(),
  code: z.string(),
  exported: z.boolean(),
  printed: z.boolean(),
});

const madeSet = z.strictObject({
  digest: z.string(),
  revision: z.int(),
  madeAt: isoTime,
  /** What stands here now says the same. */
  sameAsNow: z.boolean(),
  nominees: z.array(z.strictObject({ id: subjectId, name: z.string() })),
  answer: handAnswer.extend({ enteredAt: isoTime }).nullable(),
});

const reads = ['drafts', ...submissionTopics, 'workspace', 'handover'] as const;

/** Handing in on paper and disc, to a receiver that does not use this program. */
export const handoverMethods = {
  /** Whether the receiver takes packages of this program, or paper and discs only. */
  'handover.setPaperOnly': method({
    title: '更改报送方式',
    args: z.strictObject({ paperOnly: z.boolean() }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: [],
    changes: ['workspace', 'log'],
  }),
  /** What is due of a round, in the order of the notice, how far it is, and what became of the set made last. */
  'handover.plan': method({
    title: '查看要报送的材料',
    args: z.strictObject({ round }),
    result: z.strictObject({
      papers: z.array(heldPaper),
      photos: z.array(z.strictObject({ name: z.string(), fileName: z.string(), copies: z.int() })),
      errors: z.int(),
      unexplained: z.int(),
      set: madeSet.nullable(),
    }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: [...reads, 'paper'],
    changes: [],
  }),
  /**
   * Makes the set: every paper that is due and the photos, as what is burned onto a disc, in a new folder or as one image file.
   * Refused while errors stand or warnings are not explained; what failed or was cancelled leaves nothing.
   */
  'handover.disc': method({
    title: '制作报送光盘',
    args: z.strictObject({
      round,
      target: z.union([z.strictObject({ image: fileHandle }), z.strictObject({ folder: fileHandle })]),
      jobId,
    }),
    result: z.strictObject({
      name: z.string(),
      bytes: z.int(),
      files: z.array(z.string()),
      /** What could not be made; then nothing was written. */
      failed: z.array(z.strictObject({ title: z.string(), subjectName: z.string(), error: errorRecord })),
    }),
    needs: 'workspace',
    roles: clerks,
    mode: 'job',
    reads: [...reads, 'fonts'],
    // Its number is the next package's too, and what the later round is compared with.
    changes: ['handover', 'sealed', 'paper', 'log'],
    refusedInSample: true,
  }),
  /** 材料清单, to be signed at handing over, and the label of the disc; of the set made last. */
  'handover.sheet': method({
    title: '导出材料清单',
    args: z.strictObject({ round, sheet: z.enum(['list', 'label']), target: saveTarget }),
    result: z.strictObject({ fileName: z.string() }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: [...reads, 'fonts'],
    changes: [],
  }),
  /** Enters the receiver's answer to what was handed in last. */
  'handover.answer': method({
    title: '登记答复',
    args: z.strictObject({ round, answer: handAnswer }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: [...reads],
    changes: ['handover', 'log'],
  }),
} as const;

import { z } from 'zod';
import { decisionSchema } from '../words/feedback-schema.ts';
import { nomineeKind } from '../words/field-schema.ts';
import { done, givenReason, isoTime, nothing, packageId, subjectId } from './common.ts';
import { method } from './method.ts';
import { everyone, office, receivers } from './roles.ts';

const earlierRoundNominee = z.strictObject({
  nomineeId: z.string(),
  /**
   * How the nominee stands in the first round as this workspace received and decided it: by the revision that counts.
   * `elsewhere`: the first round was received elsewhere, which the office decided; `unknown`: nothing of it is here.
   */
  standing: z.enum([
    'accepted',
    'returned',
    'refused',
    'undecided',
    'withdrawn',
    'absent',
    'elsewhere',
    'unknown',
  ]),
  /** The newest revision of the first round that has the nominee; of a refused or returned one, where that was decided. */
  revision: z.int().nullable(),
  decision: decisionSchema.nullable(),
  /** What differs from the newest revision that has the nominee. */
  changes: z.array(z.strictObject({ fieldId: z.string(), before: z.string(), after: z.string() })),
});
export type EarlierRoundNominee = z.infer<typeof earlierRoundNominee>;

const earlierRound = z.strictObject({
  /** Whether the list of the first round that the package carries is one that came here, from the same sender. */
  state: z.enum(['received', 'missing', 'unknown', 'other-unit', 'differs']),
  /** Whether a decision of this workspace may stand in for the missing proof. */
  settleable: z.boolean(),
  settled: z.strictObject({ at: isoTime, reason: z.string() }).nullable(),
  /** What the package names, and whose it is as far as known here. */
  named: z
    .strictObject({ digest: z.string(), unit: z.string().nullable(), revision: z.int().nullable() })
    .nullable(),
  /** The sender's package of the first round that counts here. */
  counts: z.strictObject({ packageId, revision: z.int() }).nullable(),
  nominees: z.array(earlierRoundNominee),
});
export type EarlierRound = z.infer<typeof earlierRound>;

const figure = z.int().nonnegative().max(9999).nullable();

const quotaRow = z.strictObject({
  /** The unit as its enrolled key is known. */
  principal: z.string(),
  unit: z.string(),
  /** What counts: this office's entry, else the pack's. */
  collective: figure,
  individual: figure,
  /** The step at which the office's own entry stands, which a change must name; 0 without one. */
  base: z.int(),
  pack: z.strictObject({ collective: figure, individual: figure }).nullable(),
  enrolled: z.boolean(),
  /** How many its newest package holds, and the quota that it states itself. */
  reported: z
    .strictObject({
      packageId,
      collective: z.int(),
      individual: z.int(),
      statedCollective: z.number().nullable(),
      statedIndividual: z.number().nullable(),
    })
    .nullable(),
});
export type QuotaRowState = z.infer<typeof quotaRow>;

/** What an office believes and lays down beside the decisions themselves. */
export const reviewMethods = {
  /** How a package of the second round and its nominees stand to the first as it came here; null where there is none. */
  'review.earlierRound': method({
    title: '查看上一轮情况',
    args: z.strictObject({ packageId }),
    result: earlierRound.nullable(),
    needs: 'workspace',
    roles: receivers,
    mode: 'read',
    reads: ['review', 'inbox', 'pack'],
    changes: [],
  }),
  /** Records that the first round of this sender was received elsewhere, with the reason; an empty one takes it back. */
  'review.settleRound': method({
    title: '认定上一轮材料',
    args: z.strictObject({
      packageId,
      revision: z.int(),
      reason: z.union([z.literal(''), givenReason(1, 500)]),
    }),
    result: done,
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['review', 'inbox', 'pack'],
    changes: ['review', 'log'],
  }),
  /** The office's table of quotas: every unit that is enrolled, in the pack's table, or sent something. */
  'quotas.get': method({
    title: '查看名额表',
    args: nothing,
    result: z.strictObject({
      rows: z.array(quotaRow),
      awards: z.array(z.strictObject({ kind: nomineeKind, title: z.string(), quota: z.int() })),
      /** The last step that stands, for `quotas.undo`; 0 when there is none. */
      step: z.int(),
    }),
    needs: 'workspace',
    roles: office,
    mode: 'read',
    reads: ['quotas', 'inbox', 'signers', 'pack'],
    changes: [],
  }),
  /** One step: the figures of these units. `quota-conflict` when one was changed elsewhere meanwhile. */
  'quotas.save': method({
    title: '保存名额表',
    args: z.strictObject({
      changes: z
        .array(
          z.strictObject({
            unit: z.string().trim().min(1).max(100),
            /** Of a row that is there; a new one gets it from its name. */
            principal: z.string().max(200).optional(),
            base: z.int().nonnegative(),
            collective: figure,
            individual: figure,
          }),
        )
        .min(1)
        .max(5000),
    }),
    result: z.strictObject({ step: z.int() }),
    needs: 'workspace',
    roles: office,
    mode: 'write',
    reads: ['quotas', 'inbox', 'signers', 'pack'],
    changes: ['quotas', 'log'],
  }),
  'quotas.undo': method({
    title: '撤销名额改动',
    args: z.strictObject({ step: z.int() }),
    result: done,
    needs: 'workspace',
    roles: office,
    mode: 'write',
    reads: ['quotas'],
    changes: ['quotas', 'log'],
  }),
  /** Recommending unit: what became of nominees it took over, at the host unit and in its own review of them. */
  'records.hostMarks': method({
    title: '查看基层单位的变动',
    args: nothing,
    result: z.array(
      z.strictObject({
        subjectId,
        mark: z.enum(['withdrawn', 'refused', 'newer']),
        unit: z.string(),
        revision: z.int(),
        packageId,
      }),
    ),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['records', 'inbox', 'review'],
    changes: [],
  }),
} as const;

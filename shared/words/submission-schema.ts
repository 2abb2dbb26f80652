import { z } from 'zod';
import { content } from './content.ts';
import { nomineeKind, round } from './field-schema.ts';

/** A nominee with all its facts. `order` is the order of recommendation from 1 (domain notes 3.2). */
const nomineeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  kind: nomineeKind,
  order: z.int().positive(),
  content,
});
export type Nominee = z.infer<typeof nomineeSchema>;

/** data/submission.json of the kinds preliminary and formal: everything the office needs, canonical JSON. */
export const submissionSchema = z.strictObject({
  format: z.literal('jianbiao-submission/1'),
  campaign: z.strictObject({ id: z.string(), version: z.int().positive() }),
  round,
  /** Made once per unit and campaign; the lineage of all revisions. */
  submissionId: z.string().regex(/^[a-z0-9-]{1,40}$/),
  revision: z.int().positive(),
  unit: z.strictObject({ id: z.literal('unit'), content }),
  nominees: z.array(nomineeSchema),
  /** The readings chosen where the notice leaves a question open. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Written explanations of warnings, by finding key. */
  explanations: z.record(z.string(), z.string()),
  /** Every attachment the content refers to, once, and where it lies in the package. Filled by sealing. */
  attachments: z
    .array(
      z.strictObject({
        path: z.string().regex(/^data\/files\/[a-z0-9.]{1,40}$/),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        name: z.string().min(1).max(200),
        bytes: z.int().nonnegative(),
        mediaType: z.string(),
      }),
    )
    .default([]),
  /** In the formal round: the nominees of the preliminary submission as it was sealed, to compare (rule C2). */
  preliminary: z.strictObject({ digest: z.string(), nominees: z.array(nomineeSchema) }).optional(),
});
export type Submission = z.infer<typeof submissionSchema>;

import type { z } from 'zod';
import type { PackageKind } from '../ground/package-kinds.ts';
import { type RuledPack, ruledPackSchema } from '../rules/ruled-pack.ts';
import {
  type Enrolment,
  enrolmentSchema,
  type Feedback,
  feedbackSchema,
  type Receipt,
  receiptSchema,
} from '../words/feedback-schema.ts';
import { type Submission, submissionSchema } from '../words/submission-schema.ts';

/** The document of a package, told apart by the package's kind. */
export type PackageDocument =
  | { readonly kind: 'campaign'; readonly value: RuledPack }
  | { readonly kind: 'enrolment'; readonly value: Enrolment }
  | { readonly kind: 'preliminary' | 'formal'; readonly value: Submission }
  | { readonly kind: 'feedback'; readonly value: Feedback }
  | { readonly kind: 'receipt'; readonly value: Receipt };

/** The schema of each kind's document; `jianbiao schema` publishes them as JSON Schema. */
export const documentSchemas = {
  campaign: ruledPackSchema,
  enrolment: enrolmentSchema,
  preliminary: submissionSchema,
  formal: submissionSchema,
  feedback: feedbackSchema,
  receipt: receiptSchema,
} as const satisfies Record<PackageKind, z.ZodType>;

/** Parses a document by its kind's schema. Throws ZodError. */
export function parseDocument(kind: PackageKind, value: unknown): PackageDocument {
  switch (kind) {
    case 'campaign':
      return { kind, value: ruledPackSchema.parse(value) };
    case 'enrolment':
      return { kind, value: enrolmentSchema.parse(value) };
    case 'preliminary':
    case 'formal':
      return { kind, value: submissionSchema.parse(value) };
    case 'feedback':
      return { kind, value: feedbackSchema.parse(value) };
    case 'receipt':
      return { kind, value: receiptSchema.parse(value) };
  }
}

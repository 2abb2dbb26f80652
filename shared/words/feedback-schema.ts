import { z } from 'zod';
import { round } from './field-schema.ts';

/** The office's answer on one nominee. `return` asks for a correction; the comments say where. */
export const decisionSchema = z.strictObject({
  nomineeId: z.string(),
  decision: z.enum(['accept', 'return', 'reject']),
  note: z.string().default(''),
  comments: z.array(z.strictObject({ fieldId: z.string(), text: z.string().min(1) })),
});
export type Decision = z.infer<typeof decisionSchema>;

/** data/feedback.json of the kind feedback: bound to one revision of one submission by its package digest. */
export const feedbackSchema = z.strictObject({
  format: z.literal('jianbiao-feedback/1'),
  campaign: z.strictObject({ id: z.string(), version: z.int().positive() }),
  round,
  submissionId: z.string(),
  revision: z.int().positive(),
  packageDigest: z.string().regex(/^[0-9a-f]{64}$/),
  general: z.string().default(''),
  /** The unit's own record may carry comments too (附件3, reports). */
  unitComments: z.array(z.strictObject({ fieldId: z.string(), text: z.string().min(1) })),
  decisions: z.array(decisionSchema),
  decidedOn: z.iso.date(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** data/receipt.json of the kind receipt: proof that the office has exactly these bytes. */
export const receiptSchema = z.strictObject({
  format: z.literal('jianbiao-receipt/1'),
  campaign: z.strictObject({ id: z.string(), version: z.int().positive() }),
  packageDigest: z.string().regex(/^[0-9a-f]{64}$/),
  packageKind: z.string(),
  submissionId: z.string(),
  revision: z.int().positive(),
  receivedAt: z.iso.datetime(),
  findings: z.strictObject({ error: z.int(), warning: z.int(), info: z.int() }),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** data/enrolment.json of the kind enrolment: the unit and its public key, next to the stamped 附件11. */
export const enrolmentSchema = z.strictObject({
  format: z.literal('jianbiao-enrolment/1'),
  campaign: z.strictObject({ id: z.string(), version: z.int().positive() }),
  unit: z.strictObject({ name: z.string(), content: z.record(z.string(), z.unknown()) }),
  /** One OpenSSH public key line, `ssh-ed25519 AAAA… comment`. */
  publicKey: z.string(),
  fingerprint: z.string().regex(/^SHA256:/),
  ageRecipient: z.string().optional(),
  /** base64 of the DER SubjectPublicKeyInfo. */
  sm2PublicKey: z.string().optional(),
  /** The old key's word for this one: its fingerprint and its SSHSIG over the key change statement. */
  keyChange: z.strictObject({ oldFingerprint: z.string(), signature: z.string() }).optional(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

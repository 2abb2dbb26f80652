import { z } from 'zod';
import { condition, type nomineeKind, packId, round } from '../campaign/field-schema.ts';

export const severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof severity>;

const ruleBase = {
  id: z.string().regex(/^[A-Z]\d+[a-z]?(?:-[a-z0-9-]+)?$/),
  severity,
  /** Key of clauses.json. */
  clause: z.string(),
  rounds: z.array(round).default(['preliminary', 'formal']),
  /** Which nominees; absent for rules over the whole submission or over the unit. */
  of: z.enum(['collective', 'individual', 'nominee', 'unit', 'submission']),
  when: condition.optional(),
  /** Sentence with {blanks}: what is wrong, with the values found. */
  message: z.string(),
  /** Sentence: how to mend it. */
  fix: z.string(),
};

/**
 * rules.json: instances of the rule kinds. Each kind is one function in shared/rules/kinds/ and one schema here.
 * Kinds are added by extending this union; params are what makes a kind fit a campaign.
 */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...ruleBase, kind: z.literal('required') }),
  z.strictObject({ ...ruleBase, kind: z.literal('idNumber'), params: z.strictObject({ field: packId }) }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('idBirthAgrees'),
    params: z.strictObject({ field: packId, birthField: packId }),
  }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('idSexAgrees'),
    params: z.strictObject({ field: packId, sexField: packId }),
  }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('tenure'),
    params: z.strictObject({ startField: packId, minMonths: z.int(), warnBelowMonths: z.int().optional() }),
  }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('gradeCeiling'),
    params: z.strictObject({ field: packId, table: z.string(), forbiddenTag: z.string() }),
  }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('photo'),
    params: z.strictObject({
      field: packId,
      nameField: packId,
      birthField: packId,
      check: z.enum(['format', 'size', 'name', 'shape']),
    }),
  }),
  z.strictObject({ ...ruleBase, kind: z.literal('wordBand'), params: z.strictObject({ field: packId }) }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('publicNotice'),
    params: z.strictObject({ notice: packId }),
  }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type RuleKind = Rule['kind'];
export type RuleScope = z.infer<typeof nomineeKind>;

/** 检查结果. One finding names everything a clerk needs to go there and mend it. */
export const findingSchema = z.strictObject({
  ruleId: z.string(),
  severity,
  /** Stable within a submission: rule, subject, field and row; the key under which an explanation is kept. */
  key: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  formId: z.string().optional(),
  fieldId: z.string().optional(),
  row: z.int().nonnegative().optional(),
  clause: z.string(),
  message: z.string(),
  fix: z.string(),
  /** The written explanation that a warning needs before sealing. */
  explanation: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

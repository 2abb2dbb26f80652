import { z } from 'zod';
import { condition, round } from './field-schema.ts';

const severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof severity>;

/** What every rule says, whatever its kind. */
export const ruleWords = {
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
  /**
   * For rules that look for the same thing in two nominees: the sentence when the other one stands in another unit's
   * package, with {unit} and {other}. Absent: only one submission is looked into.
   */
  across: z.string().optional(),
};

/**
 * A rule as the floors below the rules know it: which kind it is of, and parameters that only its kind can read. The whole
 * schema, kind by kind, is that of shared/rules/rule-kinds.ts; packs from outside are parsed by it.
 */
export const packRuleSchema = z.strictObject({ ...ruleWords, kind: z.string(), params: z.unknown() });
export type PackRule = z.infer<typeof packRuleSchema>;

/** A rule of one kind, with its parameters. */
export interface RuleWith<K extends string, P> extends z.infer<z.ZodObject<typeof ruleWords>> {
  kind: K;
  params: P;
}

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

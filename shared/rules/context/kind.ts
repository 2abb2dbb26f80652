import { z } from 'zod';
import type { WorkdayCalendar } from '../../calendar/workdays.ts';
import type { ConditionScope, Settings } from '../../reading/evaluate-condition.ts';
import { fieldOf, type SubjectView } from '../../reading/lookup.ts';
import type { Content } from '../../words/content.ts';
import type { Field } from '../../words/field-schema.ts';
import type { CampaignPack } from '../../words/pack-schema.ts';
import { type PackRule, type RuleWith, ruleWords, type Severity } from '../../words/rule-schema.ts';
import type { Submission } from '../../words/submission-schema.ts';
import type { ClockDoubt } from './clock.ts';
import type { Comparison } from './likeness-keys.ts';
import type { SubjectReferences, SubmissionReferences } from './references.ts';

/** What every rule may look at. Nothing here is changed by a rule. */
export interface RuleContext {
  readonly pack: CampaignPack;
  readonly submission: Submission;
  readonly settings: Settings;
  readonly calendar: WorkdayCalendar;
  /**
   * The day that facts are judged by, `YYYY-MM-DD` (rules/clock.ts); absent where results must not depend on the clock, or
   * where no clock can be believed.
   */
  readonly today: string | undefined;
  /** The clocks that cannot be right. */
  readonly clockDoubts: readonly ClockDoubt[];
  /** Photos whose bytes no paper can print, by SHA-256, and why. */
  readonly badPictures: ReadonlyMap<string, string>;
  /** The characters of a text that no font can print. */
  unprintable(text: string): readonly string[];
  readonly unit: Content;
  /** The unit first, then the nominees by kind and order. */
  readonly subjects: readonly SubjectView[];
  nameOf(subject: SubjectView): string;
}

/** The same, for one subject. */
export interface SubjectContext extends RuleContext {
  readonly subject: SubjectView;
  readonly scope: ConditionScope;
}

/** One violation found by a rule; the engine adds rule, clause, message and form. */
export interface Hit {
  /** Default: the subject at hand; for rules over the submission, the unit. */
  readonly subjectId?: string;
  readonly fieldId?: string;
  readonly formId?: string;
  readonly row?: number;
  /** Tells several hits on one field apart, e.g. a department; part of the key. */
  readonly part?: string;
  /** Milder than the rule's own severity, e.g. a word count between two bands. */
  readonly severity?: Severity;
  /** Values for the blanks of message and fix. Never a whole ID number or telephone number. */
  readonly blanks: Readonly<Record<string, string | number>>;
}

type RuleSchema<K extends string, S extends z.ZodType> = z.ZodObject<
  typeof ruleWords & { kind: z.ZodLiteral<K>; params: S },
  z.core.$strict
>;

/** What a kind says of itself, whatever its rules look at. */
interface KindWords<K extends string, S extends z.ZodType> {
  /** As rules.json writes it; the exported value has this name. */
  readonly kind: K;
  readonly params: S;
  /** What the sentences of its rules may use, beside `{name}` and `{label}`. */
  readonly blanks: readonly string[];
}

/** A kind whose rules look at one nominee or at the unit. */
interface SubjectKindWords<K extends string, S extends z.ZodType> extends KindWords<K, S> {
  /** Everything that the parameters name in the pack: `pack check` looks whether it is there. */
  references(params: z.output<S>): SubjectReferences;
  check(rule: RuleWith<K, z.output<S>>, context: SubjectContext): readonly Hit[];
}

/** A kind whose rules look at the submission as a whole. */
interface SubmissionKindWords<K extends string, S extends z.ZodType> extends KindWords<K, S> {
  /** Everything that the parameters name in the pack: `pack check` looks whether it is there. */
  references(params: z.output<S>): SubmissionReferences;
  /** For kinds that look for the same thing in two nominees: their rules may look into other units' packages too. */
  comparison?(params: z.output<S>): Comparison;
  check(rule: RuleWith<K, z.output<S>>, context: RuleContext): readonly Hit[];
}

interface BoundWords {
  readonly rule: PackRule;
  readonly blanks: readonly string[];
}

/** A rule together with its kind: what it names, and its check. */
export type BoundRule =
  | (BoundWords & {
      readonly scope: 'subject';
      references(): SubjectReferences;
      check(context: SubjectContext): readonly Hit[];
    })
  | (BoundWords & {
      readonly scope: 'submission';
      references(): SubmissionReferences;
      readonly comparison: Comparison | undefined;
      check(context: RuleContext): readonly Hit[];
    });

/** A kind as the registry holds it: how its rules are written in rules.json, and how one of them is put to work. */
export interface RuleKindValue<K extends string, S extends z.ZodType> {
  readonly kind: K;
  readonly params: S;
  readonly scope: BoundRule['scope'];
  readonly blanks: readonly string[];
  readonly schema: RuleSchema<K, S>;
  bind(rule: RuleWith<K, z.output<S>>): BoundRule;
}

function schemaOf<K extends string, S extends z.ZodType>({
  kind,
  params,
}: KindWords<K, S>): RuleSchema<K, S> {
  return z.strictObject({ ...ruleWords, kind: z.literal(kind), params });
}

/** Defines a kind that looks at one nominee or at the unit. */
export function subjectRule<const K extends string, S extends z.ZodType>(
  words: SubjectKindWords<K, S>,
): RuleKindValue<K, S> {
  const { kind, params, blanks } = words;
  return {
    kind,
    params,
    blanks,
    scope: 'subject',
    schema: schemaOf(words),
    bind: (rule) => ({
      scope: 'subject',
      rule,
      blanks,
      references: () => words.references(rule.params),
      check: (context) => words.check(rule, context),
    }),
  };
}

/** Defines a kind that looks at the submission as a whole. */
export function submissionRule<const K extends string, S extends z.ZodType>(
  words: SubmissionKindWords<K, S>,
): RuleKindValue<K, S> {
  const { kind, params, blanks } = words;
  return {
    kind,
    params,
    blanks,
    scope: 'submission',
    schema: schemaOf(words),
    bind: (rule) => ({
      scope: 'submission',
      rule,
      blanks,
      references: () => words.references(rule.params),
      comparison: words.comparison?.(rule.params),
      check: (context) => words.check(rule, context),
    }),
  };
}

/** The field's definition for the subject at hand. */
export function fieldAt(context: SubjectContext, id: string): Field | undefined {
  return fieldOf(context.pack, context.subject.kind, id);
}

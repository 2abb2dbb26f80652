import type { WorkdayCalendar } from '../../calendar/workdays.ts';
import type { ConditionScope, Settings } from '../../reading/evaluate-condition.ts';
import { fieldOf, type SubjectView } from '../../reading/lookup.ts';
import type { Content } from '../../words/content.ts';
import type { Field } from '../../words/field-schema.ts';
import type { CampaignPack } from '../../words/pack-schema.ts';
import type { Rule, RuleKind, Severity } from '../../words/rule-schema.ts';
import type { Submission } from '../../words/submission-schema.ts';
import type { ClockDoubt } from './clock.ts';

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

/** A rule of one kind, with its params. */
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;

/** A rule kind: what it looks at, which blanks its messages may use, and its check. */
export type RuleKindDefinition =
  | {
      readonly scope: 'subject';
      readonly blanks: readonly string[];
      check(rule: Rule, context: SubjectContext): readonly Hit[];
    }
  | {
      readonly scope: 'submission';
      readonly blanks: readonly string[];
      check(rule: Rule, context: RuleContext): readonly Hit[];
    };

function isOfKind<K extends RuleKind>(rule: Rule, kind: K): rule is RuleOf<K> {
  return rule.kind === kind;
}

/** Defines a kind that looks at one nominee or at the unit. `{name}` and `{label}` are always available as blanks. */
export function subjectRule<K extends RuleKind>(
  kind: K,
  blanks: readonly string[],
  check: (rule: RuleOf<K>, context: SubjectContext) => readonly Hit[],
): RuleKindDefinition {
  return {
    scope: 'subject',
    blanks,
    check: (rule, context) => (isOfKind(rule, kind) ? check(rule, context) : []),
  };
}

/** Defines a kind that looks at the submission as a whole. */
export function submissionRule<K extends RuleKind>(
  kind: K,
  blanks: readonly string[],
  check: (rule: RuleOf<K>, context: RuleContext) => readonly Hit[],
): RuleKindDefinition {
  return {
    scope: 'submission',
    blanks,
    check: (rule, context) => (isOfKind(rule, kind) ? check(rule, context) : []),
  };
}

/** The field's definition for the subject at hand. */
export function fieldAt(context: SubjectContext, id: string): Field | undefined {
  return fieldOf(context.pack, context.subject.kind, id);
}

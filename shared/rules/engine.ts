import { campaignCalendar, type WorkdayCalendar } from '../calendar/workdays.ts';
import { evaluateCondition } from '../reading/evaluate-condition.ts';
import {
  effectiveSettings,
  fieldOf,
  formsFor,
  type SubjectView,
  scopeOf,
  subjectName,
  subjectsOf,
} from '../reading/lookup.ts';
import type { SubjectKind } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import type { Finding, PackRule } from '../words/rule-schema.ts';
import { severityOrder } from '../words/severities.ts';
import type { Submission } from '../words/submission-schema.ts';
import { type ClockReading, judgedDay } from './context/clock.ts';
import type { BoundRule, Hit, RuleContext, SubjectContext } from './context/kind.ts';
import { bindRule } from './rule-kinds.ts';
import type { RuledPack } from './ruled-pack.ts';

/** What a check needs beside pack and submission. Without `today` and `sealedOn` nothing depends on the clock. */
export interface CheckContext extends ClockReading {
  /** Photos whose bytes no paper can print, by SHA-256, and why; absent where nobody looked into the files. */
  readonly badPictures?: ReadonlyMap<string, string> | undefined;
  /** The characters of a text that no font can print; absent where nobody asked the fonts. */
  readonly unprintable?: ((text: string) => readonly string[]) | undefined;
}

const calendars = new WeakMap<CampaignPack, WorkdayCalendar>();

function calendarOf(pack: CampaignPack): WorkdayCalendar {
  const known = calendars.get(pack);
  if (known !== undefined) return known;
  const made = campaignCalendar(pack.campaign.calendar);
  calendars.set(pack, made);
  return made;
}

/** Whether the clerk has said why the PC's clock stands before this workspace's own records. */
function isClockExplained(pack: CampaignPack, submission: Submission): boolean {
  return pack.rules.some((rule) => {
    if (rule.kind !== 'clock') return false;
    return (submission.explanations[findingKey(rule.id, 'unit', { part: 'record' })] ?? '').trim() !== '';
  });
}

/** What every rule may look at. */
export function contextOf(pack: CampaignPack, submission: Submission, check: CheckContext): RuleContext {
  const subjects = subjectsOf(submission);
  const { day, doubts } = judgedDay(pack, check, isClockExplained(pack, submission));
  return {
    pack,
    submission,
    settings: effectiveSettings(pack, submission.settings),
    calendar: calendarOf(pack),
    today: day,
    clockDoubts: doubts,
    badPictures: check.badPictures ?? new Map(),
    unprintable: check.unprintable ?? (() => []),
    unit: submission.unit.content,
    subjects,
    nameOf: (subject) => subjectName(pack, subject),
  };
}

function concerns(rule: PackRule, kind: SubjectKind): boolean {
  return rule.of === kind || (rule.of === 'nominee' && kind !== 'unit');
}

/** The first form of the round in which a subject's field stands; else the first that any round has. */
function formHolding(context: RuleContext, subject: SubjectView, fieldId: string): string | undefined {
  const { pack, submission, settings } = context;
  const scope = scopeOf(subject.content, context.unit, settings);
  const holds = (form: CampaignPack['forms'][number]) =>
    form.sections.some((section) => section.fields.includes(fieldId));
  return (
    formsFor(pack, submission.round, subject.kind, scope).find(holds) ??
    pack.forms.find((form) => form.subject === subject.kind && holds(form))
  )?.id;
}

function fill(text: string, blanks: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (blank: string, key: string) => String(blanks[key] ?? blank));
}

/** The key of a finding within a submission: rule, subject, field, row and part; stable while the place is the same. */
function findingKey(rule: string, subjectId: string, hit: Pick<Hit, 'fieldId' | 'row' | 'part'>): string {
  const parts = [rule, subjectId, hit.fieldId ?? '', hit.row ?? '', hit.part ?? ''];
  return parts.join('|').replace(/\|+$/, '');
}

/** The subject that a finding's key is about. */
export function subjectOfKey(key: string): string {
  return key.split('|')[1] ?? '';
}

function toFinding(rule: PackRule, hit: Hit, subject: SubjectView, context: RuleContext): Finding {
  const name = context.nameOf(subject);
  const field = hit.fieldId === undefined ? undefined : fieldOf(context.pack, subject.kind, hit.fieldId);
  const blanks = { name, ...(field === undefined ? {} : { label: field.label }), ...hit.blanks };
  const key = findingKey(rule.id, subject.id, hit);
  const formId =
    hit.formId ?? (hit.fieldId === undefined ? undefined : formHolding(context, subject, hit.fieldId));
  const explanation = context.submission.explanations[key];
  return {
    ruleId: rule.id,
    severity: hit.severity ?? rule.severity,
    key,
    subjectId: subject.id,
    subjectName: name,
    ...(formId === undefined ? {} : { formId }),
    ...(hit.fieldId === undefined ? {} : { fieldId: hit.fieldId }),
    ...(hit.row === undefined ? {} : { row: hit.row }),
    clause: rule.clause,
    message: fill(rule.message, blanks),
    fix: fill(rule.fix, blanks),
    ...(explanation === undefined ? {} : { explanation }),
  };
}

function checkOne(bound: BoundRule, context: SubjectContext): readonly Finding[] {
  const { rule } = bound;
  if (bound.scope !== 'subject' || !evaluateCondition(rule.when, context.scope)) return [];
  return bound.check(context).map((hit) => toFinding(rule, hit, context.subject, context));
}

function checkWhole(bound: BoundRule, context: RuleContext): readonly Finding[] {
  const { rule } = bound;
  const unitScope = scopeOf(context.unit, context.unit, context.settings);
  if (bound.scope !== 'submission' || !evaluateCondition(rule.when, unitScope)) return [];
  const byId = new Map(context.subjects.map((subject) => [subject.id, subject]));
  return bound.check(context).flatMap((hit) => {
    const subject = byId.get(hit.subjectId ?? 'unit');
    return subject === undefined ? [] : [toFinding(rule, hit, subject, context)];
  });
}

/** The rules of the pack that hold in the submission's round, each with its kind. */
export function rulesOf(pack: RuledPack, submission: Submission): readonly BoundRule[] {
  return pack.rules.filter((rule) => rule.rounds.includes(submission.round)).map(bindRule);
}

/** What the rules about one subject find on it. */
export function checkSubjectIn(
  context: RuleContext,
  subject: SubjectView,
  rules: readonly BoundRule[],
): readonly Finding[] {
  const scope = scopeOf(subject.content, context.unit, context.settings);
  const subjectContext: SubjectContext = { ...context, subject, scope };
  return rules
    .filter(({ rule }) => rule.of !== 'submission' && concerns(rule, subject.kind))
    .flatMap((bound) => checkOne(bound, subjectContext));
}

/**
 * Every rule of the pack on a whole submission (design: campaign pack). Takes the checked pack, the parsed submission
 * and, where wanted, the day; gives all findings, never only the first: the unit first, then the nominees in order,
 * errors before warnings before remarks. Pure: the same input gives the same findings on every machine.
 */
export function checkSubmission(
  pack: RuledPack,
  submission: Submission,
  check: CheckContext = {},
): Finding[] {
  const context = contextOf(pack, submission, check);
  const rules = rulesOf(pack, submission);
  const findings = [
    ...rules.filter(({ rule }) => rule.of === 'submission').flatMap((bound) => checkWhole(bound, context)),
    ...context.subjects.flatMap((subject) => checkSubjectIn(context, subject, rules)),
  ];
  const place = new Map(context.subjects.map((subject, at) => [subject.id, at]));
  return findings.sort(
    (a, b) =>
      (place.get(a.subjectId) ?? 0) - (place.get(b.subjectId) ?? 0) ||
      severityOrder[a.severity] - severityOrder[b.severity],
  );
}

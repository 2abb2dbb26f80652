import { z } from 'zod';
import { nomineeKind, packId } from './field-schema.ts';
import type { CampaignPack } from './pack-schema.ts';
import type { RuleWith } from './rule-schema.ts';

/** The name of a rule kind and how its parameters are read. */
interface KindOfParams<K extends string, S extends z.ZodType> {
  readonly kind: K;
  readonly params: S;
}

/*
 * The kinds whose rules the floors below read too: what is typed, counted and printed goes by the very rule that it is
 * checked by. Each is the beginning of its kind's value in shared/rules/kinds/.
 */

/** `complete`: each department has seal unit, date and reply; `consent`: no reply but a positive one; `date`: before the round's due date. */
export const consultationRule = {
  kind: 'consultation',
  params: z.strictObject({
    table: packId,
    departmentColumn: packId,
    sealUnitColumn: packId,
    dateColumn: packId,
    replyColumn: packId,
    codeTable: packId,
    departments: z.array(z.string()).min(1),
    check: z.enum(['complete', 'consent', 'date']),
  }),
} as const;

export const formatRule = {
  kind: 'format',
  params: z.strictObject({
    field: packId,
    format: z.enum(['phone', 'postcode', 'email', 'personName']),
  }),
} as const;

export const quotaRule = {
  kind: 'quota',
  params: z.strictObject({ kind: nomineeKind, quotaField: packId, check: z.enum(['over', 'under']) }),
} as const;

export const ratioRule = {
  kind: 'ratio',
  params: z.strictObject({
    kind: nomineeKind,
    field: packId,
    table: packId,
    tag: z.string(),
    max: z.number().min(0).max(1),
    exemptField: packId.optional(),
  }),
} as const;

/** Whole months from the start to the base date; below `warnFromMonths` an error, up to `minMonths` a warning. */
export const tenureRule = {
  kind: 'tenure',
  params: z.strictObject({
    startField: packId,
    minMonths: z.int(),
    warnFromMonths: z.int().optional(),
    /** The setting that chooses the base date, and the date for each of its values. */
    baseSetting: packId.optional(),
    bases: z.record(z.string(), z.iso.date()).default({}),
    /** When the setting has this value, the marked rows of the table are added up instead. */
    cumulative: z
      .strictObject({
        table: packId,
        from: packId,
        to: packId,
        counts: packId,
        setting: packId,
        value: z.string(),
      })
      .optional(),
  }),
} as const;

/**
 * The rules of one kind in the pack's order, with their parameters as the kind reads them: read once for each pack, because
 * it is asked at each letter typed. Throws ZodError for a pack that nobody has parsed by its kinds.
 */
function readOnce<K extends string, S extends z.ZodType>({ kind, params }: KindOfParams<K, S>) {
  const known = new WeakMap<CampaignPack['rules'], readonly RuleWith<K, z.output<S>>[]>();
  return ({ rules }: Pick<CampaignPack, 'rules'>): readonly RuleWith<K, z.output<S>>[] => {
    const before = known.get(rules);
    if (before !== undefined) return before;
    const found = rules.flatMap((rule) =>
      rule.kind === kind ? [{ ...rule, kind, params: params.parse(rule.params) }] : [],
    );
    known.set(rules, found);
    return found;
  };
}

export const consultationRulesOf = readOnce(consultationRule);
export const formatRulesOf = readOnce(formatRule);
export const quotaRulesOf = readOnce(quotaRule);
export const ratioRulesOf = readOnce(ratioRule);
export const tenureRulesOf = readOnce(tenureRule);

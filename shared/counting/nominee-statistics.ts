import { evaluateCondition } from '../reading/evaluate-condition.ts';
import { codeHasTag, effectiveSettings, scopeOf } from '../reading/lookup.ts';
import type { NomineeKind } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import type { PackRule } from '../words/rule-schema.ts';
import { quotaRulesOf, ratioRulesOf } from '../words/rules-below.ts';
import type { Submission } from '../words/submission-schema.ts';

/** How much of a share is used, for the pictures on the overview. */
interface RatioUse {
  readonly ruleId: string;
  readonly kind: NomineeKind;
  readonly tag: string;
  readonly used: number;
  readonly allowed: number;
  readonly total: number;
}

/** How much of a quota is used; `quota` null where it is not known yet. */
interface QuotaUse {
  readonly kind: NomineeKind;
  readonly used: number;
  readonly quota: number | null;
}

export interface NomineeStatistics {
  readonly quotas: readonly QuotaUse[];
  readonly ratios: readonly RatioUse[];
}

/** What is counted: a submission, or the drafts that would become one. */
export interface Countable {
  readonly round: Submission['round'];
  readonly settings: Submission['settings'];
  readonly unit: Pick<Submission['unit'], 'content'>;
  readonly nominees: readonly Pick<Submission['nominees'][number], 'kind' | 'content'>[];
}

/**
 * Counts a submission against the quotas and shares that the pack's rules know (domain notes 4.1, 4.4): the same
 * figures the rules judge by. A campaign without such rules gives empty lists.
 */
export function nomineeStatistics(pack: CampaignPack, submission: Countable): NomineeStatistics {
  const settings = effectiveSettings(pack, submission.settings);
  const unit = submission.unit.content;
  const scope = scopeOf(unit, unit, settings);
  const of = (kind: NomineeKind) => submission.nominees.filter((nominee) => nominee.kind === kind);
  const isInForce = (rule: PackRule) =>
    rule.rounds.includes(submission.round) && evaluateCondition(rule.when, scope);
  const quotas = quotaRulesOf(pack).flatMap((rule): QuotaUse[] => {
    if (rule.params.check !== 'over' || !isInForce(rule)) return [];
    const quota = unit[rule.params.quotaField];
    const { kind } = rule.params;
    return [{ kind, used: of(kind).length, quota: typeof quota === 'number' ? quota : null }];
  });
  const ratios = ratioRulesOf(pack).flatMap((rule): RatioUse[] => {
    if (!isInForce(rule)) return [];
    const { kind, field, table, tag, exemptField, max } = rule.params;
    const all = of(kind);
    const tagged = all.filter(({ content }) => {
      const code = content[field];
      const exempt = exemptField !== undefined && content[exemptField] === true;
      return typeof code === 'string' && !exempt && codeHasTag(pack, table, code, tag);
    });
    const allowed = allowedShare(max, all.length);
    return [{ ruleId: rule.id, kind, tag, used: tagged.length, allowed, total: all.length }];
  });
  return { quotas, ratios };
}

/** The whole number of nominees a share allows: 20 % of four is none, of five one (domain notes 4.4 R1). */
export function allowedShare(max: number, total: number): number {
  // Guard against 0.2 * 15 = 3.0000000000000004 and its like.
  return Math.floor(max * total + 1e-9);
}

import { type Countable, nomineeStatistics } from '../../shared/counting/nominee-statistics.ts';
import type { Settings } from '../../shared/reading/evaluate-condition.ts';
import { formsFor } from '../../shared/reading/lookup.ts';
import { kindTitle, tagTitle } from '../../shared/reading/titles.ts';
import type { RuledPack } from '../../shared/rules/ruled-pack.ts';
import type { Content } from '../../shared/words/content.ts';
import type { Round, SubjectKind } from '../../shared/words/field-schema.ts';
import type { PackIndex } from '../kit/pack-index.ts';
import { addProgress, fieldsOfSection, type Progress, progressOf } from '../parts/draft/progress.ts';

/** What the overview shows of one record: how far it is in one round. */
export function roundProgress(
  index: PackIndex,
  round: Round,
  kind: SubjectKind,
  record: Content,
  unit: Content,
  settings: Settings,
): Progress {
  const scope = { record, unit, settings };
  // A field shown on several forms is one fact: it counts once.
  const ids = new Set<string>();
  for (const form of formsFor(index.pack, round, kind, scope)) {
    for (const section of form.sections) for (const id of section.fields) ids.add(id);
  }
  const fields = [...ids].flatMap((id) => index.field(kind, id) ?? []);
  return progressOf(fields, scope);
}

/** Progress of each form of a round for one record, forms without own fields left out. */
export function formsProgress(
  index: PackIndex,
  round: Round,
  kind: SubjectKind,
  record: Content,
  unit: Content,
  settings: Settings,
) {
  const scope = { record, unit, settings };
  return formsFor(index.pack, round, kind, scope)
    .filter((form) => form.sections.length > 0)
    .map((form) => ({
      form,
      progress: addProgress(
        form.sections.map((section) =>
          progressOf(
            fieldsOfSection(section, (id) => index.field(kind, id)),
            scope,
          ),
        ),
      ),
    }));
}

/** How a limit of the notice is used: a quota, or the share of one kind of cadre. */
export interface Use {
  readonly id: string;
  readonly label: string;
  readonly used: number;
  /** Null while the office's number has not been entered. */
  readonly limit: number | null;
  /** The unit's field where the number is entered. */
  readonly field?: string;
}

/**
 * The limits the pack's rules know, as they count them: quotas against the numbers in the unit's record, and shares.
 * A share that two rules judge (error and warning) is shown once.
 */
export function limitUse(pack: RuledPack, drafts: Countable): readonly Use[] {
  const { quotas, ratios } = nomineeStatistics(pack, drafts);
  const quotaFields = new Map(
    pack.rules.flatMap((rule) =>
      rule.kind === 'quota' && rule.params.check === 'over'
        ? [[rule.params.kind, rule.params.quotaField] as const]
        : [],
    ),
  );
  const shown = new Map<string, Use>();
  for (const { kind, used, quota } of quotas) {
    const field = quotaFields.get(kind);
    shown.set(`quota-${kind}`, {
      id: `quota-${kind}`,
      label: `${kindTitle(pack.campaign, kind)}名额`,
      used,
      limit: quota,
      ...(field === undefined ? {} : { field }),
    });
  }
  for (const { ruleId, kind, tag, used, allowed } of ratios) {
    const rule = pack.rules.find((one) => one.id === ruleId);
    const title = rule === undefined ? undefined : pack.clauses[rule.clause]?.title;
    const counted = rule?.kind === 'ratio' ? tagTitle(pack, rule.params.table, tag) : undefined;
    const label =
      counted === undefined ? (title ?? ruleId) : `${kindTitle(pack.campaign, kind)}中的${counted}`;
    const key = `${kind}-${tag}`;
    if (!shown.has(key)) shown.set(key, { id: key, label, used, limit: allowed });
  }
  return [...shown.values()];
}

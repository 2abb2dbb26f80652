import { evaluateCondition, type Settings } from '../../shared/campaign/evaluate-condition.ts';
import type { NomineeKind, Round, SubjectKind } from '../../shared/campaign/field-schema.ts';
import { codeHasTag, formsFor } from '../../shared/campaign/lookup.ts';
import type { Content } from '../../shared/submission/content.ts';
import type { PackIndex } from '../app/pack-index.ts';
import { addProgress, fieldsOfSection, type Progress, progressOf } from '../guided-form/progress.ts';

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

/** Quotas as the pack's quota rules name them: nominees listed against the number in the unit's record. */
export function quotaUse(
  index: PackIndex,
  unit: Content,
  nominees: readonly { readonly kind: NomineeKind }[],
): readonly Use[] {
  return index.pack.campaign.awards.flatMap((award) => {
    const rule = index.pack.rules.find(
      (one) => one.kind === 'quota' && one.params.kind === award.kind && one.params.check === 'over',
    );
    if (rule?.kind !== 'quota') return [];
    const limit = unit[rule.params.quotaField];
    return [
      {
        id: `quota-${award.kind}`,
        label: award.kind === 'collective' ? '先进集体名额' : '先进个人名额',
        used: nominees.filter((nominee) => nominee.kind === award.kind).length,
        limit: typeof limit === 'number' ? limit : null,
        field: rule.params.quotaField,
      },
    ];
  });
}

/** Shares limited by the pack's first ratio rule on a tag (县处级): allowed is the whole part of max times all. */
export function ratioUse(
  index: PackIndex,
  unit: Content,
  settings: Settings,
  nominees: readonly { readonly kind: NomineeKind; readonly content: Content }[],
): readonly Use[] {
  const rule = index.pack.rules.find((one) => one.kind === 'ratio' && one.params.tag === 'county');
  if (rule?.kind !== 'ratio') return [];
  const { kind, field, table, tag, max } = rule.params;
  const all = nominees.filter((nominee) => nominee.kind === kind);
  const exempt = 'exemptField' in rule.params ? rule.params.exemptField : undefined;
  const used = all.filter(({ content }) => {
    const code = content[field];
    const free =
      exempt !== undefined &&
      evaluateCondition({ field: exempt, equals: true }, { record: content, unit, settings });
    return typeof code === 'string' && codeHasTag(index.pack, table, code, tag) && !free;
  }).length;
  return [
    {
      id: 'ratio-county',
      label: `县处级（不超过 ${Math.round(max * 100)}%）`,
      used,
      limit: Math.floor(max * all.length),
    },
  ];
}

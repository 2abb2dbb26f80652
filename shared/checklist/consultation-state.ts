import { type ConditionScope, evaluateCondition } from '../reading/evaluate-condition.ts';
import { isRow } from '../reading/field-text.ts';
import { codeItem, codeLabel } from '../reading/lookup.ts';
import { roundTitle } from '../reading/titles.ts';
import { isDepartment } from '../rules/kinds/consultation.ts';
import type { RuledPack } from '../rules/ruled-pack.ts';
import type { NomineeKind } from '../words/field-schema.ts';

/** One department's answer on one nominee. */
export interface Consultation {
  readonly department: string;
  readonly state: 'missing' | 'waiting' | 'agreed' | 'refused';
  readonly sealUnit: string;
  readonly date: string;
  readonly reply: string;
  /** The field that holds the answers, for jumping there. */
  readonly table: string;
}

/**
 * The consultations that the pack's rules demand of one nominee, in the notice's order, with what its record says.
 * A department counts as agreed or refused by the tags of the reply's code (`positive`, `negative`).
 */
export function consultationsOf(pack: RuledPack, kind: NomineeKind, scope: ConditionScope): Consultation[] {
  const order = departmentOrder(pack);
  const found = new Map<string, Consultation>();
  for (const rule of pack.rules) {
    if (rule.kind !== 'consultation' || rule.params.check !== 'complete') continue;
    if (rule.of !== kind && rule.of !== 'nominee') continue;
    if (!evaluateCondition(rule.when, scope)) continue;
    const { params } = rule;
    const value = scope.record[params.table];
    const rows = Array.isArray(value) ? value.filter((row) => isRow(row)) : [];
    for (const department of params.departments) {
      const row = rows.find((entry) => isDepartment(entry, params.departmentColumn, department));
      const code = String(row?.[params.replyColumn] ?? '');
      const item = codeItem(pack, params.codeTable, code);
      const sealUnit = String(row?.[params.sealUnitColumn] ?? '');
      const date = String(row?.[params.dateColumn] ?? '');
      found.set(department, {
        department,
        state: stateOf(item?.tags ?? [], code, sealUnit),
        sealUnit,
        date,
        reply: codeLabel(pack, params.codeTable, code),
        table: params.table,
      });
    }
  }
  return [...found.values()].sort((a, b) => order.indexOf(a.department) - order.indexOf(b.department));
}

/** What the campaign calls the only round in which its rules ask for consultations; undefined when any round may. */
export function consultationRound(pack: RuledPack): string | undefined {
  const rounds = new Set(
    pack.rules.flatMap((rule) =>
      rule.kind === 'consultation' && rule.params.check === 'complete' ? rule.rounds : [],
    ),
  );
  const [only] = rounds;
  return rounds.size === 1 && only !== undefined ? roundTitle(pack.campaign, only) : undefined;
}

/** The order the notice names the departments in: that of the rule which names the most of them. */
function departmentOrder(pack: RuledPack): readonly string[] {
  let longest: readonly string[] = [];
  for (const rule of pack.rules) {
    if (rule.kind === 'consultation' && rule.params.departments.length > longest.length) {
      longest = rule.params.departments;
    }
  }
  return longest;
}

function stateOf(tags: readonly string[], code: string, sealUnit: string): Consultation['state'] {
  if (tags.includes('positive')) return 'agreed';
  if (tags.includes('negative')) return 'refused';
  return code !== '' || sealUnit !== '' ? 'waiting' : 'missing';
}

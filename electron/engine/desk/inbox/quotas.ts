import type { QuotaRowState } from '../../../../shared/api/review-methods.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { evaluateCondition } from '../../../../shared/reading/evaluate-condition.ts';
import { effectiveSettings, scopeOf } from '../../../../shared/reading/lookup.ts';
import { kindTitle } from '../../../../shared/reading/titles.ts';
import type { RuleOf } from '../../../../shared/rules/rule-kinds.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import type { NomineeKind } from '../../../../shared/words/field-schema.ts';
import type { Finding } from '../../../../shared/words/rule-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { logEvent } from '../../store/event-log.ts';
import { newestPackages, type StoredPackage } from '../../store/package-store.ts';
import {
  lastQuotaStep,
  officeQuotas,
  type QuotaFigures,
  saveQuotas,
  undoQuotas,
} from '../../store/quota-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { knownUnits, principalOfFigures } from './unit-names.ts';

type QuotaRule = RuleOf<'quota'>;

function quotaRules(pack: RuledPack): QuotaRule[] {
  return pack.rules.flatMap((rule) => (rule.kind === 'quota' ? [rule] : []));
}

type Units = ReturnType<typeof knownUnits>;
type Figures = Readonly<Record<NomineeKind, number | null>>;

/** What the pack's own table gives the unit of this name. */
function packFigures(pack: RuledPack, units: Units, principal: string): Figures | null {
  const row = pack.quota.find((one) => principalOfFigures(units, one.unit) === principal);
  return row === undefined ? null : { collective: row.collective, individual: row.individual };
}

/** The figures that count for a unit: the office's entry, else the pack's table; null where nobody gave one. */
function figuresFor(
  entries: ReadonlyMap<string, QuotaFigures>,
  pack: RuledPack,
  units: Units,
  principal: string | null,
): Figures {
  if (principal === null) return { collective: null, individual: null };
  const entry = entries.get(principal);
  const issued = packFigures(pack, units, principal);
  return {
    collective: entry?.collective ?? issued?.collective ?? null,
    individual: entry?.individual ?? issued?.individual ?? null,
  };
}

function countOf(stored: StoredPackage, kind: NomineeKind): number {
  return stored.submission.nominees.filter((nominee) => nominee.kind === kind).length;
}

function statedQuota(pack: RuledPack, stored: StoredPackage, kind: NomineeKind): number | null {
  const field = quotaRules(pack).find((rule) => rule.params.kind === kind)?.params.quotaField;
  const value = field === undefined ? undefined : stored.submission.unit.content[field];
  return typeof value === 'number' ? value : null;
}

const RULE = 'O3';

/** The findings of a package about quotas by the office's own figures; what the unit states of itself is only compared. */
export function quotaFindings(db: ReadDb, pack: RuledPack, stored: StoredPackage): Finding[] {
  const rules = quotaRules(pack).filter((rule) => rule.params.check === 'over');
  const figures = figuresFor(officeQuotas(db), pack, knownUnits(db), stored.principal);
  const { content } = stored.submission.unit;
  const scope = scopeOf(
    content,
    content,
    effectiveSettings(pack, { ...stored.submission.settings, level: 'recommender' }),
  );
  return rules.flatMap((rule): Finding[] => {
    const { kind } = rule.params;
    const title = kindTitle(pack.campaign, kind);
    const figure = figures[kind];
    const count = countOf(stored, kind);
    const stated = statedQuota(pack, stored, kind);
    const make = (part: string, words: Pick<Finding, 'severity' | 'message' | 'fix'>): Finding => ({
      ruleId: RULE,
      key: `${RULE}|unit|${rule.params.quotaField}|${part}`,
      subjectId: 'unit',
      subjectName: stored.unit,
      clause: rule.clause,
      ...words,
    });
    if (figure === null) {
      // A kind of unit that has no quota by the notice has none to enter either.
      if (!evaluateCondition(rule.when, scope)) return [];
      const states = stated === null ? '' : `该单位自己填的是 ${stated} 个，没有核对。`;
      return [
        make('missing', {
          severity: 'warning',
          message: `名额未录入：办公室的名额表里没有这个单位的${title}名额，现推荐 ${count} 个。${states}`,
          fix: '请在“名额”页录入。',
        }),
      ];
    }
    const findings: Finding[] = [];
    if (count > figure) {
      findings.push(
        make('over', {
          severity: 'error',
          message: `推荐了 ${count} 个${title}，超过名额表中的 ${figure} 个。`,
          fix: '请按推荐顺序减少；名额已经调整的，先在“名额”页更正。',
        }),
      );
    }
    if (stated !== null && stated !== figure) {
      findings.push(
        make('stated', {
          severity: 'warning',
          message: `该单位填写的${title}名额是 ${stated} 个，名额表中是 ${figure} 个，以名额表为准。`,
          fix: '请与报送单位核对。',
        }),
      );
    }
    if (count < figure) {
      findings.push(
        make('under', {
          severity: 'info',
          message: `名额表中${title} ${figure} 个，现推荐 ${count} 个。`,
          fix: '名额可以不用完。',
        }),
      );
    }
    return findings;
  });
}

/**
 * The ids of the pack's rules that hold a unit against its own entry, where that decides nothing: the office's figure is
 * known, or the rule only calls it good.
 */
export function idleQuotaRules(db: ReadDb, pack: RuledPack, stored: StoredPackage): ReadonlySet<string> {
  const figures = figuresFor(officeQuotas(db), pack, knownUnits(db), stored.principal);
  const idle = quotaRules(pack).filter(
    ({ params }) => params.check === 'under' || figures[params.kind] !== null,
  );
  return new Set(idle.map((rule) => rule.id));
}

/** The office's table of quotas. */
export function quotaMethods(desk: Desk) {
  function rows(db: ReadDb, pack: RuledPack): QuotaRowState[] {
    const entries = officeQuotas(db);
    const units = knownUnits(db);
    const newest = new Map<string, StoredPackage>();
    // The second round's package is the one that stands where both came.
    for (const one of newestPackages(db)) {
      const known = one.principal === null ? undefined : newest.get(one.principal);
      if (one.principal !== null && (known === undefined || one.kind === 'formal'))
        newest.set(one.principal, one);
    }
    const names = new Map<string, string>([
      ...pack.quota.map((row) => [principalOfFigures(units, row.unit), row.unit] as const),
      ...[...entries.values()].map(({ principal, unit }) => [principal, unit] as const),
      ...[...units].map(([principal, { name }]) => [principal, name] as const),
    ]);
    return [...names].map(([principal, unit]) => {
      const stored = newest.get(principal);
      return {
        principal,
        unit,
        ...figuresFor(entries, pack, units, principal),
        base: entries.get(principal)?.step ?? 0,
        pack: packFigures(pack, units, principal),
        enrolled: units.has(principal),
        reported:
          stored === undefined
            ? null
            : {
                packageId: stored.digest,
                collective: countOf(stored, 'collective'),
                individual: countOf(stored, 'individual'),
                statedCollective: statedQuota(pack, stored, 'collective'),
                statedIndividual: statedQuota(pack, stored, 'individual'),
              },
      };
    });
  }

  return handlersOf({
    async 'quotas.get'(_args, { db, pack }) {
      return {
        rows: rows(db, pack),
        awards: pack.campaign.awards.map(({ kind, quota }) => {
          return { kind, title: kindTitle(pack.campaign, kind), quota };
        }),
        step: lastQuotaStep(db),
      };
    },
    async 'quotas.save'({ changes }, { db, header, pack }) {
      const at = isoNow(desk);
      const step = db.atomic(() => {
        const known = new Set(rows(db, pack).map(({ principal }) => principal));
        const units = knownUnits(db);
        const resolved = changes.map(({ principal, unit, ...figures }) => {
          if (principal !== undefined && !known.has(principal))
            throw new JianbiaoError('quota-unit-unknown', { unit });
          return { ...figures, unit, principal: principal ?? principalOfFigures(units, unit) };
        });
        const twice = resolved.find(
          (one, index) => resolved.findIndex(({ principal }) => principal === one.principal) !== index,
        );
        if (twice !== undefined) throw new JianbiaoError('quota-unit-twice', { unit: twice.unit });
        const saved = saveQuotas(db, resolved, { at, who: header.id });
        if ('conflicts' in saved)
          throw new JianbiaoError('quota-conflict', { units: saved.conflicts.join('、') });
        logEvent(db, at, 'quotas-saved', { changes: resolved.length });
        return saved.step;
      });
      return { step };
    },
    async 'quotas.undo'({ step }, { db, header }) {
      const at = isoNow(desk);
      db.atomic(() => {
        const undone = undoQuotas(db, step, { at, who: header.id });
        if (undone === 'none') throw new JianbiaoError('quota-nothing-to-undo');
        if (undone === 'other') throw new JianbiaoError('quota-undo-other');
        logEvent(db, at, 'quotas-undone', {});
      });
      return {};
    },
  });
}

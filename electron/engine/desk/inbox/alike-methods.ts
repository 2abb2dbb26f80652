import { createHash } from 'node:crypto';
import type { ApiResult } from '../../../../shared/api.ts';
import { canonicalJson } from '../../../../shared/ground/canonical-json.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import type { Comparison } from '../../../../shared/rules/context/likeness-keys.ts';
import { bindRule } from '../../../../shared/rules/rule-kinds.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import type { PackRule } from '../../../../shared/words/rule-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import {
  type AlikePair,
  alikePairs,
  comparePackage,
  uncomparedPackages,
} from '../../store/compared-store.ts';
import { packageByDigest } from '../../store/package-store.ts';
import type { CacheDb } from '../../store/rows.ts';

type Alike = ApiResult<'inbox.alike'>[number];

/** A rule that looks into other units' packages too, and how it compares. */
interface AcrossRule {
  readonly rule: PackRule;
  readonly comparison: Comparison;
}

function acrossRules(pack: RuledPack): AcrossRule[] {
  return pack.rules.flatMap((rule) => {
    const bound = bindRule(rule);
    if (rule.across === undefined || bound.scope !== 'submission') return [];
    return bound.comparison === undefined ? [] : [{ rule, comparison: bound.comparison }];
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What the rules compare, in one word: another makes everything be compared anew. */
function rulesMark(rules: readonly AcrossRule[]): string {
  return sha256(canonicalJson(rules.map(({ rule: { id, kind, params } }) => ({ id, kind, params }))));
}

/** Compares a package's nominees with those of the packages that are here. Call when it has just come in. */
export function compareWithOthers(
  db: CacheDb,
  pack: RuledPack,
  digest: string,
  submission: Submission,
): void {
  const rules = acrossRules(pack);
  const byId = new Map(rules.map(({ rule, comparison }) => [rule.id, comparison]));
  const items = submission.nominees.flatMap((nominee) =>
    rules
      .filter(({ comparison }) => comparison.of.includes(nominee.kind))
      .map(({ rule, comparison }) => {
        const { key, sketch } = comparison.keyOf(nominee.content);
        // The digest stands for an ID number as well as the number does, and is shorter than a name with a birth day.
        return {
          subjectId: nominee.id,
          ruleId: rule.id,
          key: key === null ? null : sha256(key).slice(0, 32),
          sketch,
        };
      })
      .filter(({ key, sketch }) => key !== null || sketch.length > 0),
  );
  comparePackage(
    db,
    { digest, submissionId: submission.submissionId, rules: rulesMark(rules) },
    items,
    (item, other) => {
      return byId.get(item.ruleId)?.samenessOf(item, other) ?? 0;
    },
  );
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Compares what came before this was done, or under other rules: one package after another, so that others get a turn. */
async function catchUp(db: CacheDb, pack: RuledPack): Promise<void> {
  for (const digest of uncomparedPackages(db, rulesMark(acrossRules(pack)))) {
    const stored = packageByDigest(db, digest);
    if (stored !== null) compareWithOthers(db, pack, digest, stored.submission);
    await nextTurn();
  }
}

/** What of other units' packages is the same as in a received one. */
export function alikeMethods() {
  function toFinding(pack: RuledPack, submissions: (digest: string) => Submission | null, pair: AlikePair) {
    const across = acrossRules(pack).find(({ rule: { id } }) => id === pair.ruleId);
    const rule = across?.rule;
    const own = submissions(pair.digest)?.nominees.find(({ id }) => id === pair.subjectId);
    const other = submissions(pair.otherDigest)?.nominees.find(({ id }) => id === pair.otherSubjectId);
    if (rule?.across === undefined || own === undefined || other === undefined) return [];
    const names = { name: subjectName(pack, own), other: subjectName(pack, other), unit: pair.otherUnit };
    const blanks: Readonly<Record<string, string | number>> = {
      ...names,
      percent: Math.round(pair.share * 100),
    };
    const fieldId = across?.comparison.fields[0];
    const finding: Alike = {
      ruleId: rule.id,
      severity: 'warning',
      key: ['across', rule.id, own.id, pair.otherDigest, other.id].join('|'),
      subjectId: own.id,
      subjectName: names.name,
      ...(fieldId === undefined ? {} : { fieldId }),
      clause: rule.clause,
      message: rule.across.replace(/\{(\w+)\}/g, (blank: string, key: string) =>
        String(blanks[key] ?? blank),
      ),
      fix: '请与有关单位核实，再作决定。',
      other: { packageId: pair.otherDigest, unit: pair.otherUnit, subjectId: other.id, name: names.other },
    };
    return [finding];
  }

  return handlersOf({
    async 'inbox.alike'({ packageId }, { db, cache, pack }) {
      await catchUp(cache, pack);
      const read = new Map<string, Submission | null>();
      const submissions = (digest: string): Submission | null => {
        const known = read.get(digest);
        if (known !== undefined) return known;
        const submission = packageByDigest(db, digest)?.submission ?? null;
        read.set(digest, submission);
        return submission;
      };
      return alikePairs(db, packageId).flatMap((pair) => toFinding(pack, submissions, pair));
    },
    async 'inbox.alikeCounts'(_args, { db, cache, pack }) {
      await catchUp(cache, pack);
      const subjects = new Map<string, Set<string>>();
      for (const { digest, subjectId } of alikePairs(db))
        subjects.set(digest, (subjects.get(digest) ?? new Set()).add(subjectId));
      return [...subjects].map(([packageId, found]) => ({ packageId, nominees: found.size }));
    },
  });
}

import { createHash } from 'node:crypto';
import type { ApiResult } from '../../../shared/api.ts';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import { subjectName } from '../../../shared/reading/lookup.ts';
import {
  comparesKind,
  isSameRule,
  type SameRule,
  sameKeyOf,
  samenessOf,
} from '../../../shared/rules/context/likeness-keys.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import { handlersOf } from '../kernel/run-method.ts';
import { type AlikePair, alikePairs, comparePackage, uncomparedPackages } from '../store/compared-store.ts';
import { packageByDigest } from '../store/package-store.ts';
import type { Db } from '../store/rows.ts';

type Alike = ApiResult<'inbox.alike'>[number];

/** The rules that look into other units' packages too. */
function acrossRules(pack: CampaignPack): SameRule[] {
  return pack.rules.filter(isSameRule).filter((rule) => rule.across !== undefined);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The field that a finding of the rule stands at. */
function fieldOfRule(rule: SameRule): string | undefined {
  switch (rule.kind) {
    case 'duplicate':
      return rule.params.fields[0];
    case 'duplicatePhotoName':
      return rule.params.nameField;
    case 'samePhoto':
    case 'sameText':
      return rule.params.field;
  }
}

/** What the rules compare, in one word: another makes everything be compared anew. */
function rulesMark(rules: readonly SameRule[]): string {
  return sha256(canonicalJson(rules.map(({ id, kind, params }) => ({ id, kind, params }))));
}

/** Compares a package's nominees with those of the packages that are here. Call when it has just come in. */
export function compareWithOthers(db: Db, pack: CampaignPack, digest: string, submission: Submission): void {
  const rules = acrossRules(pack);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const items = submission.nominees.flatMap((nominee) =>
    rules
      .filter((rule) => comparesKind(rule, nominee.kind))
      .map((rule) => {
        const { key, sketch } = sameKeyOf(rule, nominee.content);
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
      const rule = byId.get(item.ruleId);
      return rule === undefined ? 0 : samenessOf(rule, item, other);
    },
  );
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Compares what came before this was done, or under other rules: one package after another, so that others get a turn. */
async function catchUp(db: Db, pack: CampaignPack): Promise<void> {
  for (const digest of uncomparedPackages(db, rulesMark(acrossRules(pack)))) {
    const stored = packageByDigest(db, digest);
    if (stored !== null) compareWithOthers(db, pack, digest, stored.submission);
    await nextTurn();
  }
}

/** What of other units' packages is the same as in a received one. */
export function alikeMethods() {
  function toFinding(
    pack: CampaignPack,
    submissions: (digest: string) => Submission | null,
    pair: AlikePair,
  ) {
    const rule = acrossRules(pack).find(({ id }) => id === pair.ruleId);
    const own = submissions(pair.digest)?.nominees.find(({ id }) => id === pair.subjectId);
    const other = submissions(pair.otherDigest)?.nominees.find(({ id }) => id === pair.otherSubjectId);
    if (rule?.across === undefined || own === undefined || other === undefined) return [];
    const names = { name: subjectName(pack, own), other: subjectName(pack, other), unit: pair.otherUnit };
    const blanks: Readonly<Record<string, string | number>> = {
      ...names,
      percent: Math.round(pair.share * 100),
    };
    const fieldId = fieldOfRule(rule);
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
    async 'inbox.alike'({ packageId }, { db, pack }) {
      await catchUp(db, pack);
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
    async 'inbox.alikeCounts'(_args, { db, pack }) {
      await catchUp(db, pack);
      const subjects = new Map<string, Set<string>>();
      for (const { digest, subjectId } of alikePairs(db))
        subjects.set(digest, (subjects.get(digest) ?? new Set()).add(subjectId));
      return [...subjects].map(([packageId, found]) => ({ packageId, nominees: found.size }));
    },
  });
}

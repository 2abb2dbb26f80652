import { createHash } from 'node:crypto';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { canonicalJson } from '../../../../shared/ground/canonical-json.ts';
import type { Opening } from '../../kernel/seat.ts';
import type { RecipientChoice } from './recipients.ts';

/** One thing about a package to be sealed that a clerk relies on. */
export interface PlanFact {
  readonly key: string;
  /** What a clerk calls it. */
  readonly label: string;
  /** How it stands, where that is short enough to be said. */
  readonly shown?: string;
  /** What is compared: a short text, or the digest of a long one. */
  readonly value: string;
}

/** SHA-256 of a value's canonical JSON. */
export function factDigest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** A fact told by its own short value. */
export function shownFact(key: string, label: string, shown: string): PlanFact {
  return { key, label, shown, value: shown };
}

/** The digest of a plan: equal exactly when nothing a clerk relies on differs. */
export function planDigest(facts: readonly PlanFact[]): string {
  return factDigest(facts.map(({ key, value }) => [key, value]));
}

const encryptionWords = { encrypted: '加密', plain: '不加密', undecided: '未定' } as const;

/** Who will be able to open the package. */
export function recipientFacts(
  { recipient }: RecipientChoice,
  encryption: keyof typeof encryptionWords,
): PlanFact[] {
  return [
    shownFact('recipient', '收件单位', recipient?.name ?? '未定'),
    {
      key: 'recipient-key',
      label: '收件单位的密钥',
      value: `${recipient?.fingerprint ?? ''} ${recipient?.ageRecipient ?? ''}`,
    },
    shownFact('encryption', '是否加密', encryptionWords[encryption]),
  ];
}

const mostTold = 8;

/** What differs between two plans, in words a clerk knows; the file's name only where nothing else explains it. */
function planChanges(before: readonly PlanFact[], now: readonly PlanFact[]): string {
  const old = new Map(before.map((fact) => [fact.key, fact]));
  const current = new Map(now.map((fact) => [fact.key, fact]));
  const told: { readonly key: string; readonly text: string }[] = [];
  for (const fact of now) {
    const was = old.get(fact.key);
    if (was === undefined) told.push({ key: fact.key, text: `新增${fact.label}` });
    else if (was.value !== fact.value) {
      const shown = was.shown !== fact.shown && was.shown !== undefined && fact.shown !== undefined;
      told.push({
        key: fact.key,
        text: shown ? `${fact.label}由“${was.shown}”变为“${fact.shown}”` : `${fact.label}有改动`,
      });
    }
  }
  for (const fact of before)
    if (!current.has(fact.key)) told.push({ key: fact.key, text: `不再有${fact.label}` });
  const causes = told.filter(({ key }) => key !== 'file' && key !== 'order');
  const texts = (causes.length > 0 ? causes : told).map(({ text }) => text);
  const rest = texts.length - mostTold;
  return `${texts.slice(0, mostTold).join('；')}${rest > 0 ? `；另有 ${rest} 处` : ''}`;
}

/** Remembers the plans a workspace showed, to say what changed since. */
export interface PlanMemory {
  keep(opening: Opening, facts: readonly PlanFact[]): string;
  /** Throws `seal-plan-changed` with the difference when the plan is not the one of the digest that was shown. */
  requireSeen(opening: Opening, seen: string, facts: readonly PlanFact[]): void;
}

/** A memory of the newest plans of the open workspace; it goes with the workspace. */
export function planMemory(limit = 64): PlanMemory {
  const shown = new WeakMap<Opening, Map<string, readonly PlanFact[]>>();
  function plansOf(opening: Opening): Map<string, readonly PlanFact[]> {
    const known = shown.get(opening) ?? new Map<string, readonly PlanFact[]>();
    shown.set(opening, known);
    return known;
  }
  return {
    keep(opening, facts) {
      const plans = plansOf(opening);
      const digest = planDigest(facts);
      plans.delete(digest);
      plans.set(digest, facts);
      const oldest = plans.keys().next();
      if (plans.size > limit && oldest.done !== true) plans.delete(oldest.value);
      return digest;
    },
    requireSeen(opening, seen, facts) {
      if (planDigest(facts) === seen) return;
      const before = plansOf(opening).get(seen);
      // After a restart of the engine the old plan is gone: that it differs is still known, and how is not.
      const changes = before === undefined ? '与您看到的方案不是同一份' : planChanges(before, facts);
      throw new JianbiaoError('seal-plan-changed', { changes });
    },
  };
}

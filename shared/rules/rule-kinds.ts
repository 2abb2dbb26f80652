import { z } from 'zod';
import type { RuleWith } from '../words/rule-schema.ts';
import type { BoundRule } from './context/kind.ts';
import * as kinds from './kinds/index.ts';

type Kinds = typeof kinds;

/** The rule kinds by name: one exported value each in shared/rules/kinds/, from which everything here follows. */
type RuleKind = keyof Kinds;

type RuleMap = { [K in RuleKind]: RuleWith<K, z.output<Kinds[K]['params']>> };

/** A rule of one kind, with its params. */
export type RuleOf<K extends RuleKind> = RuleMap[K];

/** A rule of any kind; `kind` tells which. */
export type Rule = RuleMap[RuleKind];

const [first, ...others] = Object.values(kinds).map((kind) => kind.schema);
if (first === undefined) throw new Error('kinds/index.ts names no rule kind');

/** rules.json: instances of the rule kinds. Params are what makes a kind fit a campaign. */
export const ruleSchema: z.ZodType<Rule> = z.discriminatedUnion('kind', [first, ...others]);

const binders: { readonly [K in RuleKind]: { bind(rule: RuleMap[K]): BoundRule } } = kinds;

function bindAs<K extends RuleKind>(kind: K, rule: RuleMap[K]): BoundRule {
  return binders[kind].bind(rule);
}

/** A rule together with its kind: what it names in the pack, and its check. */
export function bindRule(rule: Rule): BoundRule {
  return bindAs(rule.kind, rule);
}

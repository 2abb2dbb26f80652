import { sketchLikeness, textSketch } from '../../counting/text-likeness.ts';
import { normaliseName } from '../../identifiers/person-name.ts';
import { textOf } from '../../reading/cells.ts';
import { attachmentRef, type Content } from '../../words/content.ts';
import type { NomineeKind } from '../../words/field-schema.ts';
import type { Rule } from '../../words/rule-schema.ts';
import type { RuleOf } from './kind.ts';

/** The rules that look for one person, organisation, photo or text in two nominees. */
export type SameRule =
  | RuleOf<'duplicate'>
  | RuleOf<'duplicatePhotoName'>
  | RuleOf<'samePhoto'>
  | RuleOf<'sameText'>;

/** Whether a rule looks for the same thing in two nominees. */
export function isSameRule(rule: Rule): rule is SameRule {
  return ['duplicate', 'duplicatePhotoName', 'samePhoto', 'sameText'].includes(rule.kind);
}

/** What of a nominee a rule compares: keys that are equal or not, or the sketch of a text. */
export interface SameKey {
  /** Equal for the same thing; null where it is not filled. */
  readonly key: string | null;
  readonly sketch: readonly number[];
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

/** The nominees that a rule compares. */
export function comparesKind(rule: SameRule, kind: NomineeKind): boolean {
  switch (rule.kind) {
    case 'duplicate':
      return rule.params.kind === kind;
    case 'duplicatePhotoName':
    case 'samePhoto':
      return kind === 'individual';
    case 'sameText':
      return true;
  }
}

/** What a rule compares of one nominee's record. */
export function sameKeyOf(rule: SameRule, content: Content): SameKey {
  switch (rule.kind) {
    case 'duplicate': {
      const values = rule.params.fields.map((field) => plain(textOf(content, field)));
      return { key: values.some((value) => value === '') ? null : JSON.stringify(values), sketch: [] };
    }
    case 'duplicatePhotoName': {
      const name = normaliseName(textOf(content, rule.params.nameField));
      const birth = textOf(content, rule.params.birthField);
      return { key: name === '' || birth === '' ? null : JSON.stringify([name, birth]), sketch: [] };
    }
    case 'samePhoto': {
      const photo = attachmentRef.safeParse(content[rule.params.field]);
      return { key: photo.success ? photo.data.sha256 : null, sketch: [] };
    }
    case 'sameText': {
      const sketch = textSketch(textOf(content, rule.params.field));
      return { key: null, sketch: sketch.length < rule.params.leastRuns ? [] : sketch };
    }
  }
}

/** How alike two nominees are by a rule, 0 to 1; 0 below what the rule asks for. */
export function samenessOf(rule: SameRule, left: SameKey, right: SameKey): number {
  if (rule.kind !== 'sameText') return left.key !== null && left.key === right.key ? 1 : 0;
  const share = sketchLikeness(left.sketch, right.sketch);
  return share >= rule.params.share ? share : 0;
}

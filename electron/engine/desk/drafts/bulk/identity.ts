import { isFilled } from '../../../../../shared/reading/evaluate-condition.ts';
import type { RuledPack } from '../../../../../shared/rules/ruled-pack.ts';
import type { Content } from '../../../../../shared/words/content.ts';
import type { NomineeKind } from '../../../../../shared/words/field-schema.ts';

/**
 * What makes two records one nominee, as the pack's rules know it (an error when there twice: one ID number, one name of a
 * collective); null while that is not filled in.
 */
export function identityOf(
  pack: RuledPack,
  { kind, content }: { readonly kind: string; readonly content: Content },
): string | null {
  for (const rule of pack.rules) {
    if (rule.kind !== 'duplicate' || rule.severity !== 'error' || rule.params.kind !== kind) continue;
    const { fields } = rule.params;
    if (fields.every((id) => isFilled(content[id])))
      return JSON.stringify(fields.map((id) => plain(content[id])));
  }
  return null;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/gu, '').toUpperCase() : '';
}

/** A nominee's name for comparing. */
export function nameKey(pack: RuledPack, kind: NomineeKind, content: Content): string {
  return plain(content[pack.campaign.nameField[kind]]);
}

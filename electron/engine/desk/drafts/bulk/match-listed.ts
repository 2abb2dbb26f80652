import type { RuledPack } from '../../../../../shared/rules/ruled-pack.ts';
import type { StoredSubject } from '../../../store/record-store.ts';
import { identityOf, nameKey } from './identity.ts';
import type { BulkPerson } from './read-bulk.ts';

/** Whom a row is about: somebody on the list, nobody there yet, or one of several, which the row does not tell. */
export type Match =
  | { readonly kind: 'listed'; readonly subject: StoredSubject }
  | { readonly kind: 'new' }
  | { readonly kind: 'unclear' };

/**
 * Finds the listed nominee of a row: by what the rules know one by (ID number), else by the name where only one of the two
 * says more than that. Two people of one name with an ID number each are two.
 */
export function matchListed(pack: RuledPack, listed: readonly StoredSubject[], person: BulkPerson): Match {
  const ofKind = listed.filter(({ kind }) => kind === person.kind);
  const identity = identityOf(pack, person);
  if (identity !== null) {
    const [one] = ofKind.filter((subject) => identityOf(pack, subject) === identity);
    if (one !== undefined) return { kind: 'listed', subject: one };
  }
  const name = nameKey(pack, person.kind, person.content);
  const named = ofKind
    .filter(({ content }) => nameKey(pack, person.kind, content) === name)
    .filter((subject) => identity === null || identityOf(pack, subject) === null);
  const [only, other] = named;
  if (only === undefined) return { kind: 'new' };
  return other === undefined ? { kind: 'listed', subject: only } : { kind: 'unclear' };
}

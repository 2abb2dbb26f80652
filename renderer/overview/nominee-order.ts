import type { NomineeKind } from '../../shared/words/field-schema.ts';

/** Whether a value typed for a place is one of the places from 1. */
export function isPlace(value: string | number, count: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= count;
}

/**
 * The order of all nominees after one moved to a place (from 1) among those of its kind; the others keep their order, and
 * collectives come before individuals. An unknown id changes nothing.
 */
export function movedTo(
  all: readonly { readonly id: string; readonly kind: NomineeKind }[],
  id: string,
  place: number,
): string[] {
  const moving = all.find((nominee) => nominee.id === id);
  const ids = (kind: NomineeKind) => all.filter((one) => one.kind === kind).map((one) => one.id);
  const order = (kind: NomineeKind) => {
    if (moving?.kind !== kind) return ids(kind);
    const others = ids(kind).filter((one) => one !== id);
    return [...others.slice(0, place - 1), id, ...others.slice(place - 1)];
  };
  return [...order('collective'), ...order('individual')];
}

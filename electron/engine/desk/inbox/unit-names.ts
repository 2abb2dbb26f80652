import { sameUnitName } from '../../seal/index.ts';
import type { ReadDb } from '../../store/rows.ts';
import { listSigners, type StoredSigner } from '../../store/signer-store.ts';
import { listNameChanges } from '../../store/unit-name-store.ts';
import { principalFor, principalWithCode } from './trust.ts';

/** A unit as this workspace knows it: one principal for good, the name of today and those it had. */
export interface KnownUnit {
  readonly principal: string;
  readonly name: string;
  readonly names: readonly string[];
  /** At least one of its keys is enrolled and not revoked. */
  readonly active: boolean;
}

function unitOf(principal: string, signers: readonly StoredSigner[], changed: readonly string[]): KnownUnit {
  const enrolled = signers.map((signer) => signer.enrolment.unit.name);
  return {
    principal,
    name: changed.at(-1) ?? enrolled.at(-1) ?? principal,
    names: [...new Set([...enrolled, ...changed])],
    active: signers.some((signer) => signer.revokedAt === null),
  };
}

/** Every unit of which a key was ever accepted here, by principal. */
export function knownUnits(db: ReadDb): Map<string, KnownUnit> {
  const accepted = listSigners(db)
    .filter((signer) => signer.enrolledAt !== null)
    .sort((left, right) => (left.enrolledAt ?? '').localeCompare(right.enrolledAt ?? ''));
  const changes = listNameChanges(db).filter((change) => change.decidedAt !== null);
  return new Map(
    [...Map.groupBy(accepted, (signer) => signer.principal)].map(([principal, signers]) => [
      principal,
      unitOf(
        principal,
        signers,
        changes.filter((change) => change.principal === principal).map((change) => change.name),
      ),
    ]),
  );
}

/** The unit that has the name today, or null. */
export function unitNamed(units: ReadonlyMap<string, KnownUnit>, name: string): KnownUnit | null {
  return [...units.values()].find((unit) => sameUnitName(unit.name, name)) ?? null;
}

/**
 * True when the unit may write the name on a package: its own of today, or one it had before, for what was sealed then may
 * come late; but not once another unit has that name.
 */
export function answersTo(units: ReadonlyMap<string, KnownUnit>, principal: string, name: string): boolean {
  const unit = units.get(principal);
  if (unit === undefined) return false;
  if (sameUnitName(unit.name, name)) return true;
  return unit.names.some((had) => sameUnitName(had, name)) && unitNamed(units, name) === null;
}

/** True when the unit has, or at any time had, the name: what came under it then was no stranger's. */
export function everNamed(units: ReadonlyMap<string, KnownUnit>, principal: string, name: string): boolean {
  return units.get(principal)?.names.some((had) => sameUnitName(had, name)) === true;
}

/** The principal for a unit of this name: the one it has, or a new one that nobody else has. */
export function principalOfName(db: ReadDb, name: string): string {
  const known = unitNamed(knownUnits(db), name);
  if (known !== null) return known.principal;
  const signers = listSigners(db);
  const pending = signers.find(
    (signer) => signer.enrolledAt === null && sameUnitName(signer.enrolment.unit.name, name),
  );
  if (pending !== undefined) return pending.principal;
  const plain = principalFor(name);
  return signers.some((signer) => signer.principal === plain) ? principalWithCode(plain, name) : plain;
}

/**
 * The principal that figures entered for a name belong to: that of the unit which has the name, or had it while nobody else
 * has it now; else the one that such a unit would get.
 */
export function principalOfFigures(units: ReadonlyMap<string, KnownUnit>, name: string): string {
  const known =
    unitNamed(units, name) ?? [...units.values()].find((unit) => answersTo(units, unit.principal, name));
  if (known !== undefined) return known.principal;
  const plain = principalFor(name);
  return units.has(plain) ? principalWithCode(plain, name) : plain;
}

/** The names under which others may look for a unit's keys beside its principal: none that is another unit's in any way. */
export function namesOfItsOwn(units: ReadonlyMap<string, KnownUnit>, principal: string): string[] {
  const others = [...units.values()].filter((unit) => unit.principal !== principal);
  return (units.get(principal)?.names ?? []).filter(
    (name) =>
      !others.some(
        (other) =>
          other.principal === principalFor(name) || other.names.some((had) => sameUnitName(had, name)),
      ),
  );
}

import type { ApiResult } from '../../../../shared/api.ts';
import { type PackageHeader, sameUnitName, unitCode } from '../../seal/index.ts';
import { metKeys } from '../../store/met-key-store.ts';
import type { StoredPackage } from '../../store/package-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { getSigner } from '../../store/signer-store.ts';
import { isOlderCode } from './unit-binding.ts';
import { answersTo, knownUnits, unitNamed } from './unit-names.ts';

type Standing = Pick<ApiResult<'inbox.originals'>[number], 'standing' | 'metAt' | 'knownAs'>;

/**
 * What is known of the key that signed a package lying inside another. A valid signature alone says only that nobody changed
 * the content since: anyone can make a key, also the unit that carries the package. Known is a key that was enrolled here
 * under the name, or that came under it in an earlier package than the one it lies in now; a name that came with another key
 * before, or a key with another name, is said.
 */
export function firstSignerStanding(db: ReadDb, outer: StoredPackage, inner: PackageHeader): Standing {
  const { name, code } = inner.unit;
  const fingerprint = inner.signerFingerprint;
  const units = knownUnits(db);
  const enrolled = getSigner(db, fingerprint);
  if (enrolled !== null && enrolled.enrolledAt !== null) {
    return answersTo(units, enrolled.principal, name)
      ? { standing: 'enrolled', metAt: enrolled.enrolledAt, knownAs: null }
      : {
          standing: 'other',
          metAt: null,
          knownAs: units.get(enrolled.principal)?.name ?? enrolled.principal,
        };
  }
  const nameHolder = unitNamed(units, name);
  if (nameHolder !== null) return { standing: 'other', metAt: null, knownAs: nameHolder.name };
  const before = metKeys(db).filter(
    (met) =>
      (met.fingerprint === fingerprint || sameUnitName(met.name, name)) &&
      met.digest !== outer.digest &&
      met.at < outer.importedAt,
  );
  const against = before.find((met) => met.fingerprint !== fingerprint || !sameUnitName(met.name, name));
  if (against !== undefined) return { standing: 'other', metAt: against.at, knownAs: against.name };
  const [first] = before;
  const codeFits = code === unitCode(name) || isOlderCode(code);
  return first !== undefined && codeFits
    ? { standing: 'met', metAt: first.at, knownAs: null }
    : { standing: 'unknown', metAt: null, knownAs: null };
}

import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { sameUnitName, unitCode } from '../../seal/index.ts';

/** What a verified package says of the unit it comes from, and what is known of the one who signed it. */
export interface UnitClaims {
  /** The name under which the signer is known here. */
  readonly signer: string;
  /** True for the names that signer may write. */
  readonly accepts: (name: string) => boolean;
  /** Source-Organization. */
  readonly organization: string;
  /** The unit's name inside the document; empty when it names none. */
  readonly form: string;
  /** Jianbiao-Unit. */
  readonly code: string;
  /** True for codes that may stand there instead of the one made from the name. */
  readonly otherCode: (code: string) => boolean;
}

/** How a name of a form stands in bag-info.txt: one line, without control signs. */
function asBagText(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/**
 * Signer, Source-Organization, the document's unit and Jianbiao-Unit must be one unit: otherwise any enrolled unit could send
 * in any other's name. Throws `package-unit-not-signers`, `package-unit-form-other` or `package-unit-code-other`, each
 * naming both sides.
 */
export function requireOneUnit(claims: UnitClaims): void {
  const { signer, organization, code } = claims;
  const form = asBagText(claims.form);
  const stranger = [organization, form].find((name) => name !== '' && !claims.accepts(name));
  if (stranger !== undefined) throw new JianbiaoError('package-unit-not-signers', { signer, unit: stranger });
  if (form !== '' && !sameUnitName(form, organization))
    throw new JianbiaoError('package-unit-form-other', { unit: organization, form });
  if (code !== unitCode(organization) && !claims.otherCode(code))
    throw new JianbiaoError('package-unit-code-other', { code, unit: organization });
}

/** The code that versions up to 0.1 wrote: the division and six signs of the submission's number. */
export function isOlderCode(code: string): boolean {
  return /^\d{6}-[a-z0-9]{6}$/.test(code);
}

/** True when an older code's signs are those of the submission's number, as they were made. */
export function olderCodeFits(code: string, submissionId: string): boolean {
  return isOlderCode(code) && code.slice(7) === submissionId.slice(2, 8);
}

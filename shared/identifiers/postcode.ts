/** A postcode of six digits (domain notes 4.8). */
export function isPostcode(text: string): boolean {
  return /^\d{6}$/.test(text.trim());
}

/** An e-mail address good enough to write to: one @, a dotted domain, no spaces. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text.trim());
}

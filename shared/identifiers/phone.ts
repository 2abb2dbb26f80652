/** A mobile number of 11 digits, spaces and dashes allowed between groups (domain notes 4.8). */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(plain(text));
}

/** A fixed line with its area code and an optional extension: 010-63094191, 0731-82210000-8012. */
export function isLandline(text: string): boolean {
  return /^0\d{2,3}-?\d{7,8}(?:-\d{1,6})?$/.test(text.normalize('NFKC').replace(/\s+/g, ''));
}

/** Any telephone number a form may hold. */
export function isPhone(text: string): boolean {
  return isMobile(text) || isLandline(text);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]+/g, '');
}

/** A telephone number for messages: first three and last four. */
export function maskPhone(text: string): string {
  const value = plain(text);
  return value.length <= 7 ? '*'.repeat(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`;
}

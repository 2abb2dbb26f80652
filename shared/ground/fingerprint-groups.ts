const prefix = 'SHA256:';

/**
 * The body of a fingerprint: no `SHA256:`, no white space or hyphens between groups, full-width characters (a Chinese
 * input method types them) turned into ASCII. Case stays, because base64 distinguishes it.
 */
export function fingerprintBody(text: string): string {
  const ascii = text.normalize('NFKC').replace(/[\s-]+/g, '');
  return ascii.replace(/^sha256:/i, '').replace(/=+$/, '');
}

/** A fingerprint's body in groups of four, the way 附件11 prints it and the way people read it out. */
function fingerprintGroups(fingerprint: string): string[] {
  return fingerprintBody(fingerprint).match(/.{1,4}/gu) ?? [];
}

/** `SHA256:` and the groups parted by spaces: for showing, never for comparing. */
export function groupedFingerprint(fingerprint: string): string {
  return `${prefix} ${fingerprintGroups(fingerprint).join(' ')}`;
}

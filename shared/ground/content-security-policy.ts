/** The places in the built page where a shell writes its nonce (renderer/index.html). */
const NONCE_BLANK = '__CSP_NONCE__';

/**
 * The policy both shells send with every file (models.md C1 item 7). Styles need one nonce because Mantine writes
 * its theme as style elements; scripts come from the build's own files alone.
 *
 * `nonce` is fresh for each page load; `connect` lists what the page may talk to: nothing in Electron, where calls go
 * through the preload script; the loopback server itself in the local shell.
 */
export function contentSecurityPolicy(nonce: string, connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src ${connect.length === 0 ? "'none'" : connect.join(' ')}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Headers that go with every file of either shell. `policy` is the text of `contentSecurityPolicy`. */
export function securityHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    // frame-ancestors counts only in a header, never in a meta element.
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Only names that Chromium knows: it complains of others on every page (bluetooth is none of them).
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=(), clipboard-read=()',
    'Cache-Control': 'no-store',
  };
}

/**
 * The built page as one shell serves it: nonce filled in, the policy repeated as a meta element (second line of
 * defence, models.md C1 item 7), and the shell's own script, if any, before the page's.
 */
export function pageWithPolicy(html: string, nonce: string, policy: string, shellScript?: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  const script = shellScript === undefined ? '' : `<script src="${shellScript}"></script>`;
  return html.replaceAll(NONCE_BLANK, nonce).replace('<head>', `<head>${meta}${script}`);
}

/**
 * The nonce that the shell wrote into the page for style elements (strict CSP, design: shells). Empty when the shell
 * serves without one, in which case Mantine's style elements carry no nonce.
 */
export function styleNonce(): string {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[property="csp-nonce"]')) {
    if (meta.nonce !== '' && meta.nonce !== '__CSP_NONCE__') return meta.nonce;
  }
  return '';
}

import { expect, test } from 'vitest';
import { contentSecurityPolicy, pageWithPolicy, securityHeaders } from './content-security-policy.ts';

test('nothing unsafe, nothing remote, and in Electron nothing to connect to', () => {
  const policy = contentSecurityPolicy('abc', []);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("style-src 'self' 'nonce-abc'");
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
  expect(contentSecurityPolicy('abc', ["'self'"])).toContain("connect-src 'self'");
  expect(securityHeaders(policy)['Content-Security-Policy']).toContain("frame-ancestors 'none'");
});

test('the page gets the nonce, the policy and the script of the shell', () => {
  const html = '<html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"></head></html>';
  const page = pageWithPolicy(html, 'n1', "default-src 'none'", '/local/bridge.js');
  expect(page).toContain('nonce="n1"');
  expect(page).toContain('http-equiv="Content-Security-Policy"');
  expect(page).toContain('<script src="/local/bridge.js">');
  expect(pageWithPolicy(html, 'n1', 'x')).not.toContain('<script');
});

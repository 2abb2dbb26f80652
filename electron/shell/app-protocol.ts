import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { BUILT_FILES_NAME, builtFiles } from '../../shared/ground/built-files.ts';
import {
  contentSecurityPolicy,
  pageWithPolicy,
  securityHeaders,
} from '../../shared/ground/content-security-policy.ts';
import { APP_SCHEME, isAppAddress } from './app-address.ts';

/** Tells Chromium what kind of scheme app: is. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built window under app://jianbiao/ : GET only, exactly the files that the build listed, each with the
 * strict policy as a header (models.md C1 items 7 and 18). A request is looked up and never becomes a path by itself.
 */
export function serveApp(distDir: string): void {
  const files = builtFiles.parse(JSON.parse(readFileSync(join(distDir, BUILT_FILES_NAME), 'utf8')));
  protocol.handle(APP_SCHEME, async (request) => {
    const { pathname } = new URL(request.url);
    const entry = Object.hasOwn(files, pathname) ? files[pathname] : undefined;
    const nonce = randomBytes(18).toString('base64');
    const policy = contentSecurityPolicy(nonce, []);
    const headers = securityHeaders(policy);
    if (request.method !== 'GET' || !isAppAddress(request.url) || entry === undefined)
      return new Response(null, { status: 404, headers });
    const bytes = await readFile(join(distDir, entry.file));
    const body = pathname.endsWith('.html') ? pageWithPolicy(bytes.toString('utf8'), nonce, policy) : bytes;
    return new Response(body, { headers: { ...headers, 'Content-Type': entry.type } });
  });
}

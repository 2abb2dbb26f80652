import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A secret of this run that nobody guesses: 256 random bits. */
export function makeKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares without telling by time how much was right; hashing makes the lengths equal. */
export function sameKey(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/**
 * True when a request speaks to this very server by its loopback address. A page of another site that has its own name
 * resolve to 127.0.0.1 (DNS rebinding) carries that name in Host and is refused.
 */
export function hostIsOurs(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}`;
}

/** True when the page that sent the request is this server's own. Browsers send Origin with sockets and posts. */
export function originIsOurs(request: IncomingMessage, port: number): boolean {
  return request.headers.origin === `http://127.0.0.1:${port}`;
}

/** True unless the browser itself says that another site caused the request (Fetch Metadata). */
export function fetchSiteIsOurs(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

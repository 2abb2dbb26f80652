import type { IncomingMessage } from 'node:http';
import { makeKey, sameKey } from './guard.ts';

/** Where a one-time code is handed in; the page there holds nothing secret. */
export const ENTRANCE = '/enter';

/** Below this, and a random name that only the window's browser knows, stands a window with all that it may ask. */
const ROOMS = '/w/';
const COOKIE = 'jianbiao';

/** How long the code in a page that the shell opens by itself lives: a slow PC takes its time to start a browser. */
export const OPENED_CODE_LIFE_MS = 120_000;
/** How long a printed one lives: somebody has to copy it into a browser. */
export const PRINTED_CODE_LIFE_MS = 600_000;

/** What a code was exchanged for. */
interface Entered {
  /** The window's address on this server. */
  readonly page: string;
  readonly cookie: string;
}

/** A room of the browser that a request comes from, and what it asks for in it (`''`, `socket`, `upload` …). */
export interface Room {
  readonly base: string;
  readonly asked: string;
}

export interface Entrance {
  /** A code that opens one session within `lifeMs`, once. */
  issue(lifeMs: number): string;
  /** Spends a code. Null when it was never given, was used before, or came too late. */
  enter(code: string): Entered | null;
  /** The room that a request is in; null without the room's cookie. */
  roomOf(request: IncomingMessage, pathname: string): Room | null;
}

/**
 * How a browser comes to be the one that may use this run (finding: the key stood in the command line and in the
 * profile). A code is good once; what it buys is a cookie that scripts cannot read, of a room with a random name.
 * Both are needed: cookies know no ports, so every server on 127.0.0.1 that the browser visits would be sent a cookie
 * of `/`, another user's too; a cookie of a path that nobody else knows is sent to us alone. An address found in the
 * browser's history has no cookie, and everything ends with this process.
 * `now` gives milliseconds.
 */
export function createEntrance(now: () => number = Date.now): Entrance {
  const codes = new Map<string, number>();
  const rooms = new Map<string, string>();

  return {
    issue(lifeMs) {
      for (const [code, until] of codes) if (until < now()) codes.delete(code);
      const code = makeKey();
      codes.set(code, now() + lifeMs);
      return code;
    },
    enter(code) {
      const until = codes.get(code);
      codes.delete(code);
      if (until === undefined || until < now()) return null;
      const base = `${ROOMS}${makeKey()}/`;
      const key = makeKey();
      rooms.set(base, key);
      return {
        page: base,
        cookie: `${COOKIE}=${key}; Path=${base}; HttpOnly; SameSite=Strict`,
      };
    },
    roomOf(request, pathname) {
      const base = /^\/w\/[A-Za-z0-9_-]{43}\//.exec(pathname)?.[0] ?? '';
      const key = rooms.get(base);
      if (key === undefined) return null;
      const given = (request.headers.cookie ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${COOKIE}=`))
        .map((pair) => pair.slice(COOKIE.length + 1));
      if (!given.some((value) => sameKey(value, key))) return null;
      return { base, asked: pathname.slice(base.length) };
    },
  };
}

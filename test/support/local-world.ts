import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { paths } from '../../build/kit/paths.ts';
import { decodeFrame, encodeFrame } from '../../electron/local/frame.ts';
import { fromServer } from '../../electron/local/messages.ts';
import { type LocalShell, startLocalShell } from '../../electron/local/server.ts';

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly policy: string;
  readonly cookie: string;
}

/** A window's room: its address and the cookie that a browser keeps for it. */
interface Entered {
  readonly page: string;
  readonly cookie: string;
}

type Answer = Extract<ReturnType<typeof fromServer.parse>, { kind: 'answer' }>['answer'];

export interface LocalWorld {
  readonly shell: LocalShell;
  readonly room: Entered;
  /** The shell's own origin, as its page sends it. */
  readonly own: string;
  /** Where the shell makes its private folder. */
  readonly temporary: string;
  ask(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Reply>;
  /** Hands a one-time code in, as the entrance page does. */
  handIn(code: string, headers?: Record<string, string>): Promise<Reply>;
  enter(): Promise<Entered>;
  /** Opens a socket as a page would; null when refused. */
  open(given?: Partial<Entered> & { origin?: string; host?: string }): Promise<WebSocket | null>;
  /** Opens a socket as the window does. */
  window(): Promise<WebSocket>;
  /** What lies in the temporary folder: every file of every run but the runs' own marks. */
  lying(): readonly string[];
  close(): Promise<void>;
}

export const codeOf = (address: string): string =>
  new URLSearchParams(new URL(address).hash.slice(1)).get('code') ?? '';

let lastId = 0;

/** Sends a message over a window's socket and gives its answer. */
export function send(socket: WebSocket, message: Record<string, unknown>): Promise<Answer> {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    const hear = (data: Buffer): void => {
      const heard = fromServer.parse(decodeFrame(data));
      if (heard.kind !== 'answer' || heard.id !== id) return;
      socket.off('message', hear);
      resolve(heard.answer);
    };
    socket.on('message', hear);
    socket.send(encodeFrame({ ...message, id }));
  });
}

/** Calls an engine's method over a window's socket. */
export const call = (socket: WebSocket, method: string, args: unknown): Promise<Answer> =>
  send(socket, { kind: 'call', method, args });

/** The connection under a window's socket, to break the protocol on. */
export function rawOf(socket: WebSocket): Socket {
  const raw: unknown = Reflect.get(socket, '_socket');
  if (raw instanceof Socket) return raw;
  throw new Error('the socket has no connection');
}

/** A built window of one empty page. */
function sampleDist(parent: string): string {
  const dist = join(parent, 'dist');
  mkdirSync(join(dist, 'renderer'), { recursive: true });
  mkdirSync(join(dist, 'local'));
  const page = '<!doctype html><html><head></head><body></body></html>';
  writeFileSync(join(dist, 'renderer', 'index.html'), page);
  writeFileSync(join(dist, 'local', 'bridge.js'), '"use strict";');
  const file = { file: 'renderer/index.html', type: 'text/html', bytes: page.length, sha256: 'a'.repeat(64) };
  writeFileSync(join(dist, 'renderer-files.json'), JSON.stringify({ '/index.html': file }));
  writeFileSync(join(dist, 'secret.txt'), 'secret');
  return dist;
}

/** The local shell over a window of one empty page, with what a browser does written by hand. */
export async function localWorld(): Promise<LocalWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-shell-test-'));
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const shell = await startLocalShell({
    distDir: sampleDist(folder),
    dataDir: join(folder, 'data'),
    campaignsDir: join(paths.root, 'resources', 'campaigns'),
    fontsDir: join(folder, 'fonts'),
    temporaryDir: temporary,
  });
  const own = `http://127.0.0.1:${shell.port}`;

  const ask: LocalWorld['ask'] = (path, options = {}) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', headers = {} } = options;
      const sent = request({ host: '127.0.0.1', port: shell.port, path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          body += part;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body,
            policy: String(response.headers['content-security-policy'] ?? ''),
            cookie: response.headers['set-cookie']?.[0] ?? '',
          }),
        );
      });
      sent.once('error', reject);
      sent.end(options.body);
    });

  const handIn: LocalWorld['handIn'] = (code, headers = { Origin: own }) =>
    ask('/enter', { method: 'POST', headers, body: code });

  async function enter(): Promise<Entered> {
    const { body, cookie } = await handIn(codeOf(shell.newAddress()));
    const { page } = JSON.parse(body) as { page: string };
    return { page, cookie: cookie.split(';')[0] ?? '' };
  }

  const room = await enter();

  const open: LocalWorld['open'] = (given = {}) => {
    const { page, cookie, origin, host } = { ...room, origin: own, host: undefined, ...given };
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${page}socket`, ['jianbiao'], {
        headers: { Origin: origin, Cookie: cookie, ...(host === undefined ? {} : { Host: host }) },
      });
      socket.once('open', () => resolve(socket));
      socket.once('error', () => resolve(null));
    });
  };

  return {
    shell,
    room,
    own,
    temporary,
    ask,
    handIn,
    enter,
    open,
    async window() {
      const socket = await open();
      if (socket === null) throw new Error('the window was refused');
      return socket;
    },
    lying: () =>
      readdirSync(temporary, { recursive: true })
        .map(String)
        .filter((name) => statSync(join(temporary, name)).isFile() && !/[\\/](process|data)$/.test(name)),
    async close() {
      await shell.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { decodeFrame, encodeFrame } from './frame.ts';
import { fromServer } from './messages.ts';
import { type LocalShell, startLocalShell } from './server.ts';

let folder: string;
let shell: LocalShell;
let key: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-local-test-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'renderer'), { recursive: true });
  mkdirSync(join(dist, 'local'));
  const page = '<!doctype html><html><head></head><body></body></html>';
  writeFileSync(join(dist, 'renderer', 'index.html'), page);
  writeFileSync(join(dist, 'local', 'bridge.js'), '"use strict";');
  writeFileSync(
    join(dist, 'renderer-files.json'),
    JSON.stringify({
      '/index.html': {
        file: 'renderer/index.html',
        type: 'text/html',
        bytes: page.length,
        sha256: 'a'.repeat(64),
      },
    }),
  );
  writeFileSync(join(dist, 'secret.txt'), 'secret');
  shell = await startLocalShell({
    distDir: dist,
    dataDir: join(folder, 'data'),
    campaignsDir: join(import.meta.dirname, '../../resources/campaigns'),
    fontsDir: join(folder, 'fonts'),
  });
  key = new URL(shell.address).hash.replace('#key=', '');
});

afterAll(async () => {
  await shell.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly policy: string;
}

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: shell.port,
        path,
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
      },
      (response) => {
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
          }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(options.body);
  });
}

/** Opens the socket as a page would; gives it, or null when refused. */
function open(origin: string, offered: string, host?: string): Promise<WebSocket | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/socket`, ['jianbiao', `key.${offered}`], {
      headers: { Origin: origin, ...(host === undefined ? {} : { Host: host }) },
    });
    socket.once('open', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

const own = (): string => `http://127.0.0.1:${shell.port}`;

describe('files', () => {
  test('the page comes with the strict policy and a nonce that is new each time', async () => {
    const [first, second] = await Promise.all([ask('/'), ask('/')]);
    expect(first.status).toBe(200);
    expect(first.policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    expect(first.policy).toContain("frame-ancestors 'none'");
    expect(first.policy).not.toContain('unsafe');
    expect(first.policy).not.toBe(second.policy);
    expect(first.body).toContain('/local/bridge.js');
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '//secret.txt',
    '/renderer-files.json',
    '/constructor',
    '/__proto__',
  ])('%s is not served', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  test('another name for this machine is refused (DNS rebinding)', async () => {
    for (const host of [
      `evil.example:${shell.port}`,
      `localhost:${shell.port}`,
      '127.0.0.1',
      `127.0.0.1:${shell.port}.evil.example`,
    ])
      expect((await ask('/', { headers: { Host: host } })).status).toBe(403);
  });

  test('a request that another site caused is refused', async () => {
    expect((await ask('/', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403);
    expect((await ask('/', { method: 'PUT' })).status).toBe(403);
  });
});

describe('socket', () => {
  test('opens for our page with the key of this run, and for nobody else', async () => {
    const wrong = 'A'.repeat(key.length);
    expect(await open(own(), wrong)).toBeNull();
    expect(await open(own(), '')).toBeNull();
    expect(await open('http://evil.example', key)).toBeNull();
    expect(await open('null', key)).toBeNull();
    expect(await open(own(), key, `evil.example:${shell.port}`)).toBeNull();
    const socket = await open(own(), key);
    expect(socket).not.toBeNull();
    socket?.close();
  });

  test('answers a call, refuses malformed arguments with a sentence, and closes on nonsense', async () => {
    const socket = await open(own(), key);
    if (socket === null) throw new Error('refused');
    const call = (id: number, method: string, args: unknown): Promise<unknown> =>
      new Promise((resolve) => {
        const hear = (data: Buffer): void => {
          const message = fromServer.parse(decodeFrame(data));
          if (message.kind !== 'answer' || message.id !== id) return;
          socket.off('message', hear);
          resolve(message.answer);
        };
        socket.on('message', hear);
        socket.send(encodeFrame({ kind: 'call', id, method, args }));
      });
    expect(await call(1, 'app.info', {})).toMatchObject({ ok: true, value: { shell: 'local' } });
    expect(await call(2, 'app.info', { extra: 1 })).toMatchObject({
      ok: false,
      error: { code: 'arguments-invalid' },
    });
    expect(await call(3, 'constructor', {})).toMatchObject({ ok: false, error: { code: 'method-unknown' } });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('not a frame');
    expect(await closed).toBe(1008);
  });
});

describe('files on their way', () => {
  const upload = (headers: Record<string, string>): Promise<Reply> =>
    ask(`/upload?name=${encodeURIComponent('../照片.jpg')}`, { method: 'POST', headers, body: 'bytes' });

  test('an upload needs our page and the key; its name never leaves the folder', async () => {
    expect((await upload({ Origin: own() })).status).toBe(403);
    expect((await upload({ Origin: 'http://evil.example', Authorization: `Bearer ${key}` })).status).toBe(
      403,
    );
    const good = await upload({ Origin: own(), Authorization: `Bearer ${key}` });
    expect(good.status).toBe(200);
    const { handle } = JSON.parse(good.body) as { handle: string };
    const path = await shell.engine.resolve(handle);
    expect(path.endsWith('照片.jpg')).toBe(true);
    expect(path).not.toContain('..');
  });

  test('a download address works once at most, and only when it was given', async () => {
    expect((await ask('/download/unknown')).status).toBe(403);
  });
});

test('the engine comes back after kill -9, and the windows are told', async () => {
  const socket = await open(own(), key);
  if (socket === null) throw new Error('refused');
  const told = new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      const message = fromServer.parse(decodeFrame(data));
      if (message.kind === 'event') resolve(message);
    });
  });
  const before = shell.engine.pid;
  if (before === undefined) throw new Error('no engine');
  process.kill(before, 'SIGKILL');
  expect(await told).toMatchObject({ event: 'changed', payload: { what: 'workspace' } });
  expect(await shell.engine.call('app.info', {})).toMatchObject({ ok: true });
  expect(shell.engine.pid).not.toBe(before);
  socket.close();
});

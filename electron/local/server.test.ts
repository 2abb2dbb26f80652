import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, codeOf, type LocalWorld, localWorld, rawOf } from '../../test/support/local-world.ts';
import { decodeFrame } from './frame.ts';
import { fromServer } from './messages.ts';
import { startLocalShell } from './server.ts';

let world: LocalWorld;
beforeAll(async () => {
  world = await localWorld();
});
afterAll(() => world.close());

describe('files', () => {
  test('the window comes with the strict policy and a nonce that is new each time', async () => {
    const headers = { Cookie: world.room.cookie };
    const [first, second] = await Promise.all([
      world.ask(world.room.page, { headers }),
      world.ask(world.room.page, { headers }),
    ]);
    expect(first.status).toBe(200);
    expect(first.policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    expect(first.policy).toContain("frame-ancestors 'none'");
    expect(first.policy).not.toContain('unsafe');
    expect(first.policy).not.toBe(second.policy);
    expect(first.body).toContain('/local/bridge.js');
  });

  test('without a code there is only the page that says where to get one', async () => {
    for (const path of ['/', '/enter', world.room.page, `/w/${'A'.repeat(43)}/`]) {
      const { status, body, policy } = await world.ask(path);
      expect([status, body.includes('按回车键'), body.includes('bridge.js')]).toEqual([200, true, false]);
      expect(policy).toContain("default-src 'none'");
    }
    expect((await world.ask('/index.html')).status).toBe(404);
  });

  test('the browser that asks for an icon by itself gets no 404', async () => {
    expect((await world.ask('/favicon.ico')).status).toBe(204);
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
    expect((await world.ask(path)).status).toBe(404);
  });

  test('another name for this machine is refused (DNS rebinding)', async () => {
    for (const host of [
      `evil.example:${world.shell.port}`,
      `localhost:${world.shell.port}`,
      '127.0.0.1',
      `127.0.0.1:${world.shell.port}.evil.example`,
    ])
      expect((await world.ask('/', { headers: { Host: host } })).status).toBe(403);
  });

  test('a request that another site caused is refused', async () => {
    const headers = { Cookie: world.room.cookie, 'Sec-Fetch-Site': 'cross-site' };
    expect((await world.ask(world.room.page, { headers })).status).toBe(403);
    expect((await world.ask('/', { method: 'PUT' })).status).toBe(403);
  });
});

describe('the entrance', () => {
  test('a code opens one room, once', async () => {
    const code = codeOf(world.shell.newAddress());
    const first = await world.handIn(code);
    expect(first.status).toBe(200);
    expect(first.cookie).toMatch(/^jianbiao=[\w-]{43}; Path=\/w\/[\w-]{43}\/; HttpOnly; SameSite=Strict$/);
    expect((await world.handIn(code)).status).toBe(403);
    expect((await world.handIn('A'.repeat(43))).status).toBe(403);
    expect((await world.handIn('A'.repeat(100_000))).status).toBe(403);
  });

  test('a code that came too late opens nothing', async () => {
    const late = codeOf(world.shell.newAddress({ lifeMs: -1 }));
    expect((await world.handIn(late)).status).toBe(403);
  });

  test('only the entrance page of this server may hand a code in, and by its own address', async () => {
    for (const headers of [
      {},
      { Origin: 'null' },
      { Origin: 'http://evil.example' },
      { Origin: `http://127.0.0.1:${world.shell.port + 1}` },
      { Origin: world.own, Host: `evil.example:${world.shell.port}` },
    ])
      expect((await world.handIn(codeOf(world.shell.newAddress()), headers)).status).toBe(403);
  });

  test("one room's cookie opens no other room, and an address without its cookie opens nothing", async () => {
    const other = await world.enter();
    expect(await world.open({ page: other.page })).toBeNull();
    expect(await world.open({ cookie: '' })).toBeNull();
    expect(await world.open({ page: '/' })).toBeNull();
    const both = await world.open({ page: other.page, cookie: `${world.room.cookie}; ${other.cookie}` });
    expect(both).not.toBeNull();
    both?.close();
  });
});

describe('socket', () => {
  test('opens for our page with the cookie of its room, and for nobody else', async () => {
    expect(await world.open({ cookie: `jianbiao=${'A'.repeat(43)}` })).toBeNull();
    expect(await world.open({ origin: 'http://evil.example' })).toBeNull();
    expect(await world.open({ origin: 'null' })).toBeNull();
    expect(await world.open({ host: `evil.example:${world.shell.port}` })).toBeNull();
    const socket = await world.open();
    expect(socket).not.toBeNull();
    socket?.close();
  });

  test('a second window of the same browser works beside the first', async () => {
    const [first, second] = [await world.window(), await world.window()];
    for (const socket of [first, second])
      expect(await call(socket, 'app.info', {})).toMatchObject({ ok: true });
    first.close();
    second.close();
  });

  test('answers a call, refuses malformed arguments with a sentence, and closes on nonsense', async () => {
    const socket = await world.window();
    expect(await call(socket, 'app.info', {})).toMatchObject({ ok: true, value: { shell: 'local' } });
    expect(await call(socket, 'app.info', { extra: 1 })).toMatchObject({
      ok: false,
      error: { code: 'arguments-invalid' },
    });
    expect(await call(socket, 'constructor', {})).toMatchObject({
      ok: false,
      error: { code: 'method-unknown' },
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('not a frame');
    expect(await closed).toBe(1008);
  });

  test('arguments nested without end are refused by a sentence and reach no engine', async () => {
    const socket = await world.window();
    const before = world.shell.engine.pid;
    // Written by hand: the page's own side would not send it.
    const nested = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`;
    const text = Buffer.from(
      `{"message":{"kind":"call","id":900000,"method":"app.info","args":${nested}},"bytes":[]}`,
    );
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const answered = new Promise((resolve) => {
      socket.once('message', (data: Buffer) => resolve(decodeFrame(data)));
    });
    socket.send(Buffer.concat([length, text]));
    expect(await answered).toMatchObject({
      id: 900000,
      answer: { ok: false, error: { code: 'request-unfit' } },
    });
    expect(await call(socket, 'app.info', {})).toMatchObject({ ok: true });
    expect(world.shell.engine.pid).toBe(before);
    socket.close();
  });

  test('a dropped scan of 100 MB, which the field allows, comes through', async () => {
    const socket = await world.window();
    const bytes = new Uint8Array(100 * 1024 ** 2);
    // No workspace is open: the engine itself answers so, which shows that it was asked.
    expect(await call(socket, 'attachments.add', { name: '扫描件.pdf', bytes })).toMatchObject({
      ok: false,
      error: { code: 'workspace-locked' },
    });
    socket.close();
  });

  test('a message above the limit, a broken protocol and a cut connection end that socket alone', async () => {
    const bystander = await world.window();
    const large = await world.window();
    const told = new Promise((resolve) => large.once('close', resolve));
    large.on('error', () => undefined);
    // The length alone decides: a header of 4 GB that no body follows.
    rawOf(large).write(Buffer.from([0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
    await told;
    const unmasked = await world.window();
    const ended = new Promise((resolve) => unmasked.once('close', resolve));
    unmasked.on('error', () => undefined);
    rawOf(unmasked).write(Buffer.from([0x82, 0x01, 0x00]));
    await ended;
    const cut = await world.window();
    cut.on('error', () => undefined);
    rawOf(cut).write('GET / HTTP/1.1\r\n');
    rawOf(cut).destroy();
    // Refused at the door, and broken off there.
    await new Promise<void>((resolve) => {
      const half = connect(world.shell.port, '127.0.0.1', () => {
        half.write('GET /socket HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
        half.resetAndDestroy();
        half.once('close', () => resolve());
      });
      half.on('error', () => undefined);
    });
    expect(await call(bystander, 'app.info', {})).toMatchObject({ ok: true });
    bystander.close();
  });
});

test('the engine comes back after kill -9, and the windows are told', async () => {
  const socket = await world.window();
  const told = new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      const message = fromServer.parse(decodeFrame(data));
      if (message.kind === 'event') resolve(message);
    });
  });
  const before = world.shell.engine.pid;
  if (before === undefined) throw new Error('no engine');
  process.kill(before, 'SIGKILL');
  expect(await told).toMatchObject({ event: 'changed', payload: { what: 'workspace' } });
  expect(await world.shell.engine.call('app.info', {})).toMatchObject({ ok: true });
  expect(world.shell.engine.pid).not.toBe(before);
  socket.close();
});

test('a port that is taken is said, and neither an engine nor a folder is left of the try', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-port-'));
  let engines = 0;
  const trying = startLocalShell({
    distDir: folder,
    dataDir: join(folder, 'data'),
    campaignsDir: folder,
    fontsDir: folder,
    temporaryDir: folder,
    port: world.shell.port,
    startEngine() {
      engines += 1;
      throw new Error('started for nothing');
    },
  });
  await expect(trying).rejects.toMatchObject({ code: 'port-unavailable' });
  expect([engines, readdirSync(folder)]).toEqual([0, []]);
  rmSync(folder, { recursive: true });
});

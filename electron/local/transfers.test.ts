import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { call, type LocalWorld, localWorld, type Reply, send } from '../../test/support/local-world.ts';
import { createTransfers } from './transfers.ts';

let world: LocalWorld;
beforeAll(async () => {
  world = await localWorld();
});
afterAll(() => world.close());

/** One grey pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

const upload = (
  headers: Record<string, string>,
  page = world.room.page,
  name = '../赵国强照片.jpg',
): Promise<Reply> =>
  world.ask(`${page}upload?name=${encodeURIComponent(name)}`, { method: 'POST', headers, body: 'bytes' });
const good = (): Record<string, string> => ({ Origin: world.own, Cookie: world.room.cookie });
const handleOf = async (reply: Promise<Reply>): Promise<string> =>
  z.object({ handle: z.string() }).parse(JSON.parse((await reply).body)).handle;
const chooseSave = async (socket: WebSocket): Promise<string> =>
  z
    .object({ value: z.object({ handle: z.string() }) })
    .parse(await send(socket, { kind: 'chooseSave', suggestedName: '附件5-赵国强.pdf' })).value.handle;

test('an upload needs our page and the cookie; it lies private and under a name that says nothing', async () => {
  expect((await upload({ Origin: world.own })).status).toBe(403);
  expect((await upload({ ...good(), Origin: 'http://evil.example' })).status).toBe(403);
  expect((await upload(good(), '/')).status).toBe(403);
  const path = await world.shell.engine.resolve(await handleOf(upload(good())));
  expect(world.lying()).toHaveLength(1);
  expect(world.lying().join()).not.toMatch(/赵国强|照片/);
  expect(path.startsWith(world.shell.runFolder.path)).toBe(true);
  expect(path.endsWith('.jpg')).toBe(true);
  if (process.platform !== 'win32') expect(statSync(world.shell.runFolder.path).mode & 0o777).toBe(0o700);
});

test('the engine calls an upload by the name that the clerk knows', async () => {
  const socket = await world.window();
  const source = await handleOf(upload(good(), world.room.page, '去年的备份.jbbackup'));
  const answer = await call(socket, 'backup.inspect', { source });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'backup-invalid', params: { file: '去年的备份.jbbackup' } },
  });
  socket.close();
});

test('an upload that a method has taken is gone; one that was refused waits for another try', async () => {
  const socket = await world.window();
  await call(socket, 'workspace.lock', {});
  const source = await handleOf(upload(good()));
  const take = (): Promise<unknown> => call(socket, 'attachments.import', { source });
  expect(await take()).toMatchObject({ ok: false, error: { code: 'workspace-locked' } });
  expect(world.lying()).toHaveLength(1);
  const info = z
    .object({ value: z.object({ campaigns: z.array(z.object({ id: z.string() })) }) })
    .parse(await call(socket, 'app.info', {}));
  const made = await call(socket, 'workspace.create', {
    campaignId: info.value.campaigns[0]?.id,
    name: '试用单位',
    role: 'recommender',
    passphrase: 'passphrase 1',
  });
  expect(made).toMatchObject({ ok: true });
  writeFileSync(await world.shell.engine.resolve(source), PNG);
  expect(await take()).toMatchObject({ ok: true });
  expect(world.lying()).toEqual([]);
  socket.close();
});

test('locking takes every upload and every saved paper away, and a download that comes too late is told', async () => {
  const socket = await world.window();
  await upload(good());
  const handle = await chooseSave(socket);
  writeFileSync(await world.shell.engine.resolve(handle), 'paper');
  expect(world.lying()).toHaveLength(2);
  expect(world.lying().join()).not.toContain('赵国强');
  await call(socket, 'workspace.lock', {});
  expect(world.lying()).toEqual([]);
  expect(await send(socket, { kind: 'finishSave', handle })).toMatchObject({
    ok: false,
    error: { code: 'saved-file-gone', params: { name: '附件5-赵国强.pdf' } },
  });
  socket.close();
});

test('a saved file whose address the browser has just got arrives though locking comes first, and is gone', async () => {
  const socket = await world.window();
  const handle = await chooseSave(socket);
  writeFileSync(await world.shell.engine.resolve(handle), 'feedback');
  await upload(good());
  const offered = z
    .object({ value: z.object({ id: z.string() }) })
    .parse(await send(socket, { kind: 'finishSave', handle }));
  await call(socket, 'workspace.lock', {});
  expect(world.lying()).toHaveLength(1);
  const path = `${world.room.page}download/${offered.value.id}`;
  const given = await world.ask(path, { headers: { Cookie: world.room.cookie } });
  expect([given.status, given.body]).toEqual([200, 'feedback']);
  await expect.poll(world.lying).toEqual([]);
  socket.close();
});

test('a saved paper is downloaded once, under its own name, and is gone', async () => {
  const socket = await world.window();
  const handle = await chooseSave(socket);
  writeFileSync(await world.shell.engine.resolve(handle), 'paper');
  const offered = z
    .object({ value: z.object({ id: z.string() }) })
    .parse(await send(socket, { kind: 'finishSave', handle }));
  const path = `${world.room.page}download/${offered.value.id}`;
  expect((await world.ask(path)).status).toBe(404);
  const given = await world.ask(path, { headers: { Cookie: world.room.cookie } });
  expect([given.status, given.body]).toEqual([200, 'paper']);
  expect((await world.ask(path, { headers: { Cookie: world.room.cookie } })).status).toBe(403);
  await expect.poll(world.lying).toEqual([]);
  socket.close();
});

test('a download address works only when it was given', async () => {
  const headers = { Cookie: world.room.cookie };
  expect((await world.ask(`${world.room.page}download/unknown`, { headers })).status).toBe(403);
});

test('what a call works on at the moment of locking goes as soon as the call is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-transfers-'));
  try {
    let clock = 0;
    const transfers = createTransfers(folder, () => clock);
    const path = await transfers.receive('名单.xlsx', Readable.from(['rows']), 4);
    const seen = await transfers.hold([path], async () => {
      transfers.wipe();
      return { value: statSync(path).size, usedUp: false };
    });
    expect(seen).toBe(4);
    expect(readdirSync(folder)).toEqual([]);
    // Given up in the window: nobody asked for it any more.
    await transfers.receive('名单.xlsx', Readable.from(['rows']), 4);
    clock = 14 * 60_000;
    transfers.tidy();
    expect(readdirSync(folder)).toHaveLength(1);
    clock = 16 * 60_000;
    transfers.tidy();
    expect(readdirSync(folder)).toEqual([]);
    await expect(transfers.receive('名单.xlsx', Readable.from(['row']), 4)).rejects.toThrow('收到 3 字节');
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { campaignsDir, codeOf, DeskLoop, passphrase } from '../../../../test/support/desk-loop.ts';
import { type EngineClient, openEngine } from '../../../cli/kit/engine-client.ts';
import { createSeat } from '../../kernel/seat.ts';
import { leastLogN } from '../../store/key-wrap.ts';
import { openWorkspaceFile, type WorkspaceFile } from '../../store/workspace-file.ts';
import { type AutoBackup, createAutoBackup, writeAutoBackup } from './auto-backup.ts';

const loop = new DeskLoop();
const opened: EngineClient[] = [];
let count = 0;
let dataDir = '';
let now = 0;
let events: string[] = [];
let client: EngineClient;
let id = '';

function engine(automaticBackup = true): EngineClient {
  const made = openEngine({
    dataDir,
    campaignsDir,
    now: () => new Date(now),
    passphraseLogN: leastLogN,
    emit: (event, payload) => events.push(`${event} ${JSON.stringify(payload)}`),
    automaticBackup,
  });
  opened.push(made);
  return made;
}

/** As the engine leaves a workspace: after the last call has given it back. */
async function leave(keeper: AutoBackup, file: WorkspaceFile): Promise<void> {
  const seat = createSeat(() => undefined);
  seat.take(file);
  const vacated = await seat.vacate();
  if (vacated !== null) keeper.leave(vacated);
}

function folder(): string {
  return join(dataDir, 'backups', id);
}

function backups(place = folder()): string[] {
  return readdirSync(place).sort();
}

async function write(text: string): Promise<void> {
  const { revision } = await client.call('record.get', { id: 'unit' });
  await client.call('record.save', { id: 'unit', baseRevision: revision, changes: { contactName: text } });
}

/** What the newest backup says when it comes back on another machine. */
async function restored(): Promise<unknown> {
  const other = loop.engine(`恢复${count}-${now}`);
  const [newest] = await client.call('backup.list', {});
  const source = other.handle(join(folder(), newest?.fileName ?? ''), 'read');
  await other.call('workspace.restore', { source, passphrase });
  return (await other.call('record.get', { id: 'unit' })).content.contactName;
}

/** Locks, opens again: by then the last backup is made, or was broken off. */
async function reopened(): Promise<void> {
  await client.call('workspace.lock', {});
  await client.call('workspace.unlock', { id, secret: { passphrase } });
}

/** A second, vitest's own patience, is too little where others work beside it. */
const PATIENCE = { timeout: 120_000 };

/** Lets the engine look whether a backup is due, and waits for it. */
async function minutes(amount: number): Promise<void> {
  now += amount * 60_000;
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(async () => {
    const status = await client.call('backup.status', {});
    expect(status.running).toBe(false);
  }, PATIENCE);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  count += 1;
  dataDir = join(loop.root, `库${count}`);
  now = Date.parse('2026-03-02T01:00:00Z');
  events = [];
  client = engine();
  const made = await client.call('workspace.create', {
    role: 'recommender',
    name: '示例单位',
    campaignId: 'ggj-2021',
    passphrase,
  });
  id = made.workspace.id;
});
afterEach(async () => {
  for (const made of opened.splice(0)) await made.close();
  vi.useRealTimers();
});
afterAll(() => loop.close());

describe('the automatic backup', () => {
  it('is made when the program closes after a change, comes back whole, and is not made again without one', async () => {
    await write('甲');
    await client.close();
    expect(backups()).toEqual([`jianbiao-auto-${id}-20260302T010000.jbbackup`]);
    expect(readFileSync(join(folder(), backups()[0] ?? '')).includes('甲')).toBe(false);
    now += 3_600_000;
    client = engine();
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    await client.call('view.set', { key: 'somewhere', value: '1' });
    await client.call('view.set', { key: 'elsewhere', value: '2' });
    expect(await restored()).toBe('甲');
    await client.close();
    expect(backups()).toHaveLength(1);
  });

  it('is made when the workspace is locked; opening it again at once waits for nothing and loses nothing', async () => {
    await write('乙');
    await client.call('workspace.lock', {});
    await vi.waitFor(
      () => expect(backups().filter((name) => name.endsWith('.jbbackup'))).toHaveLength(1),
      PATIENCE,
    );
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    now += 1000;
    await write('丙');
    await reopened();
    expect((await client.call('record.get', { id: 'unit' })).content.contactName).toBe('丙');
    expect(backups().filter((name) => name.endsWith('.part'))).toEqual([]);
    now += 1000;
    await client.close();
    expect(await restoredAfterClose()).toBe('丙');
  });

  async function restoredAfterClose(): Promise<unknown> {
    client = engine();
    return restored();
  }

  it('is made at most once an hour while open, and only after changes', async () => {
    await minutes(1);
    expect(backups()).toHaveLength(1);
    await write('一');
    await minutes(30);
    expect(backups()).toHaveLength(1);
    await minutes(31);
    expect(backups()).toHaveLength(2);
    await minutes(120);
    expect(backups()).toHaveLength(2);
    expect(await client.call('backup.status', {})).toMatchObject({
      on: true,
      running: false,
      last: { at: '2026-03-02T02:02:00.000Z' },
      copy: null,
      problem: null,
    });
  });

  it('stays away when it is switched off, and on the command line', async () => {
    await client.call('backup.configure', { on: false });
    await write('丁');
    await minutes(90);
    await client.close();
    expect(() => readdirSync(folder())).toThrow('ENOENT');
    client = engine(false);
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    await client.call('backup.configure', { on: true });
    await client.close();
    expect(() => readdirSync(folder())).toThrow('ENOENT');
  });

  it('says a failure once, keeps it in sight, lets typing go on, and makes it good by itself', async () => {
    mkdirSync(join(dataDir, 'backups'), { recursive: true });
    writeFileSync(folder(), 'in the way');
    await write('戊');
    await minutes(1);
    await minutes(1);
    await minutes(20);
    const told = events.filter((line) => line.startsWith('backup '));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('自动备份没有完成');
    expect((await client.call('backup.status', {})).problem?.error.code).toBe('auto-backup-failed');
    await write('己');
    expect(await codeOf(client.call('backup.run', {}))).toBe('auto-backup-failed');
    rmSync(folder());
    await minutes(20);
    expect((await client.call('backup.status', {})).problem).toBeNull();
    expect(await restored()).toBe('己');
  });

  it('also goes to a second place, waits for one that is missing, and touches no other file there', async () => {
    const disk = join(loop.root, `盘${count}`);
    mkdirSync(disk);
    const manual = `jianbiao-${id}-20200101T000000.jbbackup`;
    const long = Array.from(
      { length: 12 },
      (_, hour) => `jianbiao-auto-${id}-20200101T${10 + hour}0000.jbbackup`,
    );
    for (const name of [manual, '照片.jpg', ...long]) writeFileSync(join(disk, name), 'x');
    await client.call('backup.configure', { copyFolder: client.handle(disk, 'folder') });
    await write('庚');
    await minutes(1);
    const [made = ''] = backups();
    expect(backups(disk)).toEqual([manual, '照片.jpg', ...long.slice(3), made].sort());
    expect(readFileSync(join(disk, made)).equals(readFileSync(join(folder(), made)))).toBe(true);

    renameSync(disk, `${disk}-away`);
    await write('辛');
    await minutes(61);
    expect(await client.call('backup.status', {})).toMatchObject({
      problem: null,
      copy: { present: false, last: null },
      copyProblem: { error: { code: 'auto-backup-copy-missing' } },
    });
    expect(events.filter((line) => line.startsWith('backup '))).toHaveLength(1);
    expect(events.join()).not.toContain(loop.root);
    renameSync(`${disk}-away`, disk);
    await minutes(16);
    expect(backups(disk)).toContain(backups().at(-1));
    expect(await client.call('backup.status', {})).toMatchObject({
      copy: { present: true },
      copyProblem: null,
    });
  });

  it('is broken off when closing would take too long: no file is left, and it is still due', async () => {
    const bytes = new Uint8Array(12 << 20).fill(9);
    bytes.set(Buffer.from('%PDF-1.7'));
    await client.call('attachments.add', { name: 'p.pdf', bytes });
    await client.call('backup.configure', { on: false });
    await client.close();
    const keeper = createAutoBackup({
      dataDir,
      enabled: true,
      now: () => new Date(now),
      emit: (event) => void events.push(event),
    });
    const file = await openWorkspaceFile(dataDir, id, { passphrase });
    writeAutoBackup(file.db, { on: true, copyFolder: null });
    await leave(keeper, file);
    await keeper.settle(0);
    expect(file.db.raw.open).toBe(false);
    expect(backups()).toEqual([]);
    expect(events).not.toContain('backup');
    const again = await openWorkspaceFile(dataDir, id, { passphrase });
    const next = createAutoBackup({
      dataDir,
      enabled: true,
      now: () => new Date(now),
      emit: () => undefined,
    });
    await leave(next, again);
    await next.settle(60_000);
    expect(backups()).toHaveLength(1);
    client = engine();
  });

  it('holds a moment: what is saved while it is being made stays in the workspace', async () => {
    for (let photo = 0; photo < 12; photo += 1) {
      const bytes = new Uint8Array(1 << 20).fill(photo + 1);
      bytes.set(Buffer.from('%PDF-1.7'));
      await client.call('attachments.add', { name: 'p.pdf', bytes });
    }
    await write('前');
    const backup = client.call('backup.run', {});
    for (let turn = 0; turn < 40; turn += 1) await write(`后${turn}`);
    await backup;
    const status = await client.call('backup.status', {});
    expect(status.last?.bytes).toBeGreaterThan(12 << 20);
    expect((await client.call('record.get', { id: 'unit' })).content.contactName).toBe('后39');
    expect(String(await restored())).toMatch(/^(前|后\d+)$/);
    await reopened();
    expect((await client.call('record.get', { id: 'unit' })).content.contactName).toBe('后39');
  });

  it('keeps the workspace locked against other programs before, during and after', async () => {
    const child = fileURLToPath(new URL('../../../../test/support/opening-child.ts', import.meta.url));
    const other = () =>
      execFileSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', child, dataDir, id, passphrase],
        {
          encoding: 'utf8',
        },
      );
    expect(other()).toBe('workspace-in-use');
    await client.call('backup.run', {});
    await client.call('backup.run', {});
    expect(other()).toBe('workspace-in-use');
    await client.call('workspace.lock', {});
    expect(other()).toBe('none');
  });

  it('is offered before unlocking, tells a file that is none, and goes when its workspace is erased', async () => {
    await write('壬');
    await client.call('backup.run', {});
    await client.call('workspace.lock', {});
    const [offered] = await client.call('backup.list', {});
    expect(offered).toMatchObject({ workspaceId: id, workspaceName: '示例单位', role: 'recommender' });
    const source = offered?.source ?? '';
    expect(await client.call('backup.inspect', { source })).toMatchObject({ workspaceName: '示例单位' });
    const foreign = join(loop.stick, `别的${count}.jbbackup`);
    for (const [bytes, says] of [
      ['PK\u0003\u0004', '像是封包或压缩文件'],
      ['age-encryption.org/v1\n', '像是加密的封包'],
      ['', '空的'],
    ] as const) {
      writeFileSync(foreign, bytes, 'latin1');
      await expect(client.call('backup.inspect', { source: client.handle(foreign, 'read') })).rejects.toThrow(
        says,
      );
    }
    expect(
      await codeOf(client.call('backup.inspect', { source: client.handle(`${foreign}.none`, 'read') })),
    ).toBe('file-missing');
    const back = await client.call('workspace.restore', { source, passphrase });
    expect((await client.call('record.get', { id: 'unit' })).content.contactName).toBe('壬');
    expect(await client.call('backup.status', {})).toMatchObject({ on: true, copy: null });
    const secret = { passphrase };
    await client.call('workspace.erase', { id, typedName: '示例单位', secret });
    await client.call('workspace.erase', { id: back.id, typedName: '示例单位', secret });
    // Of each the last one stays for a while, and says so.
    const kept = await client.call('backup.list', {});
    expect(kept.map(({ workspaceId }) => workspaceId).sort()).toEqual([id, back.id].sort());
    expect(kept.every(({ keptUntil }) => keptUntil !== null)).toBe(true);
  });
});

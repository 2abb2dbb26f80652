import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codeOf, DeskLoop, passphrase } from '../../../../test/support/desk-loop.ts';
import { markErased } from '../../store/erasing.ts';

const secret = { passphrase };

describe('erasing a workspace', () => {
  const loop = new DeskLoop();
  afterAll(() => loop.close());

  async function filled(name: string) {
    const client = await loop.workspace(name, 'host');
    const id = (await client.call('workspace.current', {}))?.id ?? '';
    await client.call('record.save', { id: 'unit', baseRevision: 0, changes: { contactName: '甲' } });
    return { client, id, folder: loop.dataDir(name) };
  }

  it('is refused to a second copy of the program while the first has the workspace open', async () => {
    const { client, id, folder } = await filled('两份');
    const other = loop.engine('两份');
    const erase = other.call('workspace.erase', { id, typedName: '两份', secret });
    expect(await codeOf(erase)).toBe('workspace-in-use');
    await client.call('record.save', { id: 'unit', baseRevision: 1, changes: { contactName: '乙' } });
    await client.call('workspace.lock', {});
    expect(readdirSync(folder)).toContain(`${id}.db`);
    await other.call('workspace.unlock', { id, secret });
    expect((await other.call('record.get', { id: 'unit' })).content.contactName).toBe('乙');
    // Nor can it change the passphrase, which is written beside the data, or restore over it.
    await client.call('workspace.list', {});
    expect(await codeOf(client.call('workspace.changePassphrase', { current: passphrase, next: '新' }))).toBe(
      'workspace-locked',
    );
  });

  it('is refused across processes too', async () => {
    const { client, id, folder } = await filled('两个进程');
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../../../../test/support/erasing-child.ts'),
        folder,
        id,
        '两个进程',
        passphrase,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const said: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => said.push(part));
    await new Promise((resolve) => child.once('close', resolve));
    expect(Buffer.concat(said).toString()).toBe('workspace-in-use');
    expect((await client.call('record.get', { id: 'unit' })).content.contactName).toBe('甲');
  });

  it('asks for the passphrase or the recovery code, whoever has it open', async () => {
    const client = loop.engine('要口令');
    const about = { role: 'host', name: '要口令', campaignId: 'ggj-2021', passphrase } as const;
    const { workspace, recoveryCode } = await client.call('workspace.create', about);
    const erase = (with_: typeof secret | { recoveryCode: string }) =>
      client.call('workspace.erase', { id: workspace.id, typedName: '要口令', secret: with_ });
    expect(await codeOf(erase({ passphrase: '猜的' }))).toBe('workspace-secret-wrong');
    expect(await client.call('workspace.current', {})).not.toBeNull();
    await erase({ recoveryCode });
    expect(await client.call('workspace.list', {})).toEqual([]);
  });

  it('keeps the last backup for thirty days, offers it, and removes it at a later start', async () => {
    loop.setClock('2021-09-16T02:00:00Z');
    const { client, id, folder } = await filled('留三十天');
    const { keptUntil } = await client.call('workspace.erase', { id, typedName: '留三十天', secret });
    expect(keptUntil).toBe('2021-10-16T02:00:00.000Z');
    expect(readdirSync(folder).filter((name) => name.startsWith(id))).toEqual([]);
    const [kept, ...more] = await client.call('backup.list', {});
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ workspaceId: id, workspaceName: '留三十天', keptUntil });
    expect(await codeOf(client.call('workspace.unlock', { id, secret }))).toBe('workspace-unknown');

    loop.setClock('2021-10-15T02:00:00Z');
    const later = loop.engine('留三十天');
    const [still] = await later.call('backup.list', {});
    await later.call('workspace.restore', { source: still?.source ?? '', passphrase });
    expect((await later.call('record.get', { id: 'unit' })).content.contactName).toBe('甲');
    await later.close();

    loop.setClock('2021-10-17T02:00:00Z');
    const last = loop.engine('留三十天');
    expect((await last.call('backup.list', {})).map(({ workspaceId }) => workspaceId)).not.toContain(id);
    expect(existsSync(join(folder, 'backups', id))).toBe(false);
  });

  it('that was cut off is finished at the next start, and the workspace does not open in between', async () => {
    loop.setClock('2021-09-16T02:00:00Z');
    const { client, id, folder } = await filled('断电');
    await client.call('backup.run', {});
    await client.call('workspace.lock', {});
    // What a kill after the mark leaves.
    markErased(folder, id, '2021-09-16T02:00:00.000Z');
    expect(await codeOf(client.call('workspace.unlock', { id, secret }))).toBe('workspace-being-erased');
    expect(await client.call('workspace.list', {})).toEqual([]);
    expect(readdirSync(folder)).toContain(`${id}.db`);
    const next = loop.engine('断电');
    expect(readdirSync(folder).filter((name) => name.startsWith(id))).toEqual([]);
    expect(await next.call('backup.list', {})).toMatchObject([{ workspaceId: id }]);
  });

  it('never begins without a backup that stands', async () => {
    const { client, id, folder } = await filled('无处备份');
    // A file where the folder of the backups should be.
    writeFileSync(join(folder, 'backups'), '');
    expect(await codeOf(client.call('workspace.erase', { id, typedName: '无处备份', secret }))).toBe(
      'auto-backup-failed',
    );
    expect((await client.call('record.get', { id: 'unit' })).content.contactName).toBe('甲');
  });
});

describe('what a kill leaves', () => {
  const loop = new DeskLoop();
  afterAll(() => loop.close());
  const yesterday = new Date(Date.now() - 2 * 86_400_000);

  function rest(path: string): void {
    writeFileSync(path, 'x');
    utimesSync(path, yesterday, yesterday);
  }

  it('is swept at the next start: databases that were never finished, scratch copies of backups', async () => {
    loop.setClock(new Date().toISOString());
    const client = await loop.workspace('清扫', 'host');
    const id = (await client.call('workspace.current', {}))?.id ?? '';
    await client.call('workspace.lock', {});
    const folder = loop.dataDir('清扫');
    const [killed, strange] = ['w-killed0000', 'w-strange000'];
    for (const suffix of ['.db', '.db-wal', '.witness', '.creating'])
      rest(join(folder, `${killed}${suffix}`));
    // Without the mark of a beginning it may be someone's only copy, whose header was lost.
    rest(join(folder, `${strange}.db`));
    mkdirSync(join(folder, 'backups', id), { recursive: true });
    rest(join(folder, 'backups', `backup-${id}.db`));
    rest(join(folder, 'backups', id, `backup-${id}.db`));
    writeFileSync(join(folder, 'backups', `backup-${killed}.db`), 'new');
    await loop.engine('清扫').call('workspace.list', {});
    const left = readdirSync(folder);
    expect(left.filter((name) => name.startsWith(killed))).toEqual([]);
    expect(left).toContain(`${strange}.db`);
    expect(left).toContain(`${id}.db`);
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.db'))).toEqual([
      `backup-${killed}.db`,
    ]);
    expect(readdirSync(join(folder, 'backups', id))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is nobody else’s to read', async () => {
    const client = await loop.workspace('权限', 'host');
    await client.call('record.save', { id: 'unit', baseRevision: 0, changes: { contactName: '甲' } });
    const folder = loop.dataDir('权限');
    const target = { file: client.handle(join(folder, 'copy.jbbackup'), 'write') };
    await client.call('workspace.backup', { target });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const { parentPath, name } of files)
      expect([name, statSync(join(parentPath, name)).mode & 0o077]).toEqual([name, 0]);
    expect(readFileSync(join(folder, 'copy.jbbackup')).length).toBeGreaterThan(0);
  });
});

describe('opening while a job begins', () => {
  const loop = new DeskLoop();
  afterAll(() => loop.close());

  it('closes the workspace that could not take the place of the one at work', async () => {
    const client = await loop.workspace('甲乙', 'office');
    const first = (await client.call('workspace.current', {}))?.id ?? '';
    await client.call('workspace.create', { role: 'office', name: '乙', campaignId: 'ggj-2021', passphrase });
    await client.call('identity.create', {});
    writeFileSync(join(loop.stick, 'big.zip'), new Uint8Array(24 << 20));
    // The key takes its time; the import begins meanwhile.
    const unlocking = codeOf(client.call('workspace.unlock', { id: first, secret }));
    const importing = client.call('inbox.import', {
      sources: [client.handle(join(loop.stick, 'big.zip'), 'read')],
      jobId: 'take',
    });
    expect(await unlocking).toBe('workspace-busy');
    await importing;
    const other = loop.engine('甲乙');
    expect(await codeOf(other.call('workspace.unlock', { id: first, secret }))).toBe('none');
  });
});

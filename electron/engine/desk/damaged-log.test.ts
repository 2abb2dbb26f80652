import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';

const frameBytes = 24 + 4096;

describe('a workspace after a crash', () => {
  const loop = new DeskLoop();
  const secret = { passphrase };
  let id = '';
  let crashed = '';
  let young = '';
  let recoveryCode = '';
  let copies = 0;

  async function type(client: EngineClient, times: number): Promise<void> {
    let { revision } = await client.call('record.get', { id: 'unit' });
    for (let count = 1; count <= times; count += 1)
      ({ revision } = await client.call('record.save', {
        id: 'unit',
        baseRevision: revision,
        changes: { contactName: `人${revision}` },
      }));
  }

  /** The files as a kill at this moment leaves them: what was written stands in the system's memory and is read by all. */
  function freeze(name: string): string {
    const folder = join(loop.root, name);
    mkdirSync(folder);
    for (const file of readdirSync(loop.dataDir('unit')).filter((one) => one.startsWith(id)))
      copyFileSync(join(loop.dataDir('unit'), file), join(folder, file));
    return folder;
  }

  /** A data folder that a crash left, damaged by `damage`, and an engine on it. */
  function found(from: string, damage: (log: string, folder: string) => void) {
    copies += 1;
    const name = `found-${copies}`;
    const folder = loop.dataDir(name);
    mkdirSync(folder);
    for (const file of readdirSync(from)) copyFileSync(join(from, file), join(folder, file));
    damage(join(folder, `${id}.db-wal`), folder);
    return { client: loop.engine(name), folder };
  }

  const bytesOf = (folder: string) =>
    ['.db', '.db-wal', '.witness'].map((suffix) => {
      const path = join(folder, `${id}${suffix}`);
      return existsSync(path) ? readFileSync(path).toString('base64') : '';
    });

  async function errorOf(client: EngineClient): Promise<JianbiaoError> {
    const thrown = await client.call('workspace.unlock', { id, secret }).then(
      () => null,
      (cause: unknown) => cause,
    );
    if (!(thrown instanceof JianbiaoError)) throw new Error('opened');
    return thrown;
  }

  beforeAll(async () => {
    loop.setClock('2021-09-16T02:00:00Z');
    const client = loop.engine('unit');
    const made = await client.call('workspace.create', {
      role: 'recommender',
      name: '示例单位',
      campaignId: 'ggj-2021',
      passphrase,
    });
    ({ recoveryCode } = made);
    ({ id } = made.workspace);
    young = freeze('young');
    await type(client, 30);
    loop.setClock('2021-09-16T03:00:00Z');
    await type(client, 90);
    crashed = freeze('crashed');
    await client.close();
  });
  afterAll(() => loop.close());

  it('opens with all that was acknowledged when nothing is damaged', async () => {
    const { client } = found(crashed, () => undefined);
    await client.call('workspace.unlock', { id, secret });
    expect((await client.call('record.get', { id: 'unit' })).revision).toBe(120);
  });

  it('says how many savings are missing and since when, and leaves the evidence: one byte flipped in the log', async () => {
    const { client, folder } = found(crashed, (log) => {
      const bytes = readFileSync(log);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(log, bytes);
    });
    const before = bytesOf(folder);
    const error = await errorOf(client);
    expect(error.code).toBe('workspace-saves-missing');
    expect(error.params.count).toBeGreaterThan(30);
    expect(error.params.count).toBeLessThan(120);
    expect(error.message).toContain(`少了至少 ${error.params.count} 次保存`);
    expect(error.params.last).toBe('2021年9月16日 11:00:00');
    expect(bytesOf(folder)).toEqual(before);

    // Going on with what is there keeps the files as they were found first.
    await client.call('workspace.unlock', { id, secret, acceptLoss: true });
    const [aside = ''] = readdirSync(join(folder, 'set-aside'));
    expect(bytesOf(join(folder, 'set-aside', aside))).toEqual(before);
    const { revision } = await client.call('record.get', { id: 'unit' });
    expect(revision).toBe(120 - Number(error.params.count));
    const { events } = await client.call('workspace.events', { limit: 1 });
    expect(events).toMatchObject([{ kind: 'loss-accepted', detail: { missing: error.params.count } }]);
    await type(client, 3);
    await client.call('workspace.lock', {});
    await client.call('workspace.unlock', { id, secret });
    expect((await client.call('record.get', { id: 'unit' })).revision).toBe(revision + 3);
  });

  it.each([
    [
      'cut in half',
      (log: string) => truncateSync(log, 32 + Math.floor(statSync(log).size / frameBytes / 2) * frameBytes),
    ],
    ['emptied', (log: string) => truncateSync(log, 0)],
    ['gone', (log: string) => rmSync(log)],
    [
      'damaged in its last frame',
      (log: string) => {
        const bytes = readFileSync(log);
        bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
        writeFileSync(log, bytes);
      },
    ],
  ])('says that savings are missing when its log is %s', async (_what, damage) => {
    const { client, folder } = found(crashed, damage);
    const before = bytesOf(folder);
    const error = await errorOf(client);
    expect(error.code).toBe('workspace-saves-missing');
    expect(error.params.count).toBeGreaterThan(0);
    expect(bytesOf(folder)).toEqual(before);
  });

  it('lies whole in its file from the first minute on: a young one opens without its log', async () => {
    const { client } = found(young, (log) => rmSync(log, { force: true }));
    await client.call('workspace.unlock', { id, secret });
    expect(await client.call('workspace.current', {})).toMatchObject({ id });
  });

  it('of an earlier version, wholly in a log that is gone, is called damaged and not filled with an empty schema', async () => {
    const { client, folder } = found(crashed, (log, where) => {
      rmSync(log);
      rmSync(join(where, `${id}.witness`));
      writeFileSync(join(where, `${id}.db`), '');
    });
    expect((await errorOf(client)).code).toBe('workspace-damaged');
    expect(statSync(join(folder, `${id}.db`)).size).toBe(0);
  });

  it('tells a file that was exchanged for an older one', async () => {
    const { client } = found(crashed, (log, where) => {
      rmSync(log);
      copyFileSync(join(young, `${id}.db`), join(where, `${id}.db`));
    });
    expect((await errorOf(client)).code).toBe('workspace-saves-missing');
  });

  it('without a witness is told by the commits behind the damage in its log', async () => {
    const { client } = found(crashed, (log, where) => {
      rmSync(join(where, `${id}.witness`));
      const bytes = readFileSync(log);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(log, bytes);
    });
    expect((await errorOf(client)).code).toBe('workspace-saves-missing');
  });

  it('opens without a word when only the witness is gone, torn or behind', async () => {
    for (const change of [
      (path: string) => rmSync(path),
      (path: string) => writeFileSync(path, '坏'),
      (path: string) => truncateSync(path, 100),
      (path: string) => copyFileSync(join(young, `${id}.witness`), path),
    ]) {
      const { client } = found(crashed, (_log, where) => change(join(where, `${id}.witness`)));
      await client.call('workspace.unlock', { id, secret });
      expect((await client.call('record.get', { id: 'unit' })).revision).toBe(120);
      await client.close();
    }
  });

  it('comes back from its backup with the recovery code as well as with the passphrase', async () => {
    const { client, folder } = found(crashed, () => undefined);
    const path = join(folder, 'copy.jbbackup');
    await client.call('workspace.unlock', { id, secret });
    await client.call('workspace.backup', { target: { file: client.handle(path, 'write') } });
    const source = client.handle(path, 'read');
    const restore = (given: string) =>
      client.call('workspace.restore', { source, passphrase: { recoveryCode: given } });
    expect(await codeOf(restore('AAAAA'))).toBe('recovery-code-invalid');
    await restore(recoveryCode);
    expect((await client.call('record.get', { id: 'unit' })).revision).toBe(120);
  });
});

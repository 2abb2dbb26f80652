import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';

/** What the window is told: topics with the id they come with. */
interface Told {
  readonly what: string;
  readonly id?: string;
}

describe('running a method as it is declared', () => {
  const loop = new DeskLoop();
  const told: Told[] = [];
  let client: EngineClient;
  let id = '';

  async function refusal(call: Promise<unknown>): Promise<string> {
    try {
      await call;
      return '';
    } catch (thrown) {
      return thrown instanceof Error ? thrown.message : String(thrown);
    }
  }

  beforeAll(async () => {
    client = await loop.workspace('示例省机关事务管理局', 'recommender', (event, payload) => {
      if (event === 'changed') told.push(payload as Told);
    });
    id = (await client.call('workspace.current', {}))?.id ?? '';
  });
  beforeEach(() => {
    told.length = 0;
  });
  afterAll(() => loop.close());

  it('asks for the role that the declaration names, by the title of the action', async () => {
    expect(await refusal(client.call('quotas.get', {}))).toContain('“查看名额表”只供领导小组办公室使用');
    expect(told).toEqual([]);
  });

  it('tells what the declaration says, with what the call was about, and nothing for a reading', async () => {
    const { id: made } = await client.call('records.create', { kind: 'individual' });
    expect(told).toEqual([{ what: 'records' }, { what: 'record' }, { what: 'log' }]);
    told.length = 0;
    await client.call('records.remove', { id: made });
    expect(told).toEqual([{ what: 'records', id: made }, { what: 'log' }]);
    told.length = 0;
    await client.call('records.list', {});
    await client.call('view.set', { key: 'a', value: 'b' });
    expect(told).toEqual([]);
  });

  it('tells nothing of a call that failed before it wrote, and all of one that failed after', async () => {
    await refusal(client.call('record.save', { id: 'unit', baseRevision: 0, changes: { unknown: 'x' } }));
    expect(told).toEqual([]);
    // The number is taken before the place turns out to be no place for a package.
    await client.call('identity.create', {});
    writeFileSync(join(loop.stick, '文件'), '');
    told.length = 0;
    const folder = client.handle(join(loop.stick, '文件'), 'folder');
    expect(await refusal(client.call('enrolment.seal', { target: { folder } }))).not.toBe('');
    expect(told.map(({ what }) => what)).toEqual(['sealed']);
  });

  it('names the open workspace whatever the call was about, and none when there is none', async () => {
    await client.call('workspace.issueRecoveryCode', { passphrase });
    expect(told.find(({ what }) => what === 'workspace')?.id).toBe(id);
    told.length = 0;
    const backup = join(loop.stick, '份.jbbackup');
    await client.call('workspace.backup', { target: { file: client.handle(backup, 'write') } });
    const source = client.handle(backup, 'read');
    const copy = await client.call('workspace.restore', { source, passphrase });
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    told.length = 0;
    // Another one goes; this one stays open.
    const other = { id: copy.id, typedName: copy.name, secret: { passphrase } };
    await client.call('workspace.erase', other);
    expect(told.find(({ what }) => what === 'workspace')?.id).toBe(id);
    await client.call('workspace.lock', {});
    expect(told.at(-1)).toEqual({ what: 'workspace' });
    expect(await refusal(client.call('records.list', {}))).toContain('“列出推荐对象”不能执行');
    // The open one itself: nothing is left to be named.
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    const { name } = (await client.call('workspace.current', {})) ?? { name: '' };
    told.length = 0;
    await client.call('workspace.erase', { id, typedName: name, secret: { passphrase } });
    expect(told.filter(({ what }) => what === 'workspace')).toEqual([{ what: 'workspace' }]);
  });
});

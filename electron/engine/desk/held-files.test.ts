import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';

/** How often renaming onto a file of this name is answered as while a virus scanner has it open. */
const held = vi.hoisted(() => ({
  name: '',
  times: 0,
  take(to: string): void {
    if (this.times === 0 || !to.endsWith(this.name)) return;
    this.times -= 1;
    throw Object.assign(new Error('EPERM: rename'), { code: 'EPERM' });
  },
}));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return {
    ...real,
    renameSync(from: string, to: string) {
      held.take(to);
      real.renameSync(from, to);
    },
  };
});
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    async rename(from: string, to: string) {
      held.take(to);
      await real.rename(from, to);
    },
  };
});

describe('D7: files that another program holds for a moment', () => {
  const loop = new DeskLoop();
  let client: EngineClient;
  beforeAll(async () => {
    client = await loop.workspace('示例省机关事务管理局', 'recommender');
  });
  beforeEach(() => Object.assign(held, { name: '', times: 0 }));
  afterAll(() => loop.close());

  it('writes a template all the same', async () => {
    Object.assign(held, { name: '.xlsx', times: 2 });
    const { fileName } = await client.call('bulk.template', {
      kind: 'individual',
      target: loop.folder(client),
    });
    expect(readdirSync(loop.stick)).toContain(fileName);
    expect(held.times).toBe(0);
  });

  it('writes a backup all the same', async () => {
    Object.assign(held, { name: '.jbbackup', times: 1 });
    const { fileName } = await client.call('workspace.backup', { target: loop.folder(client) });
    expect(readdirSync(loop.stick)).toContain(fileName);
    expect(held.times).toBe(0);
  });

  it('opens a workspace though the file that only orders the list cannot be written at all', async () => {
    await client.call('workspace.lock', {});
    const [workspace] = await client.call('workspace.list', {});
    Object.assign(held, { name: 'opened.json', times: 1000 });
    const opened = await client.call('workspace.unlock', {
      id: workspace?.id ?? '',
      secret: { passphrase },
    });
    expect(opened).toBeDefined();
    expect(await client.call('records.list', {})).toEqual([]);
  });
});

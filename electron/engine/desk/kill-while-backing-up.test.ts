import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';

const child = fileURLToPath(new URL('../../../test/support/backing-child.ts', import.meta.url));
const said = z.object({ revision: z.int(), backups: z.int() });
/** The kill comes so many milliseconds after the child has finished so many backups: in the midst of the next. */
const lives = [
  [0, 3],
  [0, 40],
  [1, 0],
  [1, 20],
  [1, 60],
  [2, 110],
] as const;

describe('kill -9 while backing up', () => {
  const loop = new DeskLoop();
  let id = '';
  let dataDir = '';

  beforeAll(async () => {
    const client = await loop.workspace('备份', 'recommender');
    id = (await client.call('workspace.current', {}))?.id ?? '';
    const bytes = new Uint8Array(6 << 20).fill(7);
    bytes.set(Buffer.from('%PDF-1.7'));
    await client.call('attachments.add', { name: 'p.pdf', bytes });
    await client.close();
    dataDir = join(loop.root, '备份');
  });
  afterAll(() => loop.close());

  function backUpAndKill(after: number, life: number): Promise<{ revision: number; backups: number }> {
    return new Promise((resolve, reject) => {
      const working = fork(child, [dataDir, id, passphrase], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      let last = { revision: 0, backups: 0 };
      let doomed = false;
      working.on('message', (raw) => {
        last = said.parse(raw);
        if (doomed || last.backups < after) return;
        doomed = true;
        setTimeout(() => working.kill('SIGKILL'), life);
      });
      working.on('error', reject);
      working.on('close', () => resolve(last));
    });
  }

  it('leaves only whole backups under their names, and the workspace as it was acknowledged', async () => {
    let finished = 0;
    for (const [after, life] of lives) {
      const { revision, backups } = await backUpAndKill(after, life);
      finished += backups;
      const client = loop.engine('备份');
      const folder = join(dataDir, 'backups', id);
      const named = readdirSync(folder).filter((name) => name.endsWith('.jbbackup'));
      expect(named.length).toBeGreaterThanOrEqual(Math.min(finished, 10));
      expect(await client.call('backup.list', {})).toHaveLength(named.length);
      await client.call('workspace.unlock', { id, secret: { passphrase } });
      expect((await client.call('record.get', { id: 'unit' })).revision).toBeGreaterThanOrEqual(revision);
      await client.close();
    }
    expect(finished).toBeGreaterThan(0);
    const client = loop.engine('备份');
    for (const { source } of await client.call('backup.list', {})) {
      const back = await client.call('workspace.restore', { source, passphrase });
      expect((await client.call('records.list', {})).length).toBe(0);
      await client.call('workspace.erase', {
        id: back.id,
        typedName: back.name,
        secret: { passphrase },
      });
    }
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    await client.call('backup.run', {});
    expect(readdirSync(join(dataDir, 'backups', id)).filter((name) => !name.endsWith('.jbbackup'))).toEqual(
      [],
    );
  });
});

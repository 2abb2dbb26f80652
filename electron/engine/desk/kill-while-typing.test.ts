import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';

const child = fileURLToPath(new URL('../../../test/support/typing-child.ts', import.meta.url));
const said = z.union([
  z.object({ opened: z.literal(true), start: z.int() }),
  z.object({ revision: z.int(), text: z.string() }),
]);
/** Milliseconds of typing before each kill; kept short, the commits come every millisecond or so. */
const lives = [20, 45, 80, 130, 5];

describe('kill -9 while typing', () => {
  const loop = new DeskLoop();
  let id = '';
  let dataDir = '';

  beforeAll(async () => {
    const client = await loop.workspace('打字', 'recommender');
    id = (await client.call('workspace.current', {}))?.id ?? '';
    await client.call('workspace.lock', {});
    await client.close();
    dataDir = `${loop.root}/打字`;
  });
  afterAll(() => loop.close());

  /** Lets a child type, kills it, and gives the last thing it was told had been saved. */
  function typeAndKill(life: number): Promise<{ revision: number; text: string }> {
    return new Promise((resolve, reject) => {
      const typing = fork(child, [dataDir, id, passphrase], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      let last = { revision: 0, text: '' };
      typing.on('message', (raw) => {
        const message = said.parse(raw);
        if ('opened' in message) setTimeout(() => typing.kill('SIGKILL'), life);
        else last = message;
      });
      typing.on('error', reject);
      // 'close' comes after the channel has given everything that was sent.
      typing.on('close', () => resolve(last));
    });
  }

  it('loses nothing that was acknowledged, time and again', async () => {
    let acknowledged = 0;
    for (const life of lives) {
      const last = await typeAndKill(life);
      const client = loop.engine('打字');
      await client.call('workspace.unlock', { id, secret: { passphrase } });
      const { revision, content } = await client.call('record.get', { id: 'unit' });
      // More may be there: committed, but killed before it could say so.
      expect(revision).toBeGreaterThanOrEqual(last.revision);
      if (last.revision > 0) {
        const then = await client.call('record.revision', { id: 'unit', revision: last.revision });
        expect(then.content.contactName).toBe(last.text);
      }
      const newest = await client.call('record.revision', { id: 'unit', revision });
      expect(newest.content).toEqual(content);
      acknowledged = revision;
      await client.close();
    }
    expect(acknowledged).toBeGreaterThan(0);
  });

  it('frees the workspace at once: the lock dies with the process', async () => {
    const client = loop.engine('打字');
    expect(await client.call('workspace.unlock', { id, secret: { passphrase } })).toMatchObject({ id });
    const second = loop.engine('打字');
    await expect(second.call('workspace.unlock', { id, secret: { passphrase } })).rejects.toMatchObject({
      code: 'workspace-in-use',
    });
  });
});

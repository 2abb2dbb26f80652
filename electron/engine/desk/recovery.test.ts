import { fork } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';

const child = fileURLToPath(new URL('../../../test/support/reissuing-child.ts', import.meta.url));
const writtenBy = fileURLToPath(new URL('../../../test/fixtures/written-by/8522d95/', import.meta.url));
const said = z.union([z.object({ opened: z.literal(true) }), z.object({ recoveryCode: z.string() })]);

/** Finding D2, clerk B2: a reload of the page lost the recovery code for good, and nothing could make another. */
describe('the recovery code', () => {
  const loop = new DeskLoop();
  let client: EngineClient;
  let id = '';
  let first = '';

  beforeAll(async () => {
    client = loop.engine('恢复码');
    const created = await client.call('workspace.create', {
      role: 'recommender',
      name: '恢复码',
      campaignId: 'ggj-2021',
      passphrase,
    });
    id = created.workspace.id;
    first = created.recoveryCode;
  });
  afterAll(() => loop.close());

  const confirmed = async () => (await client.call('workspace.current', {}))?.recoveryConfirmed;
  /** What opening with a code says. */
  async function opensWith(recoveryCode: string): Promise<string> {
    await client.call('workspace.lock', {});
    const code = await codeOf(client.call('workspace.unlock', { id, secret: { recoveryCode } }));
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    return code;
  }

  it('comes afresh at every opening until it is kept, and the one before it is void', async () => {
    expect(await confirmed()).toBe(false);
    // The page was reloaded, or the machine went off: nobody has the first code.
    const { recoveryCode: second } = await client.call('workspace.issueRecoveryCode', {});
    expect(second).not.toBe(first);
    expect(await opensWith(first)).toBe('workspace-secret-wrong');
    expect(await confirmed()).toBe(false);
    const { recoveryCode: third } = await client.call('workspace.issueRecoveryCode', {});
    expect(await opensWith(second)).toBe('workspace-secret-wrong');

    // Two windows: the clerk ticks what is void already, and is told so.
    expect(await codeOf(client.call('workspace.confirmRecoveryCode', { recoveryCode: second }))).toBe(
      'recovery-code-replaced',
    );
    expect(await confirmed()).toBe(false);
    await client.call('workspace.confirmRecoveryCode', { recoveryCode: third });
    expect(await confirmed()).toBe(true);
    expect(await opensWith(third)).toBe('none');
    expect(await confirmed()).toBe(true);
    first = third;
  });

  it('is not shown again once it is kept, but a new one is given for the passphrase', async () => {
    expect(await codeOf(client.call('workspace.issueRecoveryCode', {}))).toBe('recovery-code-kept');
    expect(await codeOf(client.call('workspace.issueRecoveryCode', { passphrase: '错的' }))).toBe(
      'workspace-secret-wrong',
    );
    expect(await opensWith(first)).toBe('none');
    const { recoveryCode } = await client.call('workspace.issueRecoveryCode', { passphrase });
    expect(await confirmed()).toBe(false);
    expect(await opensWith(first)).toBe('workspace-secret-wrong');
    // Even unconfirmed it works: who has printed it, and lost power before the tick, gets in.
    expect(await opensWith(recoveryCode)).toBe('none');
    // A new passphrase does not bring the old code back.
    await client.call('workspace.changePassphrase', { current: { recoveryCode }, next: passphrase });
    expect(await opensWith(recoveryCode)).toBe('none');
  });

  it('of a backup stays what it was: the restored workspace asks again when nobody had kept it', async () => {
    const target = { file: client.handle(`${loop.stick}/恢复码.jbbackup`, 'write') };
    const { recoveryCode: then } = await client.call('workspace.issueRecoveryCode', { passphrase });
    await client.call('workspace.backup', { target });
    const { recoveryCode: now } = await client.call('workspace.issueRecoveryCode', { passphrase });
    await client.call('workspace.confirmRecoveryCode', { recoveryCode: now });
    const source = client.handle(`${loop.stick}/恢复码.jbbackup`, 'read');
    const restored = await client.call('workspace.restore', { source, passphrase });
    expect(restored.recoveryConfirmed).toBe(false);
    expect(await codeOf(client.call('workspace.confirmRecoveryCode', { recoveryCode: now }))).toBe(
      'recovery-code-replaced',
    );
    await client.call('workspace.confirmRecoveryCode', { recoveryCode: then });
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    expect(await opensWith(now)).toBe('none');
  });

  it('of a workspace written before this was asked counts as kept, and can be replaced', async () => {
    const old = loop.engine('以前');
    cpSync(`${writtenBy}recommender`, loop.dataDir('以前'), { recursive: true });
    const opened = await old.call('workspace.unlock', { id: 'w-2dgzt83bj9', secret: { passphrase } });
    expect(opened.recoveryConfirmed).toBe(true);
    const { recoveryCode } = await old.call('workspace.issueRecoveryCode', { passphrase });
    await old.call('workspace.confirmRecoveryCode', { recoveryCode });
    expect((await old.call('workspace.current', {}))?.recoveryConfirmed).toBe(true);
  });

  it('is never lost between two codes: kill -9 while they are made leaves a way in and a fresh one', async () => {
    await client.call('workspace.lock', {});
    await client.close();
    // Killed so long after the opening, or after a code was on the screen: a busy machine shows none within the first.
    for (const { since, life } of [
      { since: 'opened', life: 10 },
      { since: 'opened', life: 60 },
      { since: 'shown', life: 0 },
      { since: 'shown', life: 25 },
    ]) {
      const shown = await new Promise<string[]>((resolve, reject) => {
        const making = fork(child, [loop.dataDir('恢复码'), id, passphrase], {
          execArgv: ['--disable-warning=ExperimentalWarning'],
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        });
        const codes: string[] = [];
        making.on('message', (raw) => {
          const message = said.parse(raw);
          if ('recoveryCode' in message) codes.push(message.recoveryCode);
          const isStart = since === 'opened' ? 'opened' in message : codes.length === 1;
          if (isStart) setTimeout(() => making.kill('SIGKILL'), life);
        });
        making.on('error', reject);
        making.on('close', () => resolve(codes));
      });
      const after = loop.engine('恢复码');
      const opened = await after.call('workspace.unlock', { id, secret: { passphrase } });
      // Whatever was on the screen: it works still, or the next opening shows another.
      const last = shown.at(-1);
      if (since === 'shown') expect(shown).not.toEqual([]);
      if (last !== undefined) expect(opened.recoveryConfirmed).toBe(false);
      if (!opened.recoveryConfirmed) {
        const { recoveryCode } = await after.call('workspace.issueRecoveryCode', {});
        await after.call('workspace.confirmRecoveryCode', { recoveryCode });
      }
      await after.close();
    }
  });
});

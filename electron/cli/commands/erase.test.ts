import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import { runCommand } from '../../../test/support/run-command.ts';
import { addEraseCommand } from './erase.ts';

const loop = new DeskLoop();
const name = '示例单位';
let id = '';
const erase = (...words: string[]) =>
  runCommand(addEraseCommand, 'erase', '--data-dir', loop.dataDir('desk'), ...words);
/** The workspaces that another engine finds in the same folder. */
async function left(): Promise<string[]> {
  const client = loop.engine('desk');
  const known = await client.call('workspace.list', {});
  await client.close();
  return known.map((workspace) => workspace.id);
}

beforeAll(async () => {
  const client = loop.engine('desk');
  const about = { role: 'host', name, campaignId: 'ggj-2021', passphrase } as const;
  id = (await client.call('workspace.create', about)).workspace.id;
  await client.close();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await loop.close();
});

test('erase takes the name twice and the passphrase, and then the workspace is gone', async () => {
  vi.stubEnv('JIANBIAO_PASSPHRASE', '猜的');
  const wrong = await erase('--workspace', name, '--confirm', name);
  expect(wrong).toMatchObject({ good: false, document: { error: { code: 'workspace-secret-wrong' } } });
  vi.stubEnv('JIANBIAO_PASSPHRASE', passphrase);
  for (const [words, code] of [
    [['--workspace', id, '--confirm', '示例单'], 'workspace-name-mismatch'],
    [['--workspace', '没有', '--confirm', '没有'], 'import-workspace-unknown'],
  ] as const)
    expect(await erase(...words)).toMatchObject({ good: false, document: { error: { code } } });
  expect(await left()).toEqual([id]);
  expect(await erase('--workspace', name, '--confirm', name)).toMatchObject({
    good: true,
    document: { ok: true, id, name, keptUntil: expect.any(String) },
  });
  expect(await left()).toEqual([]);
});

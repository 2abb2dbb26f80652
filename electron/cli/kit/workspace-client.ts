import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { defaultDataDir } from '../../engine/host/data-dir.ts';
import { type EngineClient, openEngine } from './engine-client.ts';
import { programDir } from './program-dir.ts';

/** A passphrase from the environment, else asked for in the terminal without showing it; never from an argument. */
export async function askPassphrase(prompt: string): Promise<string> {
  const given = process.env.JIANBIAO_PASSPHRASE;
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) throw new JianbiaoError('import-passphrase-missing');
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** An engine on this user's workspaces, or on those of another folder. */
export function openUserEngine(dataDir: string | undefined): EngineClient {
  const root = programDir();
  return openEngine({
    dataDir: dataDir ?? defaultDataDir(),
    campaignsDir: join(root, 'resources', 'campaigns'),
  });
}

/** A workspace named by its id or its name. Throws `import-workspace-unknown` listing what there is. */
export async function findNamed(
  client: EngineClient,
  name: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const known = await client.call('workspace.list', {});
  const found = known.filter((item) => item.id === name || item.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const list = known.map((item) => `${item.name}（${item.id}）`).join('、');
    throw new JianbiaoError('import-workspace-unknown', { name, known: list === '' ? '没有' : list });
  }
  return only;
}

/** Unlocks a workspace named by its id or its name. Throws like `findNamed` and `workspace.unlock`. */
export async function unlockNamed(client: EngineClient, name: string): Promise<void> {
  const found = await findNamed(client, name);
  const passphrase = await askPassphrase(`“${found.name}”的口令：`);
  await client.call('workspace.unlock', { id: found.id, secret: { passphrase } });
}

import { fork } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignsDir, passphrase } from '../../../test/support/desk-loop.ts';
import { fontFile } from '../paper/font-set.ts';
import { type FontFace, fontFaces } from '../paper/font-table.ts';
import { createEngineClient, type EngineClient, type EnginePort } from './engine-client.ts';

/** A process of its own whose PDF library throws where nobody listens. */
function throwingEngine(): EnginePort {
  const file = fileURLToPath(new URL('../../../test/support/throwing-engine.ts', import.meta.url));
  const child = fork(file, [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    post: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
    get pid() {
      return child.pid;
    },
  };
}

describe('an error that no promise hears', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jb-net-'));
  const fontsDir = join(dataDir, 'fonts');
  const events: string[] = [];
  let client: EngineClient;

  const call = async (method: string, args: unknown): Promise<unknown> => {
    const answer = await client.call(method, args);
    return answer.ok ? answer.value : answer.error.code;
  };

  beforeAll(async () => {
    mkdirSync(fontsDir);
    for (const face of Object.keys(fontFaces) as FontFace[])
      copyFileSync(fontFile(face), join(fontsDir, fontFaces[face].file));
    client = createEngineClient(throwingEngine, { dataDir, campaignsDir, fontsDir, shell: 'cli' }, (event) =>
      events.push(event),
    );
    const made = { role: 'recommender', name: '兜底', campaignId: 'ggj-2021', passphrase };
    expect(await call('workspace.create', made)).toMatchObject({ workspace: { name: '兜底' } });
  });
  afterAll(async () => {
    await client.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('answers its own call with internal; other calls, the process and the open workspace go on', async () => {
    const { pid } = client;
    const { id } = (await call('records.create', { kind: 'individual' })) as { readonly id: string };
    await call('record.save', { id, baseRevision: 0, changes: { name: '周景和' } });
    const paper = { formId: 'annex-5', subjectId: id, round: 'preliminary', format: 'pdf' };
    const [printed, listed] = await Promise.all([call('paper.preview', paper), call('records.list', {})]);
    expect(printed).toBe('internal');
    expect(listed).toMatchObject([{ name: '周景和' }]);
    expect(await call('record.save', { id, baseRevision: 1, changes: { post: '科员' } })).toMatchObject({
      revision: 2,
    });
    expect(client.pid).toBe(pid);
    expect(events).not.toContain('workspace');
  });

  it('leaves the queues free: the next job runs, and locking works', async () => {
    const register = await client.register('folder', dataDir);
    const all = { round: 'preliminary', folder: register };
    expect(await call('paper.saveAll', { ...all, jobId: 'first' })).toBe('internal');
    expect(await call('paper.saveAll', { ...all, jobId: 'second' })).toBe('internal');
    expect(await call('workspace.lock', {})).toEqual({});
    expect(await call('workspace.current', {})).toBeNull();
  });
});

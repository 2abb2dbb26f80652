import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paths } from '../../../../build/kit/paths.ts';
import { sampleArgument } from '../../../../shared/api/sample-methods.ts';
import { methodNames, natureOf } from '../../../../shared/api.ts';
import { createEngine, type Engine } from '../../create-engine.ts';
import { createEngineClient } from '../../host/engine-client.ts';
import { forkEngine } from '../../host/fork-engine.ts';
import { SPECIMEN_WORDS } from '../../paper/specimen-mark.ts';
import { SAMPLE_COPY_PREFIX } from '../ground/sample-desk.ts';

const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-samples-test-'));
// Other tests look at samples at the same time: the copies counted here lie in a folder of their own.
const { TMPDIR } = process.env;
process.env.TMPDIR = mkdtempSync(join(scratch, 'tmp-'));
afterAll(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  rmSync(scratch, { recursive: true, force: true });
});

let engine: Engine;
let dataDir: string;
const samplesDir = join(paths.dist, 'samples');

beforeEach(() => {
  dataDir = mkdtempSync(join(scratch, 'data-'));
  engine = createEngine({
    dataDir,
    campaignsDir: join(paths.root, 'resources', 'campaigns'),
    fontsDir: join(paths.dist, 'fonts'),
    samplesDir,
    shell: 'local',
    emit: () => undefined,
  });
});
afterEach(() => engine.close());

async function value<T>(method: string, args: unknown): Promise<T> {
  const answer = await engine.handle(method, args);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
  return answer.value as T;
}

const copies = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(SAMPLE_COPY_PREFIX));

/** An engine in a process of its own, as the local shell has one, with a sample open. */
async function forkedWithSample() {
  const client = createEngineClient(
    forkEngine,
    {
      dataDir: mkdtempSync(join(scratch, 'forked-')),
      campaignsDir: join(paths.root, 'resources', 'campaigns'),
      fontsDir: join(paths.dist, 'fonts'),
      samplesDir,
      shell: 'local',
    },
    () => undefined,
  );
  expect(await client.call('sample.open', { role: 'recommender' })).toMatchObject({ ok: true });
  expect(copies()).toHaveLength(1);
  return client;
}

describe('a sample in a process that gets a signal', () => {
  // A terminal sends Ctrl+C, and the news that it is gone, to every process of the program.
  it.each(['SIGINT', 'SIGHUP'] as const)(
    '%s: stays for the shell to end, and leaves nothing behind',
    async (signal) => {
      const client = await forkedWithSample();
      process.kill(client.pid ?? 0, signal);
      expect(await client.call('workspace.current', {})).toMatchObject({ ok: true });
      await client.close();
      expect(copies()).toEqual([]);
    },
  );

  it('SIGTERM to it alone: ends in order', async () => {
    const client = await forkedWithSample();
    process.kill(client.pid ?? 0, 'SIGTERM');
    await expect.poll(copies).toEqual([]);
    await client.close();
  });
});

describe('a filled sample', () => {
  it('opens a finished desk of each role in the days of its campaign', async () => {
    expect(await value<{ samples: boolean }>('app.info', {})).toMatchObject({ samples: true });
    const unit = await value<{ sample: { moment: string } }>('sample.open', { role: 'recommender' });
    expect(unit).toMatchObject({ role: 'recommender' });
    expect(unit.sample.moment.slice(0, 4)).toBe('2021');
    expect(await value<unknown[]>('records.list', {})).not.toHaveLength(0);
    expect(await value<unknown[]>('feedback.list', {})).not.toHaveLength(0);
    // Its clock says what day a thing is noted on.
    await value('records.create', { kind: 'collective' });
    const { events } = await value<{ events: { at: string }[] }>('workspace.events', { limit: 1 });
    expect(events[0]?.at.slice(0, 10)).toBe(unit.sample.moment.slice(0, 10));
    const office = await value<{ role: string }>('sample.open', { role: 'office' });
    expect(office.role).toBe('office');
    expect((await value<unknown[]>('inbox.list', {})).length).toBeGreaterThan(2);
  });

  it('leaves nothing behind: no copy, no entry on the start page, no backup', async () => {
    const before = copies();
    await value('sample.open', { role: 'recommender' });
    expect(copies().length).toBe(before.length + 1);
    await value('workspace.lock', {});
    expect(copies()).toEqual(before);
    expect(await value<unknown>('workspace.current', {})).toBeNull();
    expect(await value<unknown[]>('workspace.list', {})).toEqual([]);
    await value('sample.open', { role: 'office' });
    await engine.close();
    expect(copies()).toEqual(before);
    expect(readdirSync(dataDir, { recursive: true })).toEqual([]);
  });

  it('gives way to a workspace of one’s own', async () => {
    const before = copies();
    await value('sample.open', { role: 'office' });
    const made = await value<{ workspace: { sample: unknown } }>('workspace.create', {
      role: 'office',
      name: '自己的办公室',
      campaignId: 'ggj-2021',
      passphrase: 'long enough 1',
    });
    expect(made.workspace.sample).toBeNull();
    expect(copies()).toEqual(before);
  });

  it('refuses whatever would leave it as something real', async () => {
    const refused = methodNames.filter((method) => natureOf(method).refusedInSample === true);
    await value('sample.open', { role: 'recommender' });
    const codes = await Promise.all(
      refused.map(async (method) => {
        const answer = await engine.handle(method, {});
        return answer.ok ? 'done' : answer.error.code;
      }),
    );
    expect(new Set(codes)).toEqual(new Set(['sample-refused']));
    // Every method that seals or exports a secret is among them: a new one has to say so too.
    const leaving = methodNames.filter((method) => /\.(seal|run|issue|export|backup)$/.test(method));
    expect(leaving.filter((method) => !refused.includes(method))).toEqual([]);
  });

  it('stays one when its files are put among the user’s own', async () => {
    cpSync(join(samplesDir, 'unit'), dataDir, { recursive: true });
    const [known] = await value<{ id: string }[]>('workspace.list', {});
    await value('workspace.unlock', { id: known?.id, secret: { passphrase: 'jianbiao-demo' } });
    const answer = await engine.handle('identity.export', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'sample-refused' } });
  });

  it('marks its paper, every page of it', async () => {
    await value('sample.open', { role: 'recommender' });
    const { bytes, pages } = await value<{ bytes: Uint8Array; pages: number }>('paper.preview', {
      formId: 'annex-3',
      subjectId: 'unit',
      round: 'preliminary',
      format: 'pdf',
    });
    const pdf = await getDocument({ data: bytes, disableFontFace: true }).promise;
    const texts = await Promise.all(
      Array.from({ length: pdf.numPages }, async (_, at) => {
        const { items } = await (await pdf.getPage(at + 1)).getTextContent();
        return items.map((item) => ('str' in item ? item.str : '')).join('');
      }),
    );
    expect(texts).toHaveLength(pages);
    for (const text of texts) expect(text).toContain(SPECIMEN_WORDS.slice(-4));
  });

  it('sweeps copies that a killed program left, not those that are being looked at', async () => {
    const old = join(tmpdir(), `${SAMPLE_COPY_PREFIX}forgotten`);
    mkdirSync(old, { recursive: true });
    const longAgo = new Date(Date.now() - 3 * 24 * 3_600_000);
    utimesSync(old, longAgo, longAgo);
    const young = mkdtempSync(join(tmpdir(), SAMPLE_COPY_PREFIX));
    await value('sample.open', { role: 'office' });
    expect(existsSync(old)).toBe(false);
    expect(existsSync(young)).toBe(true);
    rmSync(young, { recursive: true });
  });

  it('is told when the program came without one', async () => {
    const bare = createEngine({
      dataDir: join(dataDir, 'bare'),
      campaignsDir: join(paths.root, 'resources', 'campaigns'),
      samplesDir: join(dataDir, 'nothing'),
      shell: 'local',
      emit: () => undefined,
    });
    const answer = await bare.handle('sample.open', { role: 'office' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'samples-absent' } });
    expect(await bare.handle('app.info', {})).toMatchObject({ ok: true, value: { samples: false } });
    await bare.close();
  });

  it('is asked for by an argument of the program', () => {
    expect(sampleArgument(['node', 'x'])).toBeNull();
    expect(sampleArgument(['--sample'])).toBe('recommender');
    expect(sampleArgument(['a.zip', '--sample=office'])).toBe('office');
    expect(sampleArgument(['--sample=nonsense'])).toBe('recommender');
  });
});

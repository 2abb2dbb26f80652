import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiArgs, ApiResult, MethodName } from '../../../shared/api.ts';
import { codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';

/** What a call that came too late may answer; anything else is a fault. */
const TOO_LATE = ['none', 'workspace-closed', 'workspace-locked', 'job-cancelled'];

interface Answer {
  readonly code: string;
  readonly digest: string | null;
  readonly fileName: string | null;
}

async function answerOf(call: Promise<unknown>): Promise<Answer> {
  const code = await codeOf(call);
  const value = code === 'none' ? await call : null;
  const text = (name: string) =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const [digest, fileName] = [text('digest'), text('fileName')];
  return {
    code,
    digest: typeof digest === 'string' ? digest : null,
    fileName: typeof fileName === 'string' ? fileName : null,
  };
}

/** Lets the engine go on for some turns of its loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((next) => setImmediate(next));
}

/** Finding D3, arch-F4: the database was closed under whatever still worked with it. */
describe('closing a workspace under running work', () => {
  const loop = new DeskLoop();
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let unit: Awaited<ReturnType<DeskLoop['unit']>>;
  let packageId = '';
  const ids = new Map<EngineClient, string>();
  /** Every save of the tests goes to a place of its own: names are given once. */
  let place = 0;

  /** Each asynchronous method that holds the database while it waits for something, as the windows call it. */
  const works: Readonly<Record<string, () => { client: EngineClient; start: () => Promise<unknown> }>> = {
    'receipt.seal': () => at(office.client, 'receipt.seal', answerTo('receipt')),
    'feedback.seal': () => at(office.client, 'feedback.seal', answerTo('feedback')),
    'campaign.issue': () => at(office.client, 'campaign.issue', { target: target(office.client) }),
    'signers.enrol': () => at(office.client, 'signers.enrol', { fingerprint: unit.fingerprint, typed: 'x' }),
    'enrolment.seal': () => at(unit.client, 'enrolment.seal', { target: target(unit.client) }),
    'seal.coverSheet': () =>
      at(unit.client, 'seal.coverSheet', { digest: packageId, target: target(unit.client) }),
    'paper.save': () => at(unit.client, 'paper.save', { ...paper(), target: target(unit.client) }),
    'paper.preview': () => at(unit.client, 'paper.preview', paper()),
    'paper.photoSheet': () =>
      at(unit.client, 'paper.photoSheet', { subjectId: nominee(), target: target(unit.client) }),
    'bulk.template': () =>
      at(unit.client, 'bulk.template', { kind: 'individual', target: target(unit.client) }),
    'bulk.read': () => at(unit.client, 'bulk.read', { source: sheet() }),
    'bulk.corrections': () =>
      at(unit.client, 'bulk.corrections', { source: sheet(), target: target(unit.client) }),
    'paper.checkAttachment': () =>
      at(unit.client, 'paper.checkAttachment', { round: 'preliminary', sha256: scan, name: '扫描件.pdf' }),
    'seal.plan': () => at(unit.client, 'seal.plan', { round: 'preliminary' }),
    'inbox.originals': () => at(office.client, 'inbox.originals', { packageId }),
    'backup.run': () => at(unit.client, 'backup.run', {}),
    'identity.export': () => at(unit.client, 'identity.export', { passphrase, target: target(unit.client) }),
  };
  let scan = '';
  /** The plans of both answers as the office's window shows them. */
  let plan: ApiResult<'answer.plan'>;

  function at<M extends MethodName>(client: EngineClient, method: M, args: ApiArgs<M>) {
    return { client, start: (): Promise<ApiResult<M>> => client.call(method, args) };
  }
  function target(client: EngineClient) {
    place += 1;
    return { file: client.handle(join(loop.stick, `件${place}`), 'write') };
  }
  function answerTo(kind: 'feedback' | 'receipt') {
    return { packageId, target: target(office.client), planDigest: plan[kind].planDigest };
  }
  async function look(): Promise<void> {
    plan = await office.client.call('answer.plan', { packageId });
  }
  function sheet() {
    return { file: unit.client.handle(join(loop.stick, '模板.xlsx'), 'read') };
  }
  function nominee(): string {
    return unit.ids.get('i1') ?? '';
  }
  function paper() {
    return { formId: 'annex-5', subjectId: nominee(), round: 'preliminary', format: 'pdf' } as const;
  }
  async function unlock(client: EngineClient): Promise<void> {
    const id = ids.get(client) ?? '';
    await client.call('workspace.unlock', { id, secret: { passphrase } });
  }
  async function recorded(client: EngineClient, digest: string): Promise<boolean> {
    const { events, intact } = await client.call('workspace.events', { limit: 1000 });
    return intact && events.some((event) => event.detail.digest === digest);
  }

  beforeAll(async () => {
    office = await loop.office();
    unit = await loop.unit('示例省机关事务管理局', 'recommender', office, 'province');
    await loop.take(office.client, unit.enrolment);
    await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
    const sealed = await loop.seal(unit.client, 'preliminary', true);
    packageId = sealed.digest;
    await loop.take(office.client, sealed.fileName);
    const { submission } = await office.client.call('inbox.get', { packageId });
    await office.client.call('review.save', {
      packageId,
      revision: sealed.revision,
      changes: submission.nominees.map(({ id }) => ({
        part: 'nominee' as const,
        base: 0,
        nomineeId: id,
        review: { decision: 'accept' as const, note: '', comments: [] },
      })),
    });
    await unit.client.call('bulk.template', {
      kind: 'individual',
      target: { file: unit.client.handle(join(loop.stick, '模板.xlsx'), 'write') },
    });
    await unit.client.call('paper.save', {
      ...paper(),
      target: { file: unit.client.handle(join(loop.stick, '扫描.pdf'), 'write') },
    });
    const source = unit.client.handle(join(loop.stick, '扫描.pdf'), 'read');
    scan = (await unit.client.call('attachments.import', { source })).sha256;
    for (const { client } of [office, unit]) {
      const current = await client.call('workspace.current', {});
      ids.set(client, current?.id ?? '');
    }
  });
  afterAll(() => loop.close());
  beforeEach(async () => {
    await Promise.all([unlock(office.client), unlock(unit.client)]);
    await look();
  });

  it.each(Object.keys(works))('waits for %s, which ends as if nobody had locked', async (name) => {
    const { client, start } = works[name]?.() ?? at(unit.client, 'paper.preview', paper());
    const alone = await answerOf(start());
    await look();
    const { start: again } = works[name]?.() ?? at(unit.client, 'paper.preview', paper());
    const running = answerOf(again());
    const locked = codeOf(client.call('workspace.lock', {}));
    const answer = await running;
    // Whatever it says when left alone (a finding, a refusal with its reason), it says now.
    expect(answer.code).toBe(alone.code);
    expect(await locked).toBe('none');
    expect(await client.call('workspace.current', {})).toBeNull();
    await unlock(client);
    if (answer.digest !== null && name !== 'seal.plan')
      expect(await recorded(client, answer.digest)).toBe(true);
  });

  it('lets nothing touch a closed database, however locking falls between the steps of the work', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(works)), { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }),
        async (names, gaps) => {
          const before = new Set(readdirSync(loop.stick));
          await look();
          const running: { client: EngineClient; answer: Promise<Answer> }[] = [];
          const locks: Promise<string>[] = [];
          for (const [index, name] of names.entries()) {
            const work = works[name]?.();
            if (work === undefined) throw new Error(name);
            running.push({ client: work.client, answer: answerOf(work.start()) });
            await turns(gaps[index] ?? 0);
            if (index === names.length - 1)
              for (const { client } of [office, unit]) locks.push(codeOf(client.call('workspace.lock', {})));
          }
          // Too late by a moment: these find the workspace closing or closed.
          const late = works[names[0] ?? '']?.();
          if (late !== undefined) running.push({ client: late.client, answer: answerOf(late.start()) });
          expect(await Promise.all(locks)).toEqual(['none', 'none']);
          await Promise.all([unlock(office.client), unlock(unit.client)]);
          const allowed = new Set<string>();
          for (const { client, answer } of running) {
            const { code, digest, fileName } = await answer;
            // Two answers of one kind at once: the second is no longer what its window showed.
            expect([...TOO_LATE, 'signer-fingerprint-mismatch', 'seal-plan-changed']).toContain(code);
            if (fileName !== null) allowed.add(fileName);
            if (digest !== null && fileName !== null) expect(await recorded(client, digest)).toBe(true);
          }
          // No file lies on the stick of which the engine did not say that it is there.
          const left = readdirSync(loop.stick).filter((file) => !before.has(file) && !allowed.has(file));
          expect(left).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each(['create', 'unlock', 'restore', 'erase', 'quit'] as const)(
    'waits before it lets %s take the workspace away',
    async (closer) => {
      const client = office.client;
      const mine = ids.get(client) ?? '';
      const backup = join(loop.stick, `备份-${closer}.jbbackup`);
      await client.call('workspace.backup', { target: { file: client.handle(backup, 'write') } });
      const sealing = at(client, 'receipt.seal', answerTo('receipt'));
      const closers = {
        create: () =>
          client.call('workspace.create', {
            role: 'office',
            name: '另一个',
            campaignId: 'ggj-2021',
            passphrase,
          }),
        unlock: async () => {
          const other = (await client.call('workspace.list', {})).find(({ id }) => id !== mine);
          return client.call('workspace.unlock', { id: other?.id ?? '', secret: { passphrase } });
        },
        restore: () =>
          client.call('workspace.restore', { source: client.handle(backup, 'read'), passphrase }),
        erase: async () => {
          const { id, name } = await client.call('workspace.restore', {
            source: client.handle(backup, 'read'),
            passphrase,
          });
          return {
            id,
            erase: () => client.call('workspace.erase', { id, typedName: name, secret: { passphrase } }),
          };
        },
        quit: () => client.close(),
      };
      if (closer === 'erase') {
        const { id, erase } = await closers.erase();
        const running = answerOf(sealing.start());
        await erase();
        expect((await running).code).toBe('none');
        expect((await client.call('workspace.list', {})).map((entry) => entry.id)).not.toContain(id);
        await unlock(client);
        return;
      }
      const running = answerOf(sealing.start());
      await closers[closer]();
      const answer = await running;
      expect(answer.code).toBe('none');
      if (closer === 'quit') return;
      await unlock(client);
      expect(await recorded(client, answer.digest ?? '')).toBe(true);
    },
  );
});

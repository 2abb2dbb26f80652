import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events } from '../../../shared/api.ts';
import { codeOf, DeskLoop, plainReason } from '../../../test/support/desk-loop.ts';
import { createJobs } from './jobs.ts';

describe('long jobs', () => {
  const loop = new DeskLoop();
  const heard: { phase: string; done: number; total: number }[] = [];
  let onProgress: (phase: string) => void = () => undefined;
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let unit: Awaited<ReturnType<DeskLoop['workspace']>>;

  beforeAll(async () => {
    office = await loop.office();
    unit = await loop.workspace('示例省机关事务管理局', 'recommender', (event, payload) => {
      if (event !== 'progress') return;
      const progress = events.progress.parse(payload);
      heard.push(progress);
      onProgress(progress.phase);
    });
    await unit.call('campaign.install', {
      source: loop.file(unit, office.fileName),
      confirmedFingerprint: office.fingerprint,
    });
    await unit.call('identity.create', {});
    await loop.fill(unit, 'province');
  });
  afterAll(() => loop.close());

  it('stop when cancelled, at every phase, and leave nothing behind', async () => {
    const before = readdirSync(loop.stick).sort();
    for (const phase of ['paper', 'seal']) {
      onProgress = (seen) => {
        if (seen === phase) void unit.call('job.cancel', { jobId: 'seal' });
      };
      expect(await codeOf(loop.seal(unit, 'preliminary', false))).toBe('job-cancelled');
      expect(readdirSync(loop.stick).sort()).toEqual(before);
      expect((await unit.call('seal.plan', { round: 'preliminary' })).revision).toBe(1);
    }
    onProgress = () => undefined;
  });

  it('report progress that only grows within a phase and ends whole', async () => {
    heard.length = 0;
    const sealed = await loop.seal(unit, 'preliminary', true);
    const planned = sealed.fileName;
    for (const [index, now] of heard.entries()) {
      const last = heard[index - 1];
      expect(now.done).toBeLessThanOrEqual(now.total);
      if (last?.phase === now.phase) expect(now.done).toBeGreaterThanOrEqual(last.done);
    }
    expect(heard.at(-1)?.done).toBe(heard.at(-1)?.total);
    expect(readFileSync(join(loop.stick, planned)).length).toBe(sealed.bytes);
  });

  it('keep the workspace open until they have ended', async () => {
    const { planDigest } = await unit.call('seal.plan', { round: 'preliminary', plain: true });
    const running = unit.call('seal.run', {
      round: 'preliminary',
      target: loop.folder(unit),
      jobId: 'seal',
      planDigest,
      plain: { reason: plainReason },
    });
    expect(await codeOf(unit.call('workspace.lock', {}))).toBe('workspace-busy');
    await running;
    await unit.call('workspace.lock', {});
  });

  it('wait for one another, and a waiting one that is cancelled never starts', async () => {
    const jobs = createJobs(() => undefined);
    const order: string[] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = jobs.run('a', async () => {
      await gate;
      order.push('a');
    });
    const second = codeOf(jobs.run('b', async () => void order.push('b')));
    const third = jobs.run('c', async () => void order.push('c'));
    jobs.cancel('b');
    release();
    await Promise.all([first, third]);
    expect(await second).toBe('job-cancelled');
    expect(order).toEqual(['a', 'c']);
    expect(jobs.busy()).toBe(false);
  });
});

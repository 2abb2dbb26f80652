import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events } from '../../../../shared/api.ts';
import { codeOf, DeskLoop } from '../../../../test/support/desk-loop.ts';

describe('saving all papers of a round', () => {
  const loop = new DeskLoop();
  const heard: { phase: string; done: number; total: number }[] = [];
  let onProgress: (done: number) => void = () => undefined;
  let unit: Awaited<ReturnType<DeskLoop['workspace']>>;
  let folder = '';

  beforeAll(async () => {
    unit = await loop.workspace('示例省机关事务管理局', 'recommender', (event, payload) => {
      if (event !== 'progress') return;
      const progress = events.progress.parse(payload);
      heard.push(progress);
      onProgress(progress.done);
    });
    await loop.fill(unit, 'province');
    folder = join(loop.root, 'paper');
    mkdirSync(folder);
  });
  afterAll(() => loop.close());

  const saveAll = () =>
    unit.call('paper.saveAll', {
      round: 'preliminary',
      folder: unit.handle(folder, 'folder'),
      jobId: 'print',
    });

  it('leaves nothing half made when it is cancelled, and marks nothing as printed', async () => {
    onProgress = (done) => {
      if (done === 2) void unit.call('job.cancel', { jobId: 'print' });
    };
    expect(await codeOf(saveAll())).toBe('job-cancelled');
    onProgress = () => undefined;
    expect(readdirSync(folder)).toEqual([]);
    const status = await unit.call('paper.status', { round: 'preliminary' });
    expect(status.every(({ printedAt }) => printedAt === null)).toBe(true);
    expect(await unit.call('workspace.current', {})).not.toBeNull();
  });

  it('reports each paper by its name, saves the others when one cannot be printed, and names that one', async () => {
    const list = await unit.call('records.list', {});
    const bad = list.find(({ kind }) => kind === 'individual');
    const { revision, content } = await unit.call('record.get', { id: bad?.id ?? '' });
    // A character of the private use area: no font has it.
    await unit.call('record.save', {
      id: bad?.id ?? '',
      baseRevision: revision,
      changes: { deeds: `${String(content.deeds)}\u{E123}` },
    });
    heard.length = 0;
    const { files, failed } = await saveAll();
    const status = await unit.call('paper.status', { round: 'preliminary' });

    expect(failed).toMatchObject([{ subjectName: bad?.name, error: { code: 'paper-glyph-missing' } }]);
    expect(status.filter(({ exportedAt }) => exportedAt === null)).toMatchObject([{ subjectId: bad?.id }]);
    expect(new Set(heard.map(({ total }) => total))).toEqual(new Set([status.length]));
    expect(heard.map(({ done }) => done)).toEqual([...heard.keys()]);
    expect(heard.some(({ phase }) => phase.includes(`（${bad?.name}）`))).toBe(true);

    const [name = ''] = readdirSync(folder);
    expect(readdirSync(folder)).toHaveLength(1);
    const sums = readFileSync(join(folder, name, '99_清单与校验.txt'), 'utf8')
      .trim()
      .split('\n');
    expect(files).toHaveLength(sums.length + 1);
    for (const line of sums) {
      const bytes = readFileSync(join(folder, name, line.slice(66)));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(line.slice(0, 64));
    }
    expect(sums.some((line) => line.includes('汇总表') && line.endsWith('.pdf'))).toBe(true);
  });
});

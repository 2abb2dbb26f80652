import { join } from 'node:path';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { createPaperEngine } from '../../electron/engine/paper/paper-engine.ts';
import { readSampleAttachment, sampleSubmission } from '../fixtures/paper-sample.ts';
import { type BenchRow, medianMs } from './bench.ts';

/** The limit of design.md section 11 for one form, in milliseconds. */
const limit = 400;

function row(what: string, ms: number, allowed = 1): BenchRow {
  return {
    what,
    measured: `${Math.round(ms)} ms`,
    against: `limit ${limit} ms`,
    ratio: ms / limit,
    allowed,
  };
}

/** One form to its files with the fonts open: 附件5 (seven pages, photo, 1,600 characters of deeds), 附件3, a report. */
export async function bench(): Promise<readonly BenchRow[]> {
  const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
  const request = { pack, submission: sampleSubmission(), readAttachment: readSampleAttachment };
  const engine = createPaperEngine();
  const start = performance.now();
  await engine.printForm({ ...request, formId: 'annex-5', nomineeId: 'n-1' });
  // The budget is for open fonts; the first form of a session opens them and compiles the code.
  const rows = [row('附件5 to PDF, the first of a session', performance.now() - start, 5)];
  for (const [what, formId, nomineeId] of [
    ['附件5 to PDF', 'annex-5', 'n-1'],
    ['附件3 to PDF and XLSX', 'annex-3', undefined],
    ['report to PDF and DOCX', 'report-preliminary', undefined],
  ] as const) {
    const ms = await medianMs(async () => {
      await engine.printForm({ ...request, formId, nomineeId });
    });
    rows.push(row(what, ms));
  }
  return rows;
}

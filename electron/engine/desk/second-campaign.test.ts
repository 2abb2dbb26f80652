import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyReview, reviewChanges } from '../../../shared/words/review-schema.ts';
import { codeOf, plainReason } from '../../../test/support/desk-loop.ts';
import { fillFromSample, type IdMap } from '../../cli/demo/sample-desk.ts';
import { type EngineClient, openEngine } from '../../cli/kit/engine-client.ts';
import { answerAsShown, sealAsShown } from '../../cli/kit/seal-as-shown.ts';
import { loadSample } from '../pack/load-sample.ts';

const root = join(import.meta.dirname, '../../..');
const fixtures = join(root, 'test/fixtures/campaigns');
const campaignId = 'reading-2025';
const passphrase = '一二三 open';
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-second-'));
const stick = join(scratch, 'stick');
const paper = join(scratch, 'paper');

/**
 * A second, different campaign (other annexes, limits, words; one round; no photo, no ID number, no consultation) goes
 * through the whole job with no code of its own (issue 3: nothing is hard-wired).
 */
describe('a second campaign', () => {
  let at = '2025-05-12T02:00:00Z';
  let office: EngineClient;
  let unit: EngineClient;
  let issued: { fileName: string; fingerprint: string };
  let ids: IdMap;
  let sealed: { fileName: string; digest: string };

  const now = () => new Date(at);
  const folder = (client: EngineClient, path = stick) => client.handle(path, 'folder');
  const file = (client: EngineClient, name: string) => client.handle(join(stick, name), 'read');
  const take = (client: EngineClient, name: string) =>
    client.call('inbox.import', { sources: [file(client, name)], jobId: 'take' });

  beforeAll(async () => {
    for (const dir of [stick, paper]) mkdirSync(dir);
    office = openEngine({ dataDir: join(scratch, 'office'), campaignsDir: fixtures, now });
    // The unit's program ships without this campaign: it arrives as the office's signed pack.
    unit = openEngine({ dataDir: join(scratch, 'unit'), campaignsDir: join(scratch, 'none'), now });
  });
  afterAll(async () => {
    await office.close();
    await unit.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('is issued by its office and installed by a unit that never had it', async () => {
    const about = { name: '某县总工会', campaignId, passphrase };
    await office.call('workspace.create', { role: 'office', ...about });
    await office.call('identity.create', {});
    issued = await office.call('campaign.issue', { target: { folder: folder(office) } });

    const mine = { role: 'recommender' as const, name: '某厂工会', campaignId, passphrase };
    expect(await codeOf(unit.call('workspace.create', mine))).toBe('campaign-unknown');
    // No workspace is open: the start page installs it.
    const source = file(unit, issued.fileName);
    const title = '全县职工读书先进评选';
    expect(await unit.call('campaign.inspectNew', { source })).toMatchObject({
      title,
      version: 4,
      installedVersion: null,
      office: '某县总工会',
      fingerprint: issued.fingerprint,
    });
    const wrong = `SHA256:${'A'.repeat(43)}`;
    const install = (confirmedFingerprint: string) =>
      unit.call('campaign.installNew', { source, confirmedFingerprint });
    expect(await codeOf(install(wrong))).toBe('campaign-fingerprint-unconfirmed');
    expect(await codeOf(install(''))).toBe('campaign-fingerprint-unconfirmed');
    expect((await unit.call('app.info', {})).campaigns).toEqual([]);
    expect(await install(issued.fingerprint)).toEqual({ id: campaignId, title, version: 4 });
    expect((await unit.call('campaign.inspectNew', { source })).installedVersion).toBe(4);
    expect((await unit.call('app.info', {})).campaigns).toEqual([
      { id: campaignId, title, version: 4, origin: 'installed' },
    ]);
    const { workspace } = await unit.call('workspace.create', mine);
    expect(workspace).toMatchObject({ campaignTitle: title, campaignVersion: 4 });
    // Its office is known and believed from the start: the fingerprint was compared when it was installed.
    expect(await unit.call('campaign.inspect', { source })).toMatchObject({ knownSigner: true });
  });

  it('is enrolled, filled and checked by its own rules', async () => {
    const { fingerprint } = await unit.call('identity.create', {});
    const sample = await loadSample(join(fixtures, campaignId), 'union');
    ids = await fillFromSample(unit, sample);
    const { fileName } = await unit.call('enrolment.seal', { target: { folder: folder(unit) } });
    expect(await take(office, fileName)).toMatchObject([{ outcome: 'imported', kind: 'enrolment' }]);
    await office.call('signers.enrol', { fingerprint, typed: fingerprint });
    expect(await unit.call('findings.list', { round: 'preliminary' })).toEqual([]);

    const id = ids.get('s1') ?? '';
    const { revision } = await unit.call('record.get', { id });
    await unit.call('record.save', { id, baseRevision: revision, changes: { joined: '2023-06' } });
    const findings = await unit.call('findings.list', { round: 'preliminary' });
    expect(findings.map(({ ruleId, fieldId, message }) => [ruleId, fieldId, message])).toEqual([
      ['B4', 'joined', '赵一川入会23个月（算到2025年5月1日），不满24个月。'],
    ]);
    expect(await codeOf(seal())).toBe('seal-blocked');
    const again = await unit.call('record.get', { id });
    await unit.call('record.save', { id, baseRevision: again.revision, changes: { joined: '2020-03' } });
  });

  it('prints every form of it, and nothing of another campaign', async () => {
    const { files, failed } = await unit.call('paper.saveAll', {
      round: 'preliminary',
      folder: folder(unit, paper),
      jobId: 'print',
    });
    expect(failed).toEqual([]);
    const names = files.map((name) => name.replace(/^.*\//, ''));
    const has = (...parts: string[]) =>
      expect(names.some((name) => parts.every((part) => name.includes(part)))).toBe(true);
    has('读书之星推荐表', '赵一川', '.pdf');
    has('书香班组推荐表', '机修一班', '.pdf');
    has('读书先进名册', '.pdf');
    has('读书先进名册', '.xlsx');
    has('推荐情况报告', '.pdf');
    has('推荐情况报告', '.docx');
    has('读书事迹', '赵一川', '.docx');
    expect(names.filter((name) => /照片|主要先进事迹|机关/.test(name))).toEqual([]);

    const written = readdirSync(paper, { recursive: true, encoding: 'utf8' });
    for (const name of files) {
      const bytes = readFileSync(join(paper, name));
      if (name.endsWith('.pdf')) {
        const pages = (await PDFDocument.load(bytes)).getPages();
        expect(pages.length).toBeGreaterThan(0);
        for (const page of pages)
          expect([page.getWidth(), page.getHeight()].map(Math.round).sort()).toEqual([595, 842]);
      }
      if (name.endsWith('.docx') || name.endsWith('.xlsx')) {
        const parts = Object.values(unzipSync(bytes)).map((part) => Buffer.from(part).toString('utf8'));
        expect(parts.join('')).not.toMatch(/机关事务|先进集体|初审/);
      }
    }
    expect(written.length).toBeGreaterThanOrEqual(files.length);
    const roster = files.find((name) => name.endsWith('.xlsx')) ?? '';
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(paper, roster));
    const cells = book.worksheets.flatMap((sheet) =>
      sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row.map(String) : [])),
    );
    for (const text of ['机修一班', '赵一川', '机械原理；平凡的世界', '读书先进名册'])
      expect(cells).toContain(text);
  });

  it('is sealed, imported and reviewed at its office, and answered', async () => {
    sealed = await seal();
    expect(sealed.fileName).toMatch(/^reading-2025-.*-preliminary-r1\.zip$/);
    at = '2025-05-14T02:00:00Z';
    expect(await take(office, sealed.fileName)).toMatchObject([{ outcome: 'imported', problems: [] }]);
    const packageId = sealed.digest;
    // The pack leaves the quota table to the office: until it has entered the unit's figures nothing was compared.
    expect((await office.call('inbox.get', { packageId })).findings.map(({ ruleId }) => ruleId)).toEqual([
      'O3',
      'O3',
    ]);
    const unitName = '某厂工会';
    await office.call('quotas.save', {
      changes: [{ unit: unitName, base: 0, collective: 1, individual: 2 }],
    });
    const { submission, findings, files } = await office.call('inbox.get', { packageId });
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([
      ['info', '名额表中读书之星 2 个，现推荐 1 个。'],
    ]);
    expect(submission.nominees).toHaveLength(2);
    expect(files.map((one) => one.path)).toContain(`data/paper/star-form-${ids.get('s1')}.pdf`);
    await office.call('review.save', {
      packageId,
      revision: 1,
      changes: reviewChanges(emptyReview, {
        general: '请核对书名。',
        unitComments: [{ fieldId: 'summary', text: '请写明研究日期。' }],
        decisions: [
          { nomineeId: ids.get('t1') ?? '', decision: 'accept', note: '', comments: [] },
          {
            nomineeId: ids.get('s1') ?? '',
            decision: 'return',
            note: '请补充。',
            comments: [{ fieldId: 'books', text: '请补一本今年读的书。' }],
          },
        ],
      }),
    });
    const plain = { reason: plainReason };
    const options = { packageId, target: { folder: folder(office) }, plain };
    const feedback = await answerAsShown(office, 'feedback', options);
    const receipt = await answerAsShown(office, 'receipt', options);
    for (const { fileName } of [feedback, receipt])
      expect(await take(unit, fileName)).toMatchObject([{ outcome: 'imported', problems: [] }]);
    const [entry] = await unit.call('feedback.list', {});
    expect(entry?.feedback).toMatchObject({ round: 'preliminary', general: '请核对书名。' });
    expect(entry?.feedback.decisions.map((one) => [one.decision, one.comments[0]?.fieldId])).toEqual([
      ['accept', undefined],
      ['return', 'books'],
    ]);
    expect((await unit.call('seal.history', {}))[0]).toMatchObject({ hasFeedback: true, hasReceipt: true });
  });

  it('gives a bulk template in its own words', async () => {
    const target = { folder: folder(unit) };
    const { fileName } = await unit.call('bulk.template', { kind: 'individual', target });
    expect(fileName).toBe('读书之星批量导入模板.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(stick, fileName));
    expect(book.worksheets[0]?.name).toBe('读书之星');
    expect(book.worksheets[0]?.getRow(1).values).toContain('岗位 *');
  });

  function seal() {
    return sealAsShown(unit, {
      round: 'preliminary',
      target: { folder: folder(unit) },
      jobId: 'seal',
      plain: { reason: plainReason },
    });
  }
});

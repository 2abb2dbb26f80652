import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { qrText } from '../../../../shared/paper/qr-payload.ts';
import { submissionSchema } from '../../../../shared/words/submission-schema.ts';
import { codeOf, DeskLoop } from '../../../../test/support/desk-loop.ts';
import {
  grainy,
  jpegImage,
  pdfOfImages,
  qrPage,
  toJpeg,
  turned,
} from '../../../../test/support/make-scan.ts';
import type { EngineClient } from '../../../cli/kit/engine-client.ts';

const loops: DeskLoop[] = [];
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.close()));
});

const round = 'preliminary';

/** The submission's id, as a package carries it. */
function submissionIdOf(loop: DeskLoop, fileName: string): string {
  const files = unzipSync(readFileSync(join(loop.stick, fileName)));
  const name = Object.keys(files).find((path) => path.endsWith('/data/submission.json')) ?? '';
  return submissionSchema.parse(JSON.parse(strFromU8(files[name] ?? new Uint8Array()))).submissionId;
}

/** A unit whose paper is known. */
async function unit(emit?: (event: string, payload: unknown) => void) {
  const loop = new DeskLoop();
  loops.push(loop);
  const client = await loop.workspace('某省机关事务管理局', 'recommender', emit);
  await loop.fill(client, 'central-organ');
  await client.call('identity.create', {});
  const { fileName } = await loop.seal(client, round, false);
  return { loop, client, submissionId: submissionIdOf(loop, fileName) };
}

async function statusOf(client: EngineClient, formId: string) {
  const found = (await client.call('paper.status', { round })).find((item) => item.formId === formId);
  if (found === undefined) throw new Error(`no ${formId}`);
  return found;
}

/** The codes on the pages of a paper, as it would be printed now. */
async function marks(client: EngineClient, submission: string, formId: string): Promise<string[]> {
  const { subjectId, currentCode } = await statusOf(client, formId);
  const { pages } = await client.call('paper.preview', { formId, subjectId, round, format: 'pdf' });
  return Array.from({ length: pages }, (_, at) =>
    qrText({
      campaign: 'ggj-2021',
      submission,
      form: formId,
      subject: subjectId,
      revision: 1,
      code: currentCode,
      page: at + 1,
      pages,
    }),
  );
}

const scan = (text: string, angle = 1) => grainy(turned(qrPage([text]), angle), 40);

function put(loop: DeskLoop, client: EngineClient, name: string, bytes: Uint8Array): string {
  writeFileSync(join(loop.stick, name), bytes);
  return loop.file(client, name);
}

describe('comparing scans with a workspace', () => {
  it('remembers whole papers that agree, until the data change', async () => {
    const heard: string[] = [];
    const { loop, client, submissionId } = await unit((event, payload) =>
      heard.push(`${event} ${JSON.stringify(payload)}`),
    );
    const texts = await marks(client, submissionId, 'annex-5');
    const [first = '', ...rest] = texts;
    const one = put(loop, client, '第一页.jpg', toJpeg(scan(first, 180)));
    const others = put(
      loop,
      client,
      '其余.pdf',
      await pdfOfImages([...rest].reverse().map((text) => jpegImage(scan(text)))),
    );
    const note = put(loop, client, '说明.txt', Buffer.from('不是扫描件'));

    const alone = await client.call('paper.checkScan', { round, sources: [one], jobId: 'a' });
    expect(alone.papers[0]).toMatchObject({ state: 'missing', found: [1] });
    expect((await statusOf(client, 'annex-5')).scannedCode).toBeNull();

    const whole = await client.call('paper.checkScan', { round, sources: [one, note, others], jobId: 'b' });
    expect(whole.papers).toHaveLength(1);
    expect(whole.papers[0]).toMatchObject({ state: 'match', total: texts.length, mixed: false });
    expect(whole.files.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['第一页.jpg', undefined],
      ['说明.txt', 'scan-type'],
      ['其余.pdf', undefined],
    ]);
    const status = await statusOf(client, 'annex-5');
    expect(status.scannedCode).toBe(status.currentCode);
    expect(status.scannedAt).toBe('2021-09-16T02:00:00.000Z');
    expect(heard.filter((line) => line.includes('"phase":"scan"')).at(-1)).toContain(
      '"done":300,"total":300',
    );

    const { events, intact } = await client.call('workspace.events', { limit: 5 });
    expect(intact).toBe(true);
    expect(events[0]).toMatchObject({
      kind: 'paper-scan-checked',
      detail: { form: 'annex-5', subject: status.subjectId, code: status.currentCode },
    });

    const { revision } = await client.call('record.get', { id: status.subjectId });
    await client.call('record.save', {
      id: status.subjectId,
      baseRevision: revision,
      changes: { post: '办公室主任' },
    });
    const after = await statusOf(client, 'annex-5');
    expect(after.scannedCode).not.toBe(after.currentCode);
    const again = await client.call('paper.checkScan', { round, sources: [one, others], jobId: 'c' });
    expect(again.papers[0]).toMatchObject({
      state: 'changed',
      printedCode: status.currentCode,
      currentCode: after.currentCode,
    });
    // What disagrees is not remembered in place of what agreed.
    expect((await statusOf(client, 'annex-5')).scannedCode).toBe(status.currentCode);
  });

  it('tells the paper of another round and of another workspace apart', async () => {
    const { loop, client, submissionId } = await unit();
    const [first = ''] = await marks(client, submissionId, 'annex-5');
    const sources = [
      put(loop, client, '别处.jpg', toJpeg(scan(first.replace(submissionId, 'w-elsewhere')))),
      put(loop, client, '审批表.jpg', toJpeg(scan(first.replace('annex-5', 'annex-7')))),
    ];
    const { papers } = await client.call('paper.checkScan', { round, sources, jobId: 'a' });
    expect(papers.map(({ formId, state, subjectName }) => [formId, state, subjectName === ''])).toEqual([
      ['annex-5', 'foreign', true],
      ['annex-7', 'old', false],
    ]);
    expect((await client.call('workspace.events', { limit: 1 })).events[0]?.kind).not.toBe(
      'paper-scan-checked',
    );
  });

  it('compares an attachment each time the data change, and remembers nothing of it', async () => {
    const { client, submissionId } = await unit();
    const [first = ''] = await marks(client, submissionId, 'annex-5');
    const { subjectId } = await statusOf(client, 'annex-5');
    const { sha256, name } = await client.call('attachments.add', {
      name: '盖章页.jpg',
      bytes: toJpeg(scan(first)),
    });
    const states = async () =>
      (await client.call('paper.checkAttachment', { round, sha256, name })).papers.map(({ state }) => state);
    expect(await states()).toEqual(['missing']);
    const { revision } = await client.call('record.get', { id: subjectId });
    await client.call('record.save', { id: subjectId, baseRevision: revision, changes: { post: '主任' } });
    expect(await states()).toEqual(['changed']);
    expect((await statusOf(client, 'annex-5')).scannedCode).toBeNull();

    const photo = await client.call('attachments.add', {
      name: '公示照片.jpg',
      bytes: toJpeg(qrPage([])),
    });
    const nothing = await client.call('paper.checkAttachment', {
      round,
      sha256: photo.sha256,
      name: photo.name,
    });
    expect(nothing).toMatchObject({ papers: [], pages: [{ state: 'unread', problem: null }] });
    const lost = client.call('paper.checkAttachment', { round, sha256: 'a'.repeat(64), name: '没有.pdf' });
    expect(await codeOf(lost)).toBe('attachment-unknown');
  });

  it('compares a received scan with the data that it came with', async () => {
    const loop = new DeskLoop();
    loops.push(loop);
    const office = await loop.office();
    const { client, fingerprint, enrolment } = await loop.unit(
      '中央某机关',
      'recommender',
      office,
      'central-organ',
    );
    const submissionId = submissionIdOf(loop, (await loop.seal(client, round, false)).fileName);
    const texts = await marks(client, submissionId, 'annex-5');
    const { subjectId } = await statusOf(client, 'annex-5');
    const add = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
      client.call('attachments.add', { name, bytes });
    const old = texts[0]?.replace(/\*[0-9A-Z]{5}-[0-9A-Z]{5}\*/, '*AAAAA-AAAAA*') ?? '';
    const scans = [
      await add('盖章第一页.jpg', toJpeg(scan(texts[0] ?? ''))),
      await add('旧纸.jpg', toJpeg(scan(old))),
    ];
    const { revision } = await client.call('record.get', { id: subjectId });
    const changes = { 'unitNotice.scans': scans };
    await client.call('record.save', { id: subjectId, baseRevision: revision, changes });
    const sealed = await loop.seal(client, round, false);

    await loop.take(office.client, enrolment);
    await office.client.call('signers.enrol', { fingerprint, typed: fingerprint });
    const [taken] = await loop.take(office.client, sealed.fileName);
    const packageId = taken?.packageId ?? '';
    const { submission } = await office.client.call('inbox.get', { packageId });
    const states: string[] = [];
    for (const { name, sha256 } of scans) {
      const path = submission.attachments.find((item) => item.sha256 === sha256)?.path ?? '';
      const result = await office.client.call('inbox.checkFile', { packageId, path, name });
      states.push(...result.papers.map(({ state, subjectName }) => `${state} ${subjectName !== ''}`));
    }
    expect(states).toEqual(['missing true', 'changed true']);
    const absent = office.client.call('inbox.checkFile', {
      packageId,
      path: 'data/files/9999.jpg',
      name: 'x',
    });
    expect(await codeOf(absent)).toBe('package-file-unknown');
  });

  it('takes only handles that the shell gave, and only with an open workspace', async () => {
    const { loop, client } = await unit();
    const stray = `h-${'A'.repeat(22)}`;
    expect(await codeOf(client.call('paper.checkScan', { round, sources: [stray], jobId: 'a' }))).toBe(
      'handle-unknown',
    );
    const source = put(loop, client, 'a.jpg', toJpeg(qrPage([])));
    await client.call('workspace.lock', {});
    expect(await codeOf(client.call('paper.checkScan', { round, sources: [source], jobId: 'b' }))).toBe(
      'workspace-locked',
    );
  });
});

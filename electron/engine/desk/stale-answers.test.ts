import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MethodName, methodNames, natureOf } from '../../../shared/api.ts';
import { DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import { Findings, kept, type Samples, Window } from '../../../test/support/stale-answers.ts';
import { decideOnPackages, openSample } from '../../../test/support/stale-decisions.ts';
import { writeFirstRow, writeScan } from '../../../test/support/stale-papers.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';
import { fontFile } from '../paper/font-set.ts';
import { sha256Hex } from '../store/attachment-store.ts';

/** Finding E, arch-F5, F6, F7, F12: windows went on showing what they had read before something else was written. */
describe('what a window has read', () => {
  const loop = new DeskLoop();
  const findings = new Findings();
  const windows = { office: new Window(findings), unit: new Window(findings), host: new Window(findings) };
  type Who = keyof typeof windows;
  const clients = new Map<Who, EngineClient>();
  const ids = new Map<Who, readonly string[]>();
  const packages = new Map<Who, string[]>();
  const scans: string[] = [];
  let place = 0;

  const at = (who: Who): EngineClient => {
    const client = clients.get(who);
    if (client === undefined) throw new Error(who);
    return client;
  };
  const target = (who: Who) => {
    place += 1;
    return { file: at(who).handle(join(loop.stick, `存${place}`), 'write') };
  };

  /** What the windows of this workspace would ask with. */
  function samples(who: Who): Samples {
    const mine = ids.get(who) ?? [];
    const received = packages.get(who) ?? [];
    const [first] = received;
    return {
      id: ['unit', ...mine],
      revision: [1],
      limit: [1000],
      key: ['a'],
      round: who === 'office' ? [] : ['preliminary', 'formal'],
      packageId: received,
      left: first === undefined ? [] : [first],
      right: received,
      path: ['data/attachments/none.pdf'],
      name: ['扫描.pdf'],
      sha256: scans,
      formId: ['annex-5'],
      subjectId: who === 'unit' ? mine.slice(-1) : [],
      format: ['pdf'],
    };
  }

  function step<T>(who: Who, method: MethodName, act: (client: EngineClient) => Promise<T>): Promise<T> {
    return windows[who].step(at(who), method, samples(who), act);
  }

  beforeAll(() => {
    for (const [who, name] of [
      ['office', '领导小组办公室'],
      ['unit', '示例省机关事务管理局'],
      ['host', '云麓市机关事务服务中心'],
    ] as const)
      clients.set(who, loop.engine(name, windows[who].emit));
  });
  afterAll(() => loop.close());

  async function create(who: Who, role: 'office' | 'recommender' | 'host', name: string): Promise<void> {
    const { recoveryCode } = await step(who, 'workspace.create', (client) =>
      client.call('workspace.create', { role, name, campaignId: 'ggj-2021', passphrase }),
    );
    await step(who, 'workspace.confirmRecoveryCode', (client) =>
      client.call('workspace.confirmRecoveryCode', { recoveryCode }),
    );
  }
  const folder = (who: Who) => loop.folder(at(who));
  const file = (who: Who, name: string) => loop.file(at(who), name);
  const save = (who: Who, id: string, changes: Record<string, string>) =>
    step(who, 'record.save', async (client) => {
      const { revision } = await client.call('record.get', { id });
      return client.call('record.save', { id, baseRevision: revision, changes });
    });
  const take = (who: Who, name: string) => step(who, 'inbox.import', (client) => loop.take(client, name));

  it('is told to be old whenever an answer changes, by every method that writes', async () => {
    await create('office', 'office', '领导小组办公室');
    await step('office', 'identity.create', (client) => client.call('identity.create', {}));
    const issued = await step('office', 'campaign.issue', (client) =>
      client.call('campaign.issue', { target: folder('office') }),
    );
    await create('unit', 'recommender', '示例省机关事务管理局');
    await create('host', 'host', '云麓市机关事务服务中心');
    for (const who of ['unit', 'host'] as const) {
      const confirmedFingerprint = issued.fingerprint;
      await step(who, 'campaign.install', (client) =>
        client.call('campaign.install', { source: file(who, issued.fileName), confirmedFingerprint }),
      );
      await step(who, 'identity.create', (client) => client.call('identity.create', {}));
    }
    const samples = await loop.fill(at('host'), 'province');
    ids.set('host', [...samples.values()]);
    await save('host', 'unit', { unitName: '示例省机关事务管理局', hostName: '云麓市机关事务服务中心' });
    await save('unit', 'unit', { unitName: '示例省机关事务管理局' });

    const enrolments = new Map<Who, { fileName: string; fingerprint: string }>();
    for (const who of ['unit', 'host'] as const) {
      const { fileName } = await step(who, 'enrolment.seal', (client) =>
        client.call('enrolment.seal', { target: folder(who) }),
      );
      const identity = await at(who).call('identity.get', {});
      enrolments.set(who, { fileName, fingerprint: identity?.fingerprint ?? '' });
    }
    const enrol = async (who: Who, other: Who) => {
      const { fileName = '', fingerprint = '' } = enrolments.get(other) ?? {};
      await take(who, fileName);
      await step(who, 'signers.enrol', (client) =>
        client.call('signers.enrol', { fingerprint, typed: fingerprint }),
      );
    };
    const host = enrolments.get('host')?.fingerprint ?? '';
    await take('unit', enrolments.get('host')?.fileName ?? '');
    await step('unit', 'signers.remove', (client) => client.call('signers.remove', { fingerprint: host }));
    await enrol('unit', 'host');
    await enrol('host', 'unit');
    await enrol('office', 'unit');

    // Up, taken over, changed above and below, and up again.
    const first = await step('host', 'seal.run', (client) => loop.seal(client, 'preliminary', true));
    await take('unit', first.fileName);
    packages.set('unit', [first.digest]);
    const { created } = await step('unit', 'inbox.takeOver', (client) =>
      client.call('inbox.takeOver', { packageId: first.digest }),
    );
    ids.set('unit', created);
    const one = created.at(-1) ?? '';
    await save('host', one, { post: '副主任' });
    const second = await loop.seal(at('host'), 'preliminary', true);
    await take('unit', second.fileName);
    packages.set('unit', [first.digest, second.digest]);
    await step('unit', 'inbox.takeOver', (client) =>
      client.call('inbox.takeOver', { packageId: second.digest }),
    );

    // The desk of the unit, method by method.
    const { id: extra } = await step('unit', 'records.create', (client) =>
      client.call('records.create', { kind: 'individual' }),
    );
    ids.set('unit', [extra, ...created]);
    await save('unit', extra, { name: '欧阳示例' });
    await step('unit', 'records.remove', (client) => client.call('records.remove', { id: extra }));
    await step('unit', 'records.bringBack', (client) => client.call('records.bringBack', { id: extra }));
    const order = (await at('unit').call('records.list', {})).map(({ id }) => id);
    await step('unit', 'records.reorder', (client) =>
      client.call('records.reorder', { ids: order.toReversed() }),
    );
    await step('unit', 'records.setFormal', (client) =>
      client.call('records.setFormal', { id: one, inFormal: true }),
    );
    const setting = (await at('unit').call('campaign.pack', {})).campaign.settings[0];
    const other = setting?.options.at(-1)?.value;
    await step('unit', 'campaign.setSetting', (client) =>
      client.call('campaign.setSetting', { id: setting?.id ?? '', value: other ?? '' }),
    );
    const [warning] = await at('unit').call('findings.list', { round: 'preliminary' });
    await step('unit', 'findings.explain', (client) =>
      client.call('findings.explain', { key: warning?.key ?? '', text: '情况属实。' }),
    );
    const paper = { formId: 'annex-5', subjectId: one, round: 'preliminary', format: 'pdf' } as const;
    await step('unit', 'paper.save', (client) =>
      client.call('paper.save', {
        ...paper,
        target: { file: client.handle(join(loop.stick, '扫描.pdf'), 'write') },
      }),
    );
    const [saved] = (await at('unit').call('paper.status', { round: 'preliminary' })).filter(
      ({ formId, subjectId }) => formId === 'annex-5' && subjectId === one,
    );
    await step('unit', 'paper.setPrinted', (client) =>
      client.call('paper.setPrinted', {
        round: 'preliminary',
        papers: [{ formId: 'annex-5', subjectId: one, code: saved?.currentCode ?? '' }],
        printed: true,
      }),
    );
    await step('unit', 'checklist.setDone', (client) =>
      client.call('checklist.setDone', { round: 'preliminary', step: 'compared', done: true }),
    );
    await step('unit', 'checklist.setDeadline', (client) =>
      client.call('checklist.setDeadline', { milestone: 'formalDue', due: '2021-11-01' }),
    );
    const scan = readFileSync(join(loop.stick, '扫描.pdf'));
    const longer = new Uint8Array([...scan, 10]);
    scans.push(sha256Hex(scan), sha256Hex(longer));
    await step('unit', 'attachments.import', (client) =>
      client.call('attachments.import', { source: file('unit', '扫描.pdf') }),
    );
    await save('unit', one, { post: '主任' });
    await step('unit', 'paper.saveAll', (client) =>
      client.call('paper.saveAll', { round: 'preliminary', ...folder('unit'), jobId: 'all' }),
    );
    await step('unit', 'attachments.add', (client) =>
      client.call('attachments.add', {
        name: '扫描.pdf',
        bytes: longer,
      }),
    );
    await step('unit', 'attachments.save', (client) =>
      client.call('attachments.save', { sha256: sha256Hex(scan), name: '件.pdf', target: target('unit') }),
    );
    await step('unit', 'paper.photoSheet', (client) =>
      client.call('paper.photoSheet', { subjectId: one, target: target('unit') }),
    );
    await step('unit', 'bulk.template', (client) =>
      client.call('bulk.template', {
        kind: 'individual',
        target: { file: client.handle(join(loop.stick, '模板.xlsx'), 'write') },
      }),
    );
    await writeFirstRow(join(loop.stick, '模板.xlsx'), { name: '欧阳批量' });
    const filled = { file: file('unit', '模板.xlsx') };
    const look = await step('unit', 'bulk.read', (client) => client.call('bulk.read', { source: filled }));
    const keys = look.people.map(({ key }) => key);
    const bulk = await step('unit', 'bulk.take', (client) =>
      client.call('bulk.take', { source: filled, planDigest: look.planDigest, keys }),
    );
    await step('unit', 'bulk.corrections', (client) =>
      client.call('bulk.corrections', { source: filled, target: target('unit') }),
    );
    await step('unit', 'bulk.undo', (client) => client.call('bulk.undo', { id: bulk.id }));
    writeFileSync(join(loop.stick, '通知.txt'), '关于评选的通知（示例）');
    await step('unit', 'campaign.loadNotice', (client) =>
      client.call('campaign.loadNotice', { source: file('unit', '通知.txt') }),
    );
    await step('unit', 'view.set', (client) => client.call('view.set', { key: 'a', value: 'b' }));
    await step('unit', 'job.cancel', (client) => client.call('job.cancel', { jobId: 'none' }));

    // Up to the office, decided, answered.
    await at('unit').call('campaign.setSetting', { id: setting?.id ?? '', value: setting?.default ?? '' });
    await step('unit', 'records.remove', (client) => client.call('records.remove', { id: extra }));
    await loop.fill(at('unit'), 'province', samples);
    const up = await step('unit', 'seal.run', (client) => loop.seal(client, 'preliminary', true));
    await step('unit', 'handover.setPaperOnly', (client) =>
      client.call('handover.setPaperOnly', { paperOnly: true }),
    );
    await step('unit', 'handover.disc', (client) =>
      client.call('handover.disc', { round: 'preliminary', target: loop.folder(client), jobId: 'set' }),
    );
    await step('unit', 'handover.answer', async (client) => {
      const { set } = await client.call('handover.plan', { round: 'preliminary' });
      const decisions = (set?.nominees ?? []).map(({ id: nomineeId }) => ({
        nomineeId,
        decision: 'accept' as const,
        note: '',
      }));
      const answer = { answeredOn: '2021-09-16', way: 'phone', note: '', unitToCorrect: false } as const;
      return client.call('handover.answer', { round: 'preliminary', answer: { ...answer, decisions } });
    });
    await at('unit').call('handover.setPaperOnly', { paperOnly: false });
    await step('unit', 'seal.coverSheet', (client) =>
      client.call('seal.coverSheet', { digest: up.digest, target: target('unit') }),
    );
    await step('unit', 'seal.disc', (client) =>
      client.call('seal.disc', {
        digest: up.digest,
        source: loop.folder(client),
        target: { image: target('unit').file },
        jobId: 'disc',
      }),
    );
    await take('office', up.fileName);
    packages.set('office', [up.digest]);
    const { submissionId } = (await at('office').call('inbox.get', { packageId: up.digest })).submission;
    await writeScan(join(loop.stick, '盖章件.pdf'), at('unit'), one, submissionId);
    await step('unit', 'paper.checkScan', (client) =>
      client.call('paper.checkScan', {
        round: 'preliminary',
        sources: [file('unit', '盖章件.pdf')],
        jobId: 'scan',
      }),
    );
    const decided = (decision: 'accept' | 'return') =>
      created.map((nomineeId) => ({
        part: 'nominee' as const,
        base: 0,
        nomineeId,
        review: { decision, comments: [] },
      }));
    const review = { packageId: up.digest, revision: up.revision };
    await step('office', 'review.save', (client) =>
      client.call('review.save', { ...review, changes: decided('accept').slice(0, 1) }),
    );
    await step('office', 'review.undo', async (client) => {
      const { step: last } = await client.call('review.get', { packageId: up.digest });
      return client.call('review.undo', { ...review, step: last });
    });
    const { bases } = await at('office').call('review.get', { packageId: up.digest });
    await step('office', 'review.save', (client) =>
      client.call('review.save', {
        ...review,
        changes: decided('accept').map((change) => ({
          ...change,
          base: bases[`nominee/${change.nomineeId}`] ?? 0,
        })),
      }),
    );
    const feedback = await step('office', 'feedback.seal', async (client) => {
      const plan = await client.call('answer.plan', { packageId: up.digest });
      const { planDigest } = plan.feedback;
      return client.call('feedback.seal', { packageId: up.digest, target: folder('office'), planDigest });
    });
    const receipt = await step('office', 'receipt.seal', async (client) => {
      const plan = await client.call('answer.plan', { packageId: up.digest });
      const { planDigest } = plan.receipt;
      return client.call('receipt.seal', { packageId: up.digest, target: folder('office'), planDigest });
    });
    await take('unit', feedback.fileName);
    await take('unit', receipt.fileName);
    writeFileSync(join(loop.stick, '坏.zip'), 'PK nonsense');
    await take('office', '坏.zip');
    const [bad] = await at('office').call('inbox.quarantine', {});
    await step('office', 'inbox.discard', (client) =>
      client.call('inbox.discard', { id: bad?.id ?? 0, reason: '文件是坏的' }),
    );
    const unit = enrolments.get('unit')?.fingerprint ?? '';
    const { step: quota } = await step('office', 'quotas.save', (client) =>
      client.call('quotas.save', {
        changes: [{ unit: '另一省机关事务管理局', base: 0, collective: 1, individual: 2 }],
      }),
    );
    await step('office', 'quotas.undo', (client) => client.call('quotas.undo', { step: quota }));
    await step('office', 'signers.rename', (client) =>
      client.call('signers.rename', { fingerprint: unit, name: '示例省机关事务局', reason: '更名' }),
    );
    await step('office', 'signers.export', (client) => client.call('signers.export', folder('office')));
    await step('unit', 'signers.revoke', (client) =>
      client.call('signers.revoke', { fingerprint: host, reason: '更换' }),
    );
    await step('office', 'campaign.loadNotice', (client) =>
      client.call('campaign.loadNotice', { source: file('office', '通知.txt') }),
    );
    const again = await step('office', 'campaign.issue', (client) =>
      client.call('campaign.issue', { target: folder('office') }),
    );
    await step('unit', 'campaign.installNew', (client) =>
      client.call('campaign.installNew', {
        source: file('unit', again.fileName),
        confirmedFingerprint: again.fingerprint,
      }),
    );
    await step('unit', 'campaign.install', (client) =>
      client.call('campaign.install', {
        source: file('unit', again.fileName),
        confirmedFingerprint: again.fingerprint,
      }),
    );

    // Keys, backups, fonts, and the workspace itself.
    await step('unit', 'identity.export', (client) =>
      client.call('identity.export', {
        passphrase,
        target: { file: client.handle(join(loop.stick, '钥'), 'write') },
      }),
    );
    await step('host', 'identity.import', (client) =>
      client.call('identity.import', { source: file('host', '钥'), passphrase }),
    );
    await step('unit', 'backup.configure', (client) => client.call('backup.configure', { on: false }));
    await step('unit', 'backup.run', (client) => client.call('backup.run', {}));
    const backup = join(loop.stick, '份.jbbackup');
    await step('unit', 'workspace.backup', (client) =>
      client.call('workspace.backup', { target: { file: client.handle(backup, 'write') } }),
    );
    await step('unit', 'workspace.changePassphrase', (client) =>
      client.call('workspace.changePassphrase', { current: passphrase, next: `${passphrase}2` }),
    );
    await step('unit', 'workspace.issueRecoveryCode', (client) =>
      client.call('workspace.issueRecoveryCode', { passphrase: `${passphrase}2` }),
    );
    writeFileSync(join(loop.stick, '楷.ttf'), readFileSync(fontFile('kai')));
    await step('unit', 'fonts.choose', (client) =>
      client.call('fonts.choose', { slot: 'kai', source: file('unit', '楷.ttf') }),
    );
    await step('unit', 'fonts.drop', (client) => client.call('fonts.drop', { slot: 'kai' }));
    const mine = (await at('unit').call('workspace.current', {}))?.id ?? '';
    const source = at('unit').handle(backup, 'read');
    const copy = await step('unit', 'workspace.restore', (client) =>
      client.call('workspace.restore', { source, passphrase }),
    );
    await step('unit', 'workspace.unlock', (client) =>
      client.call('workspace.unlock', { id: mine, secret: { passphrase: `${passphrase}2` } }),
    );
    await step('unit', 'workspace.erase', (client) =>
      client.call('workspace.erase', { id: copy.id, typedName: copy.name, secret: { passphrase } }),
    );
    const report = await step('unit', 'diagnostics.save', async (client) => {
      const { digest } = await client.call('diagnostics.report', {});
      return client.call('diagnostics.save', { digest, target: target('unit') });
    });
    expect(report.fileName).toMatch(/^存/);
    await step('unit', 'workspace.lock', (client) => client.call('workspace.lock', {}));
    expect(findings.faults).toEqual([]);
  });

  it('is told to be old by what an office decides on packages that ask for it', async () => {
    await decideOnPackages(loop, findings);
    await openSample(loop, findings);
    expect(findings.faults).toEqual([]);
  });

  it('has seen an answer changed by every method that writes', () => {
    const writing = methodNames.filter((method) => natureOf(method).mode !== 'read');
    expect(writing.filter((method) => !findings.shown.has(method))).toEqual([]);
    expect(kept.length).toBeGreaterThan(40);
  });
});

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviewChanges } from '../../../shared/words/review-schema.ts';
import { codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import { answerAsShown } from '../../cli/kit/seal-as-shown.ts';

describe('office and recommending unit', () => {
  const loop = new DeskLoop();
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let unit: Awaited<ReturnType<DeskLoop['unit']>>;
  let first: Awaited<ReturnType<DeskLoop['seal']>>;
  let second: Awaited<ReturnType<DeskLoop['seal']>>;

  beforeAll(async () => {
    office = await loop.office();
    unit = await loop.unit('示例省机关事务管理局', 'recommender', office, 'province');
  });
  afterAll(() => loop.close());

  it('installs a campaign only with the confirmed fingerprint, and never an older one', async () => {
    const fresh = await loop.workspace('另一单位', 'recommender');
    const source = loop.file(fresh, office.fileName);
    const shipped = (await fresh.call('workspace.current', {}))?.campaignVersion ?? 0;
    expect(shipped).toBeGreaterThan(0);
    expect(await fresh.call('campaign.inspect', { source })).toMatchObject({
      version: shipped + 1,
      installedVersion: shipped,
      fingerprint: office.fingerprint,
      knownSigner: false,
      office: '领导小组办公室',
    });
    const wrong = `SHA256:${'A'.repeat(43)}`;
    expect(await codeOf(fresh.call('campaign.install', { source, confirmedFingerprint: wrong }))).toBe(
      'campaign-fingerprint-unconfirmed',
    );
    expect((await fresh.call('workspace.current', {}))?.campaignVersion).toBe(shipped);
    const done = await fresh.call('campaign.install', { source, confirmedFingerprint: office.fingerprint });
    expect(done.version).toBe(shipped + 1);
    expect((await fresh.call('campaign.inspect', { source })).knownSigner).toBe(true);
    expect((await office.client.call('workspace.current', {}))?.campaignVersion).toBe(shipped + 1);
  });

  it('issues the same package again when nothing changed', async () => {
    const target = { file: office.client.handle(join(loop.stick, 'again.zip'), 'write') };
    const again = await office.client.call('campaign.issue', { target });
    expect(
      readFileSync(join(loop.stick, 'again.zip')).equals(readFileSync(join(loop.stick, office.fileName))),
    ).toBe(true);
    expect(again.fingerprint).toBe(office.fingerprint);
  });

  it('refuses to seal while an error stands, and says how many', async () => {
    const { client, ids } = unit;
    const id = ids.get('i1') ?? '';
    const { revision, content } = await client.call('record.get', { id });
    await client.call('record.save', {
      id,
      baseRevision: revision,
      changes: { idNumber: '430102197906150015' },
    });
    expect((await client.call('seal.plan', { round: 'preliminary' })).errors).toBeGreaterThan(0);
    expect(await codeOf(loop.seal(client, 'preliminary', false))).toBe('seal-blocked');
    // Words about a finding that is mended below: they must not travel.
    const wrong = (await client.call('findings.list', { round: 'preliminary' })).find(
      (finding) => finding.fieldId === 'idNumber',
    );
    await client.call('findings.explain', { key: wrong?.key ?? '', text: '号码待核实' });
    const now = await client.call('record.get', { id });
    const changes = { idNumber: content.idNumber ?? null };
    await client.call('record.save', { id, baseRevision: now.revision, changes });
    expect(await client.call('seal.plan', { round: 'preliminary' })).toMatchObject({
      errors: 0,
      unexplained: 0,
      revision: 1,
      needsIdentity: false,
      recipient: { name: '领导小组办公室', fingerprint: office.fingerprint },
    });
  });

  it('quarantines what an unknown signer sent and lets it in after enrolment', async () => {
    first = await loop.seal(unit.client, 'preliminary', false);
    const [refused] = await loop.take(office.client, first.fileName);
    expect(refused).toMatchObject({ outcome: 'quarantined', packageId: null });
    expect(refused?.problems.map((problem) => problem.code)).toEqual(['package-signer-unknown']);
    expect(await office.client.call('inbox.list', {})).toEqual([]);
    expect(await office.client.call('inbox.quarantine', {})).toHaveLength(1);

    expect(await loop.take(office.client, unit.enrolment)).toMatchObject([
      { outcome: 'imported', kind: 'enrolment' },
    ]);
    expect(await office.client.call('signers.list', {})).toMatchObject([
      { pending: true, principal: '示例省机关事务管理局' },
    ]);
    const { fingerprint } = unit;
    const enrol = (typed: string) => office.client.call('signers.enrol', { fingerprint, typed });
    expect(await codeOf(enrol(office.fingerprint))).toBe('signer-fingerprint-mismatch');
    expect(await codeOf(enrol('SHA256:'))).toBe('signer-fingerprint-mismatch');
    expect(await enrol(` ${fingerprint.slice(7)} `)).toEqual({ admitted: 1 });
    expect(await enrol(fingerprint)).toEqual({ admitted: 0 });
    expect(await office.client.call('inbox.quarantine', {})).toEqual([]);
    expect(await office.client.call('inbox.list', {})).toMatchObject([
      {
        packageId: first.digest,
        state: 'current',
        revision: 1,
        nominees: 3,
        signer: { fingerprint, principal: '示例省机关事务管理局', trusted: true },
      },
    ]);
  });

  it('shows what was sealed, byte for byte', async () => {
    const { files, submission, findings } = await office.client.call('inbox.get', {
      packageId: first.digest,
    });
    expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    expect(files.map((file) => file.path)).toContain('data/submission.json');
    expect(submission.explanations).toEqual({});
    const photo = submission.attachments[0];
    const path = photo?.path ?? '';
    const there = await office.client.call('inbox.file', { packageId: first.digest, path });
    const here = await unit.client.call('attachments.read', { sha256: photo?.sha256 ?? '' });
    expect(Buffer.from(there.bytes).equals(Buffer.from(here.bytes))).toBe(true);
    expect(await codeOf(office.client.call('inbox.file', { packageId: first.digest, path: '../x' }))).toBe(
      'package-file-unknown',
    );
  });

  it('takes a newer revision, keeps the older, and refuses it when it comes again as something new', async () => {
    const id = unit.ids.get('c1') ?? '';
    const { revision } = await unit.client.call('record.get', { id });
    await unit.client.call('record.save', {
      id,
      baseRevision: revision,
      changes: { address: '示例省云麓市新址2号' },
    });
    second = await loop.seal(unit.client, 'preliminary', true);
    expect(second).toMatchObject({ revision: 2, encrypted: true });
    expect(await loop.take(office.client, second.fileName)).toMatchObject([{ outcome: 'imported' }]);
    expect(await loop.take(office.client, second.fileName, first.fileName)).toMatchObject([
      { outcome: 'duplicate' },
      { outcome: 'duplicate' },
    ]);
    const list = await office.client.call('inbox.list', {});
    expect(list.map(({ revision: number, state }) => [number, state])).toEqual(
      expect.arrayContaining([
        [2, 'current'],
        [1, 'superseded'],
      ]),
    );
    const changes = await office.client.call('inbox.compare', { left: first.digest, right: second.digest });
    expect(changes).toMatchObject([{ subjectId: id, fieldId: 'address', after: '示例省云麓市新址2号' }]);
    expect(await office.client.call('review.get', { packageId: first.digest })).toMatchObject({
      canUndo: false,
    });
  });

  it('quarantines every changed byte with a reason and imports the rest of the batch', async () => {
    const name = 'changed.zip';
    const bytes = readFileSync(join(loop.stick, first.fileName));
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    writeFileSync(join(loop.stick, name), bytes);
    writeFileSync(join(loop.stick, 'note.txt'), '这不是封包');
    writeFileSync(join(loop.stick, 'empty.zip'), '');
    copyFileSync(join(loop.stick, second.fileName), join(loop.stick, 'again.zip.age'));
    const outcomes = await loop.take(office.client, name, 'note.txt', 'empty.zip', 'again.zip.age');
    expect(outcomes.map((item) => item.outcome)).toEqual([
      'quarantined',
      'quarantined',
      'quarantined',
      'duplicate',
    ]);
    const kept = await office.client.call('inbox.quarantine', {});
    expect(kept.map((file) => file.fileName).sort()).toEqual(['changed.zip', 'empty.zip', 'note.txt']);
    expect(kept.every((file) => file.problems.length > 0)).toBe(true);
  });

  it('records decisions as steps that can be taken back, and only on the revision that counts', async () => {
    const { client } = office;
    const save = (packageId: string, revision: number, text: string, base = 0) =>
      client.call('review.save', { packageId, revision, changes: [{ part: 'general', base, text }] });
    expect(await codeOf(save(first.digest, 1, '旧版'))).toBe('review-revision-mismatch');
    expect(await codeOf(save(second.digest, 1, '错号'))).toBe('review-revision-mismatch');
    const { step: one } = await save(second.digest, 2, '一');
    const { step } = await save(second.digest, 2, '二', one);
    await client.call('review.undo', { packageId: second.digest, revision: 2, step });
    expect(await client.call('review.get', { packageId: second.digest })).toMatchObject({
      general: '一',
      canUndo: true,
    });
    const feedback = answerAsShown(client, 'feedback', {
      packageId: second.digest,
      target: loop.folder(client),
    });
    expect(await codeOf(feedback)).toBe('review-incomplete');
  });

  it('answers with feedback and receipt that only the sender can bind', async () => {
    const { client } = office;
    const { submission } = await client.call('inbox.get', { packageId: second.digest });
    const before = await client.call('review.get', { packageId: second.digest });
    await client.call('review.save', {
      packageId: second.digest,
      revision: 2,
      changes: reviewChanges(
        before,
        {
          general: '请修改',
          unitComments: [{ fieldId: 'contactName', text: '请核对' }],
          decisions: submission.nominees.map((nominee) => ({
            nomineeId: nominee.id,
            decision: 'accept' as const,
            note: '',
            comments: [],
          })),
        },
        before.bases,
      ),
    });
    const options = { packageId: second.digest, target: loop.folder(client) };
    const feedback = await answerAsShown(client, 'feedback', options);
    const receipt = await answerAsShown(client, 'receipt', options);
    expect([feedback.encrypted, receipt.encrypted]).toEqual([true, true]);
    const outcomes = await loop.take(unit.client, feedback.fileName, receipt.fileName);
    expect(outcomes.map((item) => [item.kind, item.outcome])).toEqual([
      ['feedback', 'imported'],
      ['receipt', 'imported'],
    ]);
    expect(await loop.take(unit.client, feedback.fileName)).toMatchObject([{ outcome: 'duplicate' }]);
    expect(await unit.client.call('feedback.list', {})).toMatchObject([
      { signer: 'office', feedback: { packageDigest: second.digest, general: '请修改' } },
    ]);
    expect(await unit.client.call('seal.history', {})).toMatchObject([
      { revision: 2, hasFeedback: true, hasReceipt: true },
      { revision: 1, hasFeedback: false, hasReceipt: false },
    ]);
    const other = await loop.unit('示例旁观单位', 'recommender', office, null);
    const [wrong] = await loop.take(other.client, feedback.fileName);
    expect(wrong).toMatchObject({ outcome: 'quarantined' });
  });

  it('goes on to the formal round with what changed since, and the office holds the snapshot against its own copy', async () => {
    loop.setClock('2021-11-05T02:00:00Z');
    await loop.fill(unit.client, 'province-formal', unit.ids);
    const id = unit.ids.get('i1') ?? '';
    const changes = await unit.client.call('record.changesSincePreliminary', { id });
    expect(changes.map((change) => change.fieldId)).toContain('consultations');
    const formal = await loop.seal(unit.client, 'formal', true);
    expect(await loop.take(office.client, formal.fileName)).toMatchObject([
      { outcome: 'imported', kind: 'formal' },
    ]);
  });

  it('refuses a revoked signer', async () => {
    const third = await loop.seal(unit.client, 'preliminary', false);
    await office.client.call('signers.revoke', { fingerprint: unit.fingerprint, reason: '密钥遗失' });
    const [refused] = await loop.take(office.client, third.fileName);
    expect(refused?.problems.map((problem) => problem.code)).toEqual(['package-signer-revoked']);
    const again = office.client.call('signers.enrol', {
      fingerprint: unit.fingerprint,
      typed: unit.fingerprint,
    });
    expect(await codeOf(again)).toBe('package-signer-revoked');
  });

  it('keeps an unbroken log without personal data', async () => {
    for (const client of [office.client, unit.client]) {
      const { intact, events } = await client.call('workspace.events', { limit: 1000 });
      expect(intact).toBe(true);
      expect(events.length).toBeGreaterThan(5);
      expect(JSON.stringify(events)).not.toMatch(/430102197906150014|陈|13900000011/);
    }
  });
});

import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, DeskLoop, passphrase } from '../../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../../cli/kit/engine-client.ts';
import { answerAsShown, sealAsShown } from '../../../cli/kit/seal-as-shown.ts';
import { unitCode } from '../../seal/index.ts';
import { beginSeal, lineageOf } from '../../store/sealed-store.ts';
import { closeWorkspaceFile, openWorkspaceFile } from '../../store/workspace-file.ts';

type Unit = Awaited<ReturnType<DeskLoop['unit']>>;
const plain = { reason: '收件单位来函要求' };

/** The sentence a promise rejects with. */
async function sentenceOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => '',
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
  );
}

describe('A: encryption is decided by the engine, on the plan the clerk saw', () => {
  const loop = new DeskLoop();
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let host: Unit;
  let middle: Unit;
  let other: Unit;
  const planOf = (client: EngineClient, more: { recipient?: string; plain?: boolean } = {}) =>
    client.call('seal.plan', { round: 'preliminary', ...more });
  const run = (client: EngineClient, planDigest: string, more: object = {}) =>
    client.call('seal.run', {
      round: 'preliminary',
      target: loop.folder(client),
      jobId: 'seal',
      planDigest,
      ...more,
    });
  const change = async (client: EngineClient, id: string, changes: Record<string, string>) => {
    const { revision } = await client.call('record.get', { id });
    await client.call('record.save', { id, baseRevision: revision, changes });
  };
  const isAge = (name: string) =>
    readFileSync(join(loop.stick, name)).subarray(0, 22).toString() === 'age-encryption.org/v1\n';
  const enrol = async (client: EngineClient, unit: Unit) => {
    await loop.take(client, unit.enrolment);
    await client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
  };

  beforeAll(async () => {
    office = await loop.office();
    middle = await loop.unit('示例省机关事务管理局', 'recommender', office, null);
    other = await loop.unit('另一省机关事务管理局', 'recommender', office, null);
    host = await loop.unit('云麓市机关事务服务中心', 'host', office, 'province');
  });
  afterAll(() => loop.close());

  it('refuses to seal for nobody, names the way, and writes nothing', async () => {
    const { client } = host;
    const plan = await planOf(client);
    expect(plan).toMatchObject({ recipient: null, recipientState: 'none', encryption: 'undecided' });
    const before = readdirSync(loop.stick);
    expect(await codeOf(run(client, plan.planDigest))).toBe('seal-recipient-missing');
    expect(readdirSync(loop.stick)).toEqual(before);
    // Nothing was used up by the refusal.
    expect(await planOf(client)).toMatchObject({ revision: 1, interrupted: [] });
  });

  it('takes a plain one only by a choice with its reason, which stands in the log and in the record', async () => {
    const { client } = host;
    const { planDigest, fileName } = await planOf(client, { plain: true });
    expect(fileName).toMatch(/-r1\.zip$/);
    expect(await codeOf(run(client, planDigest, { plain: { reason: '  ' } }))).not.toBe('none');
    const sealed = await run(client, planDigest, { plain });
    expect(sealed).toMatchObject({ encrypted: false, fileName });
    const { events } = await client.call('workspace.events', { limit: 50 });
    expect(events.find((event) => event.detail.digest === sealed.digest)).toMatchObject({
      kind: 'sealed',
      detail: { reason: plain.reason },
    });
    const [entry] = await client.call('seal.history', {});
    expect(entry).toMatchObject({ encrypted: false, plainReason: plain.reason });
  });

  it('says that an enrolment waits for its comparison, and is refused with the difference once it is made', async () => {
    const { client } = host;
    const before = await planOf(client, { plain: true });
    await loop.take(client, middle.enrolment);
    expect(await planOf(client)).toMatchObject({ recipientState: 'pending', encryption: 'undecided' });
    await client.call('signers.enrol', { fingerprint: middle.fingerprint, typed: middle.fingerprint });
    // The window that still shows the old plan: neither in the clear nor without a word.
    const said = await sentenceOf(run(client, before.planDigest, { plain }));
    expect(said).toContain('收件单位由“未定”变为“示例省机关事务管理局”');
    expect(await codeOf(run(client, before.planDigest))).toBe('seal-plan-changed');
    const plan = await planOf(client);
    expect(plan).toMatchObject({
      recipientState: 'ready',
      encryption: 'encrypted',
      recipient: { name: '示例省机关事务管理局', fingerprint: middle.fingerprint },
    });
    const sealed = await run(client, plan.planDigest);
    expect(sealed).toMatchObject({ encrypted: true, fileName: plan.fileName });
    expect(sealed.fileName).toMatch(/-r2\.zip\.age$/);
    expect(isAge(sealed.fileName)).toBe(true);
  });

  it('reads by content: an age file called .zip is taken in', async () => {
    const [entry] = await host.client.call('seal.history', {});
    copyFileSync(join(loop.stick, entry?.fileName ?? ''), join(loop.stick, '旧名字.zip'));
    await enrol(middle.client, host);
    expect(await loop.take(middle.client, '旧名字.zip')).toMatchObject([{ outcome: 'imported' }]);
  });

  it('tells what changed in the contents, by name', async () => {
    const { client, ids } = host;
    const { planDigest, contentsDigest } = await planOf(client);
    const id = ids.get('i1') ?? '';
    const { name = '' } = (await client.call('records.list', {})).find((one) => one.id === id) ?? {};
    await change(client, id, { nativePlace: '示例省某县' });
    const said = await sentenceOf(run(client, planDigest));
    expect(said).toContain(`推荐对象“${name}”有改动`);
    expect(said).not.toContain('文件名');
    const now = await planOf(client);
    expect(now.contentsDigest).not.toBe(contentsDigest);
    await client.call('records.remove', { id });
    expect(await sentenceOf(run(client, now.planDigest))).toContain(`不再有推荐对象“${name}”`);
    await client.call('records.bringBack', { id });
    expect((await planOf(client)).planDigest).toBe(now.planDigest);
  });

  it('lets the clerk choose between two recipients, remembers the choice, and follows revocation', async () => {
    const { client } = host;
    const before = await planOf(client);
    await enrol(client, other);
    // The last package went to the first one: it stays the recipient, shown as such.
    expect(await planOf(client)).toMatchObject({ recipientState: 'ready', planDigest: before.planDigest });
    const chosen = await planOf(client, { recipient: other.fingerprint });
    expect(chosen.recipient?.fingerprint).toBe(other.fingerprint);
    const sealed = await run(client, chosen.planDigest, { recipient: other.fingerprint });
    expect(await loop.take(middle.client, sealed.fileName)).toMatchObject([{ outcome: 'quarantined' }]);
    expect((await planOf(client)).recipient?.fingerprint).toBe(other.fingerprint);
    const shown = await planOf(client);
    await client.call('signers.revoke', { fingerprint: other.fingerprint, reason: '不再往来' });
    expect(await sentenceOf(run(client, shown.planDigest))).toContain(
      '收件单位由“另一省机关事务管理局”变为“示例省机关事务管理局”',
    );
    await client.call('signers.revoke', { fingerprint: middle.fingerprint, reason: '密钥遗失' });
    expect(await planOf(client)).toMatchObject({
      recipient: null,
      recipientState: 'revoked',
      encryption: 'undecided',
    });
    expect(await codeOf(run(client, shown.planDigest))).toBe('seal-recipient-missing');
  });

  it('asks which of two recipients when no package went out before', async () => {
    const fresh = await loop.unit('麓南县机关事务服务中心', 'host', office, 'province');
    await enrol(fresh.client, middle);
    await enrol(fresh.client, other);
    const plan = await planOf(fresh.client);
    expect(plan).toMatchObject({ recipient: null, recipientState: 'choose', encryption: 'undecided' });
    expect(plan.candidates.map(({ name }) => name).sort()).toEqual([
      '另一省机关事务管理局',
      '示例省机关事务管理局',
    ]);
    expect(await codeOf(run(fresh.client, plan.planDigest))).toBe('seal-recipient-choose');
    expect(
      await codeOf(
        sealAsShown(fresh.client, {
          round: 'preliminary',
          target: loop.folder(fresh.client),
          jobId: 's',
          recipient: other.fingerprint,
        }),
      ),
    ).toBe('none');
  });

  it('two windows that seal the same plan: one seals, the other is told, and no number is used twice', async () => {
    const { client } = middle;
    await loop.fill(client, 'province');
    await change(client, 'unit', { unitName: '示例省机关事务管理局' });
    const { planDigest } = await planOf(client);
    const both = await Promise.all(
      ['a', 'b'].map((jobId) =>
        codeOf(
          client.call('seal.run', { round: 'preliminary', target: loop.folder(client), jobId, planDigest }),
        ),
      ),
    );
    expect(both.sort()).toEqual(['none', 'seal-plan-changed']);
    const history = await client.call('seal.history', {});
    expect(history.map(({ revision }) => revision)).toEqual([1]);
  });

  it('knows an own old plan from a stranger’s digest, and refuses both', async () => {
    const said = await sentenceOf(run(middle.client, '0'.repeat(64)));
    expect(said).toContain('与您看到的方案不是同一份');
  });

  describe('answers', () => {
    let packageId = '';
    beforeAll(async () => {
      await enrol(office.client, middle);
      const sealed = await loop.seal(middle.client, 'preliminary', true);
      packageId = sealed.digest;
      await loop.take(office.client, sealed.fileName);
    });
    const target = () => loop.folder(office.client);

    it('offers names ending in .age and seals for the unit that sent the package', async () => {
      const plan = await office.client.call('answer.plan', { packageId });
      expect(plan).toMatchObject({ encryption: 'encrypted', recipient: { name: '示例省机关事务管理局' } });
      for (const kind of ['feedback', 'receipt'] as const)
        expect(plan[kind].fileName).toMatch(/^(反馈|回执)_示例省机关事务管理局_第2版\.zip\.age$/);
      const sealed = await answerAsShown(office.client, 'receipt', { packageId, target: target() });
      expect(sealed.fileName).toMatch(/-receipt-r1\.zip\.age$/);
      expect(isAge(sealed.fileName)).toBe(true);
      expect(sealed.fileName).toContain(`-${unitCode('示例省机关事务管理局')}-p2-`);
    });

    it('never goes to a revoked key: refused with the difference, plain only by choice, and to the new key', async () => {
      const { client } = office;
      const shown = await client.call('answer.plan', { packageId });
      await client.call('signers.revoke', { fingerprint: middle.fingerprint, reason: '密钥遗失' });
      const asked = { packageId, target: target() };
      expect(
        await codeOf(client.call('receipt.seal', { ...asked, planDigest: shown.receipt.planDigest })),
      ).toBe('seal-recipient-missing');
      expect(await client.call('answer.plan', { packageId })).toMatchObject({
        recipientState: 'revoked',
        encryption: 'undecided',
      });
      expect(
        await sentenceOf(
          client.call('receipt.seal', { ...asked, planDigest: shown.receipt.planDigest, plain }),
        ),
      ).toContain('是否加密由“加密”变为“不加密”');
      const inClear = await answerAsShown(client, 'receipt', { ...asked, plain });
      expect(inClear).toMatchObject({ encrypted: false });
      expect(inClear.fileName).toMatch(/\.zip$/);
    });
  });
});

describe('3: one unit code, and a plan that only reads', () => {
  const loop = new DeskLoop();
  let client: EngineClient;
  const name = '示例省机关事务管理局';
  beforeAll(async () => {
    client = await loop.workspace(name, 'recommender');
    await client.call('identity.create', {});
  });
  afterAll(() => loop.close());

  it('takes the code from the name and writes nothing by looking (arch-F16)', async () => {
    const log = () =>
      readdirSync(loop.dataDir(name))
        .filter((file) => file.endsWith('.db') || file.endsWith('.db-wal'))
        .sort()
        .map((file) => readFileSync(join(loop.dataDir(name), file)).toString('base64'));
    await client.call('seal.plan', { round: 'preliminary' });
    const before = log();
    const { fileName } = await client.call('seal.plan', { round: 'preliminary' });
    expect(log()).toEqual(before);
    expect(fileName).toBe(`ggj-2021-${unitCode(name)}-preliminary-r1.zip`);
    // The name that is filled in later is the one that counts.
    const { revision } = await client.call('record.get', { id: 'unit' });
    await client.call('record.save', {
      id: 'unit',
      baseRevision: revision,
      changes: { unitName: '某省总局' },
    });
    expect((await client.call('seal.plan', { round: 'preliminary' })).fileName).toContain(
      unitCode('某省总局'),
    );
  });

  it('says of a list without a nominee what sealing says of it, whatever sheets of its own the unit has', async () => {
    const { entries, planDigest, ...plan } = await client.call('seal.plan', {
      round: 'preliminary',
      plain: true,
    });
    expect(entries.length).toBeGreaterThan(0);
    expect(plan).toMatchObject({ empty: true, ready: false });
    const target = loop.folder(client);
    const options = { round: 'preliminary', target, jobId: 'empty', planDigest, plain } as const;
    expect(await codeOf(client.call('seal.run', options))).toBe('seal-empty');
  });

  it('6: tells that a number was used up by a sealing that was cut off', async () => {
    expect(await client.call('seal.plan', { round: 'preliminary' })).toMatchObject({
      revision: 1,
      interrupted: [],
    });
    const current = await client.call('workspace.current', {});
    const id = current?.id ?? '';
    await client.call('workspace.lock', {});
    // As a killed program leaves it: the number taken, nothing recorded.
    const file = await openWorkspaceFile(loop.dataDir(name), id, { passphrase });
    const { value } = file.db.raw
      .prepare<[], { value: string }>(`SELECT value FROM meta WHERE key = 'submissionId'`)
      .get() ?? { value: '' };
    beginSeal(file.db, lineageOf(value, 'preliminary'), 1, '2021-09-16T02:00:00Z');
    closeWorkspaceFile(file);
    await client.call('workspace.unlock', { id, secret: { passphrase } });
    expect(await client.call('seal.plan', { round: 'preliminary' })).toMatchObject({
      revision: 2,
      interrupted: [1],
    });
  });
});

describe('E (arch-F5): issuing again', () => {
  const loop = new DeskLoop();
  afterAll(() => loop.close());

  it('is offered under the version it writes, and tells every window', async () => {
    const heard: unknown[] = [];
    const office = await loop.workspace('领导小组办公室', 'office', (event, payload) => {
      if (event === 'changed') heard.push(payload);
    });
    await office.call('identity.create', {});
    const { campaign } = await office.call('campaign.pack', {});
    const planned = await office.call('campaign.issuePlan', {});
    expect(planned.version).toBe(campaign.version + 1);
    expect(planned.fileName).toContain(`第${planned.version}版.zip`);
    heard.length = 0;
    const file = office.handle(join(loop.stick, planned.fileName), 'write');
    await office.call('campaign.issue', { target: { file } });
    // With it the window reads the version it shows and names the file by.
    expect(heard).toContainEqual({ what: 'pack' });
    expect((await office.call('campaign.pack', {})).campaign.version).toBe(planned.version);
    // Nothing new: the same version once more.
    expect(await office.call('campaign.issuePlan', {})).toEqual(planned);
  });
});

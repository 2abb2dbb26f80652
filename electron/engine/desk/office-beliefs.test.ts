import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NomineeReview, reviewChanges } from '../../../shared/words/review-schema.ts';
import { codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import { answerAsShown } from '../../cli/kit/seal-as-shown.ts';

const UNIT = '示例省机关事务管理局';
const SECOND = '示例省另一机关事务管理局';

describe('what the office believes and decides', () => {
  const loop = new DeskLoop();
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let unit: Awaited<ReturnType<DeskLoop['unit']>>;
  let first: Awaited<ReturnType<DeskLoop['seal']>>;
  let second: Awaited<ReturnType<DeskLoop['seal']>>;
  let formal: Awaited<ReturnType<DeskLoop['seal']>>;

  const enrol = async (other: typeof unit) => {
    await loop.take(office.client, other.enrolment);
    const { fingerprint } = other;
    await office.client.call('signers.enrol', { fingerprint, typed: fingerprint });
  };
  const listed = async (packageId: string) =>
    (await office.client.call('inbox.list', {})).find((item) => item.packageId === packageId);
  const findings = async (packageId: string) =>
    (await office.client.call('inbox.get', { packageId })).findings;
  const write = async (packageId: string, revision: number, ...decisions: NomineeReview[]) => {
    const before = await office.client.call('review.get', { packageId });
    const others = before.decisions.filter(
      (one) => !decisions.some(({ nomineeId }) => nomineeId === one.nomineeId),
    );
    const changes = reviewChanges(before, { ...before, decisions: [...others, ...decisions] }, before.bases);
    return office.client.call('review.save', { packageId, revision, changes });
  };
  const about = (key: string, decision: NomineeReview['decision'], note = ''): NomineeReview => {
    return { nomineeId: unit.ids.get(key) ?? '', decision, note, comments: [] };
  };

  beforeAll(async () => {
    office = await loop.office();
    unit = await loop.unit(UNIT, 'recommender', office, 'province');
    await enrol(unit);
    first = await loop.seal(unit.client, 'preliminary', true);
    expect(await loop.take(office.client, first.fileName)).toMatchObject([{ outcome: 'imported' }]);
  });
  afterAll(() => loop.close());

  it('goes by the office’s own quotas: says which are not entered, and only compares what the unit states', async () => {
    const quotaFindings = async () =>
      (await findings(first.digest)).filter(({ ruleId }) => ruleId === 'O3' || /^Q[13]/.test(ruleId));
    const unknown = await quotaFindings();
    expect(unknown.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(unknown[0]?.message).toMatch(/^名额未录入：/);
    const table = await office.client.call('quotas.get', {});
    const row = table.rows.find((one) => one.unit === UNIT);
    expect(row).toMatchObject({ collective: null, individual: null, base: 0, enrolled: true });
    const counts = { collective: row?.reported?.collective ?? 0, individual: row?.reported?.individual ?? 0 };
    expect(counts.collective + counts.individual).toBe(3);
    expect(table.rows.some((one) => one.unit === '北京市')).toBe(true);

    const set = (base: number, collective: number | null, individual: number | null) =>
      office.client.call('quotas.save', {
        changes: [{ unit: UNIT, principal: UNIT, base, collective, individual }],
      });
    const stated = row?.reported?.statedCollective;
    const { step: one } = await set(0, 0, counts.individual + 1);
    const over = await quotaFindings();
    expect(over.map(({ severity }) => severity)).toEqual(
      stated === 0 ? ['error', 'info'] : expect.arrayContaining(['error', 'info', 'warning']),
    );
    expect(over[0]?.message).toContain('超过名额表中的 0 个');
    expect(over.some(({ message }) => message.includes(`名额是 ${stated} 个，名额表中是 0 个`))).toBe(true);

    expect(await codeOf(set(0, 9, 9))).toBe('quota-conflict');
    expect(await codeOf(office.client.call('quotas.undo', { step: one + 1 }))).toBe('quota-undo-other');
    const { step: two } = await set(one, counts.collective, counts.individual);
    expect((await quotaFindings()).filter(({ severity }) => severity === 'error')).toEqual([]);
    await office.client.call('quotas.undo', { step: two });
    expect((await quotaFindings())[0]?.severity).toBe('error');
    await office.client.call('quotas.undo', { step: one });
    expect((await quotaFindings())[0]?.message).toMatch(/^名额未录入：/);
    expect(await codeOf(office.client.call('quotas.undo', { step: one }))).toBe('quota-nothing-to-undo');
    const receipt = await answerAsShown(office.client, 'receipt', {
      packageId: first.digest,
      target: loop.folder(office.client),
    });
    expect(receipt.bytes).toBeGreaterThan(0);
  });

  it('keeps each unit’s quota with its own name, pasted rows of unknown units too', async () => {
    const changes = ['甲市', '乙市'].map((name, at) => ({
      unit: name,
      base: 0,
      collective: at,
      individual: null,
    }));
    const { step } = await office.client.call('quotas.save', { changes });
    const rows = (await office.client.call('quotas.get', {})).rows;
    const figureOf = (name: string) => rows.find((one) => one.unit === name)?.collective;
    expect(['甲市', '乙市'].map(figureOf)).toEqual([0, 1]);
    expect(rows.find((one) => one.unit === UNIT)).toMatchObject({ collective: null });
    const twice = changes.map((change) => ({ ...change, unit: '丙市' }));
    expect(await codeOf(office.client.call('quotas.save', { changes: twice }))).toBe('quota-unit-twice');
    const strange = [{ unit: '丁市', principal: '没有的单位', base: 0, collective: 1, individual: 1 }];
    expect(await codeOf(office.client.call('quotas.save', { changes: strange }))).toBe('quota-unit-unknown');
    await office.client.call('quotas.undo', { step });
  });

  it('says that a decision was changed after the feedback, until a new one is sealed or it is changed back', async () => {
    const packageId = first.digest;
    const ids = (await office.client.call('inbox.get', { packageId })).submission.nominees.map(
      ({ id }) => id,
    );
    await write(
      packageId,
      1,
      ...ids.map((nomineeId) => ({ nomineeId, decision: 'accept' as const, note: '', comments: [] })),
    );
    expect(await listed(packageId)).toMatchObject({ feedbackSealedAt: null, feedbackOutdated: false });
    const seal = () =>
      answerAsShown(office.client, 'feedback', { packageId, target: loop.folder(office.client) });
    await seal();
    expect(await listed(packageId)).toMatchObject({ feedbackOutdated: false });
    const { step } = await write(packageId, 1, about('c1', 'reject', '级别超限'));
    expect(await listed(packageId)).toMatchObject({ feedbackOutdated: true });
    await office.client.call('review.undo', { packageId, revision: 1, step });
    expect(await listed(packageId)).toMatchObject({ feedbackOutdated: false });
    await write(packageId, 1, about('c1', 'reject', '级别超限'));
    await seal();
    expect(await listed(packageId)).toMatchObject({ feedbackOutdated: false });
  });

  it('marks a nominee that its unit took back, in the old revision and in the one that counts', async () => {
    await unit.client.call('records.remove', { id: unit.ids.get('i1') ?? '' });
    second = await loop.seal(unit.client, 'preliminary', true);
    await loop.take(office.client, second.fileName);
    const gone = { nomineeId: unit.ids.get('i1'), packageId: first.digest, lastRevision: 1, goneSince: 2 };
    for (const packageId of [first.digest, second.digest]) {
      expect((await office.client.call('inbox.get', { packageId })).withdrawn).toMatchObject([gone]);
      expect(await listed(packageId)).toMatchObject({ withdrawn: 1 });
    }
    // Nothing is written on a revision that is replaced, and nothing of it taken back.
    const { step } = await office.client.call('review.get', { packageId: first.digest });
    const undo = office.client.call('review.undo', { packageId: first.digest, revision: 1, step });
    expect(await codeOf(undo)).toBe('review-revision-mismatch');
    const rest = (await office.client.call('inbox.get', { packageId: second.digest })).submission.nominees;
    await write(
      second.digest,
      2,
      ...rest.map(({ id }) => {
        const decision = id === unit.ids.get('c1') ? ('reject' as const) : ('accept' as const);
        return { nomineeId: id, decision, note: decision === 'reject' ? '级别超限' : '', comments: [] };
      }),
    );
  });

  it('does not let a nominee refused or withdrawn in the first round come back unseen in the second', async () => {
    await unit.client.call('records.bringBack', { id: unit.ids.get('i1') ?? '' });
    loop.setClock('2021-11-05T02:00:00Z');
    await loop.fill(unit.client, 'province-formal', unit.ids);
    formal = await loop.seal(unit.client, 'formal', true);
    expect(await loop.take(office.client, formal.fileName)).toMatchObject([{ outcome: 'imported' }]);
    const marked = (await findings(formal.digest)).filter(({ ruleId }) => ruleId === 'O2');
    expect(new Map(marked.map(({ subjectId, message }) => [subjectId, message]))).toEqual(
      new Map([
        [unit.ids.get('c1') ?? '', expect.stringContaining('“不予通过”')],
        [unit.ids.get('i1') ?? '', expect.stringContaining('已撤下')],
      ]),
    );
    expect(marked.every(({ severity }) => severity === 'error')).toBe(true);
    const round = await office.client.call('review.earlierRound', { packageId: formal.digest });
    expect(round).toMatchObject({ state: 'received', counts: { packageId: second.digest, revision: 2 } });
    const refused = round?.nominees.find(({ nomineeId }) => nomineeId === unit.ids.get('c1'));
    expect(refused).toMatchObject({ standing: 'refused', decision: { note: '级别超限' } });
    const settle = office.client.call('review.settleRound', {
      packageId: formal.digest,
      revision: formal.revision,
      reason: '不需要',
    });
    expect(await codeOf(settle)).toBe('round-not-settleable');
    // The mark follows the decision.
    await write(second.digest, 2, about('c1', 'accept'));
    const after = (await findings(formal.digest)).filter(({ ruleId }) => ruleId === 'O2');
    expect(after.map(({ subjectId }) => subjectId)).toEqual([unit.ids.get('i1')]);
  });

  it('takes no first round on a unit’s word: unknown to the office is an error until it is settled with a reason', async () => {
    loop.setClock('2021-09-16T02:00:00Z');
    const other = await loop.unit(SECOND, 'recommender', office, null);
    await enrol(other);
    const ids = await loop.fill(other.client, 'province');
    // The sample brings a name of its own.
    const rename = async () => {
      const { revision: base } = await other.client.call('record.get', { id: 'unit' });
      await other.client.call('record.save', {
        id: 'unit',
        baseRevision: base,
        changes: { unitName: SECOND },
      });
    };
    await rename();
    await loop.seal(other.client, 'preliminary', false);
    loop.setClock('2021-11-05T02:00:00Z');
    await loop.fill(other.client, 'province-formal', ids);
    await rename();
    const { fileName, digest, revision } = await loop.seal(other.client, 'formal', true);
    expect(await loop.take(office.client, fileName)).toMatchObject([{ outcome: 'imported' }]);
    const own = async () => (await findings(digest)).filter(({ ruleId }) => ruleId === 'O1');
    expect(await own()).toMatchObject([{ severity: 'error', subjectId: 'unit' }]);
    const settle = (reason: string) =>
      office.client.call('review.settleRound', { packageId: digest, revision, reason });
    await settle('初审由省里代收');
    expect(await own()).toMatchObject([
      { severity: 'info', message: expect.stringContaining('初审由省里代收') },
    ]);
    await settle('');
    expect(await own()).toMatchObject([{ severity: 'error' }]);
    const { events } = await office.client.call('workspace.events', { limit: 1000 });
    expect(events.filter(({ kind }) => kind === 'round-settled')).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain('代收');
  });

  it('says of a package that its key was revoked since, when and why', async () => {
    expect((await listed(formal.digest))?.signer.revoked).toBeNull();
    await office.client.call('signers.revoke', { fingerprint: unit.fingerprint, reason: '密钥遗失' });
    expect((await listed(formal.digest))?.signer).toMatchObject({
      revoked: { reason: '密钥遗失', at: expect.any(String) },
    });
    expect(
      (await office.client.call('inbox.get', { packageId: first.digest })).package.signer.revoked?.reason,
    ).toBe('密钥遗失');
  });

  it('knows a package that is here already, though its key was revoked since: no second copy in quarantine', async () => {
    expect(await loop.take(office.client, formal.fileName)).toMatchObject([
      { outcome: 'duplicate', packageId: formal.digest, problems: [] },
    ]);
    expect(await office.client.call('inbox.quarantine', {})).toEqual([]);
  });
});

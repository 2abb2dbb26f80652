import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { craftPackage } from '../../../test/conformance/crafted-package.ts';
import { fixedKey } from '../../../test/conformance/sample-packages.ts';
import { campaignsDir, codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';
import { loadPack } from '../pack/load-pack.ts';
import { packDigest, signKeyChange, type UnitKey, unitCode } from '../seal/index.ts';
import { firstRevisionLimit } from './inbox/lineage.ts';

const names = { a: '示例省甲局', b: '示例省乙局', c: '示例省丙厅' } as const;
type Unit = keyof typeof names;
const keys = { a: fixedKey('receiving a'), b: fixedKey('receiving b'), c: fixedKey('receiving c') } as const;

describe('receiving at the office', () => {
  const loop = new DeskLoop();
  let office: EngineClient;
  let pack: CampaignPack;
  let minute = 0;

  /** A minute later, so that what came later is later. */
  const tick = (): void => {
    minute += 1;
    loop.setClock(new Date(Date.UTC(2021, 8, 16, 2, minute)).toISOString());
  };

  async function seal(
    file: string,
    about: {
      readonly unit: Unit;
      readonly id: string;
      readonly revision?: number;
      readonly signer?: UnitKey;
      readonly name?: string;
      readonly code?: string;
      readonly supersedes?: string;
      readonly mark?: string;
      readonly originals?: readonly { readonly name: string; readonly content: Buffer }[];
    },
  ): Promise<string> {
    const { unit, id, revision = 1, mark = '', originals = [] } = about;
    const name = about.name ?? names[unit];
    const code = about.code ?? unitCode(name);
    const document = {
      format: 'jianbiao-submission/1',
      campaign: { id: pack.campaign.id, version: pack.campaign.version },
      round: 'preliminary',
      submissionId: id,
      revision,
      unit: { id: 'unit', content: { [pack.campaign.unitNameField]: name, address: mark } },
      nominees: [{ id: 'n1', kind: 'individual', order: 1, content: {} }],
      settings: {},
      explanations: {},
      attachments: [],
    };
    const bytes = await craftPackage({
      document: canonicalJson(document),
      payload: originals.map((item) => ({ name: `data/originals/${item.name}`, content: item.content })),
      signer: about.signer ?? keys[unit],
      info: {
        organization: name,
        unit: code,
        revision,
        identifier: `${pack.campaign.id}-${code}-preliminary-r${revision}`,
        campaign: pack.campaign.id,
        packDigest: packDigest(pack),
        supersedes: about.supersedes ?? null,
      },
    });
    writeFileSync(join(loop.stick, file), bytes);
    return file;
  }

  async function enrol(unit: Unit, key: UnitKey, extra: object = {}, name: string = names[unit]) {
    const file = `enrol-${name}-${key.publicKey.fingerprint.slice(7, 13).replace(/\W/g, '')}.zip`;
    const document = {
      format: 'jianbiao-enrolment/1',
      campaign: { id: pack.campaign.id, version: pack.campaign.version },
      unit: { name, content: { [pack.campaign.unitNameField]: name } },
      publicKey: key.publicKey.line,
      fingerprint: key.publicKey.fingerprint,
      ...extra,
    };
    const code = unitCode(name);
    const bytes = await craftPackage({
      document: canonicalJson(document),
      payload: [],
      signer: key,
      info: {
        kind: 'enrolment',
        organization: name,
        unit: code,
        identifier: `${pack.campaign.id}-${code}-enrolment-r1`,
        campaign: pack.campaign.id,
        packDigest: packDigest(pack),
      },
    });
    writeFileSync(join(loop.stick, file), bytes);
    return file;
  }

  async function take(...files: string[]) {
    tick();
    return loop.take(office, ...files);
  }
  const codes = (outcomes: Awaited<ReturnType<typeof take>>) =>
    outcomes.map(({ outcome, problems }) => problems[0]?.code ?? outcome);
  const list = async () => office.call('inbox.list', {});
  const listed = async (packageId: string | null | undefined) =>
    (await list()).find((item) => item.packageId === packageId);

  beforeAll(async () => {
    office = await loop.workspace('领导小组办公室', 'office');
    pack = await loadPack(join(campaignsDir, 'ggj-2021'));
    for (const unit of ['a', 'b', 'c'] as const) {
      await take(await enrol(unit, keys[unit]));
      const { fingerprint } = keys[unit].publicKey;
      await office.call('signers.enrol', { fingerprint, typed: fingerprint });
    }
  });
  afterAll(() => loop.close());

  it('B1: a package in another unit’s name is quarantined naming both, and says who signed', async () => {
    const [outcome] = await take(await seal('b-as-a.zip', { unit: 'a', id: 's-aaaaaa', signer: keys.b }));
    expect(outcome).toMatchObject({
      outcome: 'quarantined',
      problems: [{ code: 'package-unit-not-signers', params: { signer: names.b, unit: names.a } }],
    });
    const [entry] = await office.call('inbox.quarantine', {});
    expect(entry).toMatchObject({
      claimed: { unit: names.a, kind: 'preliminary', revision: 1 },
      signer: { name: names.b },
    });
    await office.call('inbox.discard', { id: entry?.id ?? 0, reason: '已核实不是该单位的' });
    expect(await office.call('inbox.quarantine', {})).toEqual([]);
    expect(await office.call('inbox.quarantineLeft', {})).toMatchObject([
      { resolved: { how: 'discarded', reason: '已核实不是该单位的' } },
    ]);
  });

  it('B2: who knows a submission’s number from the paper cannot shut its unit out', async () => {
    // First under a's number by b in b's own name, high revision included, then a's own.
    expect(codes(await take(await seal('b-id-of-a.zip', { unit: 'b', id: 's-aaaaaa' })))).toEqual([
      'imported',
    ]);
    const [own] = await take(await seal('a1.zip', { unit: 'a', id: 's-aaaaaa' }));
    expect(own).toMatchObject({ outcome: 'imported', unit: names.a });
    expect(await listed(own?.packageId)).toMatchObject({
      state: 'current',
      rival: null,
      signer: { name: names.a, trusted: true, other: false },
    });
    const [next] = await take(
      await seal('a2.zip', { unit: 'a', id: 's-aaaaaa', revision: 2, supersedes: own?.packageId ?? '' }),
    );
    expect(await listed(own?.packageId)).toMatchObject({
      state: 'superseded',
      supersededBy: { packageId: next?.packageId, revision: 2 },
    });
    expect((await list()).filter(({ unit }) => unit === names.b)).toMatchObject([{ state: 'current' }]);
  });

  it('B3: a first revision above the bound waits for the office’s decision, with the reason', async () => {
    const high = firstRevisionLimit + 1;
    const [outcome] = await take(await seal('c-high.zip', { unit: 'c', id: 's-high00', revision: high }));
    expect(outcome?.problems[0]).toMatchObject({
      code: 'package-first-revision',
      params: { revision: high },
    });
    const [entry] = await office.call('inbox.quarantine', {});
    expect(entry).toMatchObject({ settleable: true, claimed: { unit: names.c } });
    const admitted = await office.call('inbox.admit', {
      id: entry?.id ?? 0,
      reason: '该单位确认此前没有报送',
    });
    expect(admitted).toMatchObject({ outcome: 'imported', unit: names.c });
    expect(await office.call('inbox.quarantine', {})).toEqual([]);
    expect((await office.call('inbox.quarantineLeft', {}))[0]).toMatchObject({
      resolved: { how: 'admitted', replacedBy: admitted.packageId, reason: '该单位确认此前没有报送' },
    });
  });

  it('B4: a renewed key, vouched for by the old one, keeps the lineage', async () => {
    const renewed = fixedKey('receiving a renewed');
    const keyChange = {
      oldFingerprint: keys.a.publicKey.fingerprint,
      signature: await signKeyChange(pack.campaign.id, keys.a, renewed.publicKey),
    };
    await take(await enrol('a', renewed, { keyChange }));
    const { fingerprint } = renewed.publicKey;
    await office.call('signers.enrol', { fingerprint, typed: fingerprint });
    const before = (await list()).find(({ unit, state }) => unit === names.a && state === 'current');
    const [third] = await take(
      await seal('a3.zip', {
        unit: 'a',
        id: 's-aaaaaa',
        revision: 3,
        signer: renewed,
        supersedes: before?.packageId ?? '',
      }),
    );
    expect(await listed(third?.packageId)).toMatchObject({ state: 'current', remarks: [], rival: null });
    expect(await listed(before?.packageId)).toMatchObject({ state: 'superseded' });
    expect(codes(await take(await seal('a4-old.zip', { unit: 'a', id: 's-aaaaaa', revision: 4 })))).toEqual([
      'package-signer-revoked',
    ]);
    const [left] = await office.call('inbox.quarantine', {});
    await office.call('inbox.discard', { id: left?.id ?? 0, reason: '原密钥已换' });
  });

  it('B5: a unit renamed by its own signed enrolment, or by decision, carries its material over', async () => {
    const named = '示例省乙局（新）';
    const renewed = await seal('b2-new-name.zip', {
      unit: 'b',
      id: 's-aaaaaa',
      revision: 2,
      name: named,
      supersedes: (await list()).find(({ unit }) => unit === names.b)?.packageId ?? '',
    });
    expect(codes(await take(renewed))).toEqual(['package-unit-not-signers']);
    // Asked for with the enrolled key: nothing changes before the office has seen the paper.
    expect(codes(await take(await enrol('b', keys.b, {}, named)))).toEqual(['imported']);
    const { fingerprint } = keys.b.publicKey;
    const shown = async () =>
      (await office.call('signers.list', {})).find((item) => item.fingerprint === fingerprint);
    expect(await shown()).toMatchObject({ name: names.b, asked: { name: named } });
    expect(codes(await take(renewed))).toEqual(['package-unit-not-signers']);
    const rename = (to: string) =>
      office.call('signers.rename', { fingerprint, name: to, reason: '改革文件' });
    expect(await codeOf(rename(names.c))).toBe('unit-name-taken');
    await rename(named);
    expect(await shown()).toMatchObject({ name: named, formerNames: [names.b], asked: null });
    // What waited in quarantine for the name is in, and stands for the same submission.
    expect(await office.call('inbox.quarantine', {})).toEqual([]);
    const ours = (await list()).filter(({ signer }) => signer.fingerprint === fingerprint);
    expect(ours.map(({ unit, revision, state }) => [unit, revision, state])).toEqual(
      expect.arrayContaining([
        [named, 2, 'current'],
        [names.b, 1, 'superseded'],
      ]),
    );
    expect(ours.every(({ signer }) => signer.name === named && !signer.other)).toBe(true);
    // An enrolled key cannot ask for a name that another unit has.
    expect(codes(await take(await enrol('b', keys.b, {}, names.c)))).toEqual(['package-unit-not-signers']);
  });

  it('B6: older codes are held against the submission’s number, newer ones against the name', async () => {
    const id = 's-old123zz';
    const old = await seal('old-code.zip', { unit: 'c', id, code: '000000-old123', mark: 'x' });
    expect(codes(await take(old))).toEqual(['imported']);
    const other = await seal('old-wrong.zip', { unit: 'c', id: 's-zzz999', code: '000000-old123' });
    expect(codes(await take(other))).toEqual(['package-unit-code-other']);
    const foreign = await seal('new-wrong.zip', { unit: 'c', id, revision: 2, code: unitCode(names.a) });
    expect(codes(await take(foreign))).toEqual(['package-unit-code-other']);
    for (const { id: entry } of await office.call('inbox.quarantine', {}))
      await office.call('inbox.discard', { id: entry, reason: '试' });
  });

  it('C6: of two submissions of one unit under two numbers one counts, by a decision that can be changed', async () => {
    const mine = (await list()).filter(({ unit, state }) => unit === names.c && state !== 'superseded');
    expect(mine.map(({ state }) => state).sort()).toEqual(['aside', 'current']);
    const [waiting, counting] = [
      mine.find(({ state }) => state === 'aside'),
      mine.find(({ state }) => state === 'current'),
    ];
    expect(waiting?.rival).toMatchObject({ counts: false, settled: false, packageId: counting?.packageId });
    expect(counting?.rival).toMatchObject({ counts: true, settled: false });
    const save = (item: typeof waiting) => office.call('review.get', { packageId: item?.packageId ?? '' });
    await save(waiting);
    await office.call('inbox.choose', { packageId: waiting?.packageId ?? '', reason: '电脑重装' });
    expect(await listed(waiting?.packageId)).toMatchObject({
      state: 'current',
      rival: { counts: true, settled: true, reason: '电脑重装' },
    });
    expect(await listed(counting?.packageId)).toMatchObject({ state: 'aside' });
    await office.call('inbox.choose', { packageId: counting?.packageId ?? '', reason: '选错了' });
    expect(await listed(counting?.packageId)).toMatchObject({ state: 'current' });
    expect(await listed(waiting?.packageId)).toMatchObject({ state: 'aside' });
  });

  it('C6: a predecessor that never came is told and can be settled; it settles itself when it comes', async () => {
    const one = await seal('p1.zip', { unit: 'a', id: 's-pred00', mark: 'p' });
    // The digest of the first, before anybody has imported it.
    const { verifyPackage } = await import('../seal/index.ts');
    const verified = await verifyPackage(join(loop.stick, one), { trust: null });
    const digest = verified.ok ? verified.package.digest : '';
    if (verified.ok) await verified.package.close();
    const renewed = fixedKey('receiving a renewed');
    const two = await seal('p2.zip', {
      unit: 'a',
      id: 's-pred00',
      revision: 2,
      supersedes: digest,
      signer: renewed,
      mark: 'p',
    });
    const [second] = await take(two);
    expect((await listed(second?.packageId))?.remarks).toMatchObject([
      { code: 'package-predecessor-missing', settledAt: null },
    ]);
    await office.call('inbox.settleRemark', {
      packageId: second?.packageId ?? '',
      code: 'package-predecessor-missing',
      reason: '上一版的 U 盘丢了',
    });
    expect((await listed(second?.packageId))?.remarks).toMatchObject([{ reason: '上一版的 U 盘丢了' }]);
    // It names another unit's package: refused.
    const foreign = (await list()).find(({ signer }) => signer.fingerprint === keys.b.publicKey.fingerprint);
    const stolen = await seal('p3.zip', {
      unit: 'a',
      id: 's-pred00',
      revision: 3,
      supersedes: foreign?.packageId ?? '',
      signer: renewed,
    });
    expect(codes(await take(stolen))).toEqual(['package-supersedes-other']);
  });

  it('D6: an older revision that comes late is filed as an old one, and settles the remark', async () => {
    const renewed = fixedKey('receiving a renewed');
    const first = await seal('late1.zip', { unit: 'a', id: 's-late00', signer: renewed, mark: 'late' });
    const { verifyPackage } = await import('../seal/index.ts');
    const verified = await verifyPackage(join(loop.stick, first), { trust: null });
    const digest = verified.ok ? verified.package.digest : '';
    if (verified.ok) await verified.package.close();
    const [second] = await take(
      await seal('late2.zip', {
        unit: 'a',
        id: 's-late00',
        revision: 2,
        signer: renewed,
        supersedes: digest,
      }),
    );
    expect((await listed(second?.packageId))?.remarks).toMatchObject([{ settledAt: null }]);
    const [late] = await take(first);
    expect(late).toMatchObject({ outcome: 'superseded', problems: [] });
    expect(await listed(late?.packageId)).toMatchObject({
      state: 'superseded',
      supersededBy: { packageId: second?.packageId },
    });
    const settled = (await listed(second?.packageId))?.remarks ?? [];
    expect(settled.every(({ settledAt }) => settledAt !== null)).toBe(true);
    expect(await office.call('inbox.quarantine', {})).toMatchObject([{ fileName: 'p3.zip' }]);
  });

  it('D6: a bad copy leaves the quarantine when its good file comes, with the link to it', async () => {
    const good = await seal('ggj-copy.zip', {
      unit: 'a',
      id: 's-late00',
      revision: 3,
      signer: fixedKey('receiving a renewed'),
      mark: 'copy',
    });
    const bytes = readFileSync(join(loop.stick, good));
    const bad = Buffer.from(bytes);
    const at = bad.indexOf('copy');
    bad[at] = (bad[at] ?? 0) ^ 1;
    writeFileSync(join(loop.stick, 'ggj-copy (1).zip'), bad);
    writeFileSync(join(loop.stick, 'ggj-copy (2).zip'), bytes.subarray(0, bytes.length - 30));
    expect((await take('ggj-copy (1).zip', 'ggj-copy (2).zip')).map(({ outcome }) => outcome)).toEqual([
      'quarantined',
      'quarantined',
    ]);
    const [taken] = await take(good);
    expect(taken?.outcome).toBe('imported');
    const left = await office.call('inbox.quarantineLeft', {});
    expect(left.filter(({ resolved }) => resolved?.replacedBy === taken?.packageId)).toMatchObject([
      { resolved: { how: 'replaced' } },
      { resolved: { how: 'replaced' } },
    ]);
    expect((await office.call('inbox.quarantine', {})).map(({ fileName }) => fileName)).toEqual(['p3.zip']);
  });

  it('C6: a host’s first signature is green only when the key was met before under that name', async () => {
    const hostKey = fixedKey('receiving host');
    const renewed = fixedKey('receiving a renewed');
    const inner = async (key: UnitKey, name: string, mark: string) => {
      const file = await seal('inner.zip', { unit: 'a', id: 's-host00', name, signer: key, mark });
      return readFileSync(join(loop.stick, file));
    };
    const outer = async (revision: number, content: Buffer) => {
      const file = `outer-${revision}.zip`;
      const originals = [{ name: 'host.zip', content }];
      await seal(file, { unit: 'a', id: 's-outer0', revision, signer: renewed, originals });
      const [taken] = await take(file);
      const packageId = taken?.packageId ?? '';
      return (await office.call('inbox.originals', { packageId }))[0];
    };
    expect(await outer(1, await inner(hostKey, '示例市某局', '1'))).toMatchObject({
      ok: true,
      standing: 'unknown',
    });
    expect(await outer(2, await inner(hostKey, '示例市某局', '2'))).toMatchObject({ standing: 'met' });
    const throwAway = fixedKey('receiving throw-away');
    expect(await outer(3, await inner(throwAway, '示例市某局', '3'))).toMatchObject({ standing: 'other' });
    // In the name of a unit that is enrolled here, by a key that is not that unit's.
    expect(await outer(4, await inner(throwAway, names.c, '4'))).toMatchObject({
      standing: 'other',
      knownAs: names.c,
    });
    expect(await outer(5, await inner(keys.c, names.c, '5'))).toMatchObject({ standing: 'enrolled' });
  });

  it('C7: an enrolment with a recipient or SM2 key that cannot be used is refused at import', async () => {
    const key = fixedKey('receiving malformed');
    const broken = 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq';
    expect(codes(await take(await enrol('a', key, { ageRecipient: broken }, '示例省戊局')))).toEqual([
      'enrolment-recipient-invalid',
    ]);
    expect(codes(await take(await enrol('a', key, { sm2PublicKey: 'AAAA' }, '示例省己局')))).toEqual([
      'enrolment-sm2-invalid',
    ]);
    const known = (await office.call('signers.list', {})).map((signer) => signer.fingerprint);
    expect(known).not.toContain(key.publicKey.fingerprint);
  });

  it('B12: a pending enrolment can be removed, and names that collapse to one principal stay two units', async () => {
    const [x, y] = [fixedKey('receiving x'), fixedKey('receiving y')];
    await take(await enrol('a', x, {}, '示例省#庚局'), await enrol('a', y, {}, '示例省庚局'));
    const pending = (await office.call('signers.list', {})).filter((signer) => signer.pending);
    expect(pending.map(({ name }) => name).sort()).toEqual(['示例省#庚局', '示例省庚局'].sort());
    expect(new Set(pending.map(({ principal }) => principal)).size).toBe(2);
    for (const { fingerprint } of pending) await office.call('signers.remove', { fingerprint });
    expect((await office.call('signers.list', {})).some((signer) => signer.pending)).toBe(false);
    expect(await codeOf(office.call('signers.remove', { fingerprint: keys.c.publicKey.fingerprint }))).toBe(
      'signer-not-pending',
    );
  });

  it('keeps its log unbroken, with no name in it', async () => {
    const { intact, events } = await office.call('workspace.events', { limit: 1000 });
    expect(intact).toBe(true);
    expect(JSON.stringify(events)).not.toMatch(/示例|电脑重装|改革文件/);
    expect(existsSync(loop.stick)).toBe(true);
  });
});

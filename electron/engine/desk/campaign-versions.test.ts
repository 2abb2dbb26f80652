import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsType } from '../../../shared/reading/migrate-content.ts';
import { codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';

describe('versions of a campaign, changes of keys', () => {
  const loop = new DeskLoop();
  let office: Awaited<ReturnType<DeskLoop['office']>>;
  let unit: Awaited<ReturnType<DeskLoop['unit']>>;

  beforeAll(async () => {
    office = await loop.office();
    unit = await loop.unit('示例省机关事务管理局', 'recommender', office, 'province');
    await loop.take(office.client, unit.enrolment);
    await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
  });
  afterAll(() => loop.close());

  it('go up only: a newer pack brings the notice along, an older one is refused', async () => {
    writeFileSync(join(loop.stick, '通知.txt'), '通知全文');
    await office.client.call('campaign.loadNotice', { source: loop.file(office.client, '通知.txt') });
    const versionNow = async (): Promise<number> =>
      (await office.client.call('workspace.current', {}))?.campaignVersion ?? 0;
    const first = await versionNow();
    const second = await office.client.call('campaign.issue', { target: loop.folder(office.client) });
    const version = await versionNow();
    expect(version).toBe(first + 1);
    // What was written under the first version is still accepted: the office keeps every pack it issued.
    const underFirst = await loop.seal(unit.client, 'preliminary', false);
    expect(await loop.take(office.client, underFirst.fileName)).toMatchObject([{ outcome: 'imported' }]);
    const install = (fileName: string) =>
      unit.client.call('campaign.install', {
        source: loop.file(unit.client, fileName),
        confirmedFingerprint: office.fingerprint,
      });
    expect(await install(second.fileName)).toEqual({ version, changes: [] });
    expect((await unit.client.call('campaign.pack', {})).noticeText).toBe('通知全文');
    expect(await codeOf(install(office.fileName))).toBe('campaign-older');
    expect((await unit.client.call('workspace.current', {}))?.campaignVersion).toBe(version);
    expect(await install(second.fileName)).toEqual({ version, changes: [] });
    const underSecond = await loop.seal(unit.client, 'preliminary', false);
    expect(await loop.take(office.client, underSecond.fileName)).toMatchObject([{ outcome: 'imported' }]);
  });

  it('of another office are refused, however well they are signed', async () => {
    const other = new DeskLoop();
    try {
      const stranger = await other.office();
      writeFileSync(join(other.stick, '通知.txt'), '甲');
      await stranger.client.call('campaign.loadNotice', { source: other.file(stranger.client, '通知.txt') });
      await stranger.client.call('campaign.issue', { target: other.folder(stranger.client) });
      await stranger.client.call('campaign.loadNotice', { source: other.file(stranger.client, '通知.txt') });
      writeFileSync(join(other.stick, '通知.txt'), '乙');
      await stranger.client.call('campaign.loadNotice', { source: other.file(stranger.client, '通知.txt') });
      const fourth = await stranger.client.call('campaign.issue', { target: other.folder(stranger.client) });
      const source = unit.client.handle(join(other.stick, fourth.fileName), 'read');
      expect((await unit.client.call('campaign.inspect', { source })).knownSigner).toBe(false);
      const install = unit.client.call('campaign.install', {
        source,
        confirmedFingerprint: stranger.fingerprint,
      });
      expect(await codeOf(install)).toBe('campaign-office-changed');
    } finally {
      await other.close();
    }
  });

  it('let a unit change its key with the old key’s word, and retire the old one', async () => {
    const donor = await loop.workspace('造钥', 'recommender');
    const { fingerprint } = await donor.call('identity.create', {});
    const path = join(loop.stick, 'new-key');
    await donor.call('identity.export', { passphrase, target: { file: donor.handle(path, 'write') } });
    const source = () => unit.client.handle(path, 'read');
    expect(await codeOf(unit.client.call('identity.import', { source: source(), passphrase: '错的' }))).toBe(
      'key-passphrase-wrong',
    );
    expect(await unit.client.call('identity.import', { source: source(), passphrase })).toMatchObject({
      fingerprint,
    });
    const { fileName } = await unit.client.call('enrolment.seal', { target: loop.folder(unit.client) });
    await loop.take(office.client, fileName);
    await office.client.call('signers.enrol', { fingerprint, typed: fingerprint });
    const signers = await office.client.call('signers.list', {});
    expect(signers.find((signer) => signer.fingerprint === unit.fingerprint)?.revokedAt).not.toBeNull();
    // The same unit, the same lineage, the new key.
    const sealed = await loop.seal(unit.client, 'preliminary', false);
    expect(await loop.take(office.client, sealed.fileName)).toMatchObject([{ outcome: 'imported' }]);
  });

  it('refuse a second key for a name that is taken, without the old key’s word', async () => {
    const impostor = await loop.workspace('冒名', 'recommender');
    await impostor.call('record.save', {
      id: 'unit',
      baseRevision: 0,
      changes: { unitName: '示例省机关事务管理局' },
    });
    const { fingerprint } = await impostor.call('identity.create', {});
    const fileName = '冒名登记.zip';
    const file = impostor.handle(join(loop.stick, fileName), 'write');
    await impostor.call('enrolment.seal', { target: { file } });
    await loop.take(office.client, fileName);
    expect(await codeOf(office.client.call('signers.enrol', { fingerprint, typed: fingerprint }))).toBe(
      'signer-principal-taken',
    );
  });
});

describe('values under a newer pack', () => {
  it('fit their field or not by type', async () => {
    const loop = new DeskLoop();
    try {
      const client = await loop.workspace('甲', 'recommender');
      const pack = await client.call('campaign.pack', {});
      const field = (id: string) => {
        const found = pack.fields.individual.find((candidate) => candidate.id === id);
        if (found === undefined) throw new TypeError(id);
        return found;
      };
      expect(fitsType(field('name'), '甲')).toBe(true);
      expect(fitsType(field('name'), 3)).toBe(false);
      expect(fitsType(field('onDuty'), true)).toBe(true);
      expect(fitsType(field('onDuty'), '是')).toBe(false);
      expect(fitsType(field('resume'), [{ from: '2000-01' }])).toBe(true);
      expect(fitsType(field('resume'), ['甲'])).toBe(false);
      expect(fitsType(field('photo'), null)).toBe(false);
    } finally {
      await loop.close();
    }
  });
});

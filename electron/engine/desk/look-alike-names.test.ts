import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { craftPackage } from '../../../test/conformance/crafted-package.ts';
import { fixedKey } from '../../../test/conformance/sample-packages.ts';
import { campaignsDir, codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';
import { loadPack } from '../pack/load-pack.ts';
import { packDigest, parseAllowedSigners, type UnitKey, unitCode } from '../seal/index.ts';

const real = '示例省（甲）局';
const realKey = fixedKey('look-alike real');

describe('a name that looks like another unit’s', () => {
  const loop = new DeskLoop();
  let office: EngineClient;
  let pack: CampaignPack;

  async function takeEnrolment(name: string, key: UnitKey) {
    const code = unitCode(name);
    const file = `enrol-${key.publicKey.fingerprint.slice(7, 17).replace(/\W/g, '')}.zip`;
    const bytes = await craftPackage({
      document: canonicalJson({
        format: 'jianbiao-enrolment/1',
        campaign: { id: pack.campaign.id, version: pack.campaign.version },
        unit: { name, content: { [pack.campaign.unitNameField]: name } },
        publicKey: key.publicKey.line,
        fingerprint: key.publicKey.fingerprint,
      }),
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
    const [outcome] = await loop.take(office, file);
    expect(outcome?.outcome).toBe('imported');
  }
  const enrol = ({ publicKey: { fingerprint } }: UnitKey) =>
    codeOf(office.call('signers.enrol', { fingerprint, typed: fingerprint }));

  beforeAll(async () => {
    office = await loop.workspace('领导小组办公室', 'office');
    pack = await loadPack(join(campaignsDir, 'ggj-2021'));
  });
  afterAll(() => loop.close());

  it('B13: cannot be enrolled beside it, whatever makes the two texts differ', async () => {
    await takeEnrolment(real, realKey);
    expect(await enrol(realKey)).toBe('none');
    for (const name of [
      '示例省(甲)局',
      `${real}\ufe00`,
      `${real}\u3164`,
      `${real}\u2800`,
      real.replace('示', '\u2f70'),
      real.replace('局', '局\u{e0100}'),
    ]) {
      const key = fixedKey(`look-alike ${name}`);
      await takeEnrolment(name, key);
      expect([name, await enrol(key)]).toEqual([name, 'signer-principal-taken']);
    }
  });

  it('B14: a unit whose name only an allowed_signers file would shorten to it is handed out under its own alone', async () => {
    const names = [`${real},`, `${real}#`, `${'示'.repeat(90)}一`, `${'示'.repeat(90)}二`];
    for (const name of names) {
      const key = fixedKey(`shortened ${name}`);
      await takeEnrolment(name, key);
      expect([name, await enrol(key)]).toEqual([name, 'none']);
    }
    await office.call('signers.export', { folder: office.handle(loop.stick, 'folder') });
    const lines = parseAllowedSigners(readFileSync(join(loop.stick, 'allowed_signers'), 'utf8'));
    const holders = Map.groupBy(
      lines.flatMap(({ principals, publicKey: { fingerprint } }) =>
        principals.map((principal) => ({ principal, fingerprint })),
      ),
      ({ principal }) => principal,
    );
    expect([...holders.values()].filter((keys) => keys.length > 1)).toEqual([]);
    expect(holders.get(real)?.map(({ fingerprint }) => fingerprint)).toEqual([realKey.publicKey.fingerprint]);
    expect(holders.size).toBe(names.length + 1);
  });

  it('C8: figures entered under a unit’s name are those of the unit that has the name today', async () => {
    const { fingerprint } = realKey.publicKey;
    await office.call('signers.rename', { fingerprint, name: '示例省新局', reason: '机构改革' });
    const entry = { base: 0, collective: 3, individual: 2 };
    await office.call('quotas.save', { changes: [{ unit: '示例省新局', ...entry }] });
    const { rows } = await office.call('quotas.get', {});
    const own = rows.filter(({ unit }) => unit === '示例省新局');
    expect(own).toMatchObject([{ enrolled: true, collective: 3, individual: 2 }]);
    // Entered before the unit's key is there, under a name that an allowed_signers file would shorten.
    await office.call('quotas.save', { changes: [{ unit: '示例省,己局', ...entry, collective: 7 }] });
    const [plain, odd] = [fixedKey('figures plain'), fixedKey('figures odd')];
    await takeEnrolment('示例省己局', plain);
    await takeEnrolment('示例省,己局', odd);
    for (const key of [plain, odd]) expect(await enrol(key)).toBe('none');
    const after = (await office.call('quotas.get', {})).rows;
    const figure = (name: string) => after.filter(({ unit }) => unit === name).map((row) => row.collective);
    expect([figure('示例省己局'), figure('示例省,己局')]).toEqual([[null], [7]]);
  });
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RuledPack } from '../../../shared/rules/ruled-pack.ts';
import { newUnitKey } from '../../../test/support/new-keys.ts';
import { packDigest, sealPackage, trustStoreFromFiles, type UnitKey } from '../seal/index.ts';
import { installPack, openSealedPack } from './install-pack.ts';
import { loadPack } from './load-pack.ts';
import { openPack } from './open-pack.ts';
import { writePackFolder } from './write-pack.ts';

const root = join(import.meta.dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-install-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let pack: RuledPack;
let office: UnitKey;

beforeAll(async () => {
  pack = await loadPack(join(root, 'test/fixtures/campaigns/reading-2025'));
  office = newUnitKey('office');
});

/** The pack as the office issues it, with its key inside, in a given version. */
function issued(version: number, key: UnitKey = office): RuledPack {
  const { campaign } = pack;
  const named = { name: '某县总工会', signingKey: key.publicKey.line };
  return { ...pack, campaign: { ...campaign, version, office: named } };
}

async function seal(document: RuledPack, fileName: string, signer: UnitKey = office): Promise<string> {
  const { path } = await sealPackage({
    kind: 'campaign',
    campaign: document.campaign.id,
    unit: { code: 'office', name: '某县总工会' },
    revision: document.campaign.version,
    suite: 'ed25519',
    sealedOn: '2025-04-02',
    document,
    signer,
    folder: scratch,
    fileName,
  });
  return path;
}

it('writes a folder that loads as the same pack, and never into an existing one', async () => {
  const dir = join(scratch, 'written');
  await writePackFolder(issued(4), dir);
  expect(packDigest(await loadPack(dir))).toBe(packDigest(issued(4)));
  await expect(writePackFolder(pack, dir)).rejects.toMatchObject({ code: 'pack-target-exists' });
  expect(readdirSync(scratch).filter((name) => name.includes('.part-'))).toEqual([]);
});

it('opens a sealed pack only from the office whose key it names', async () => {
  const file = await seal(issued(4), 'good.zip');
  const { fingerprint } = office.publicKey;
  expect((await openSealedPack(file, { fingerprint })).pack).toEqual(issued(4));
  expect((await openPack(file)).campaign.version).toBe(4);
  const other = newUnitKey('other');
  await expect(openSealedPack(file, { fingerprint: other.publicKey.fingerprint })).rejects.toMatchObject({
    code: 'pack-signer-unexpected',
  });
  const forged = await seal(issued(5), 'forged.zip', other);
  await expect(openSealedPack(forged, null)).rejects.toMatchObject({ code: 'pack-signer-unexpected' });
  const list = trustStoreFromFiles(
    `office namespaces="jianbiao-campaign-v1" ${other.publicKey.line}`,
    undefined,
  );
  await expect(openSealedPack(file, { signers: list })).rejects.toThrow();
});

it('refuses a sealed pack whose references are broken', async () => {
  const broken = { ...issued(6), clauses: {} };
  const file = await seal(broken, 'broken.zip');
  await expect(openSealedPack(file, null)).rejects.toMatchObject({ code: 'pack-invalid' });
});

it('installs, updates, knows the same again, and refuses older or twin versions', async () => {
  const into = join(scratch, 'campaigns');
  expect(await installPack(issued(4), into)).toMatchObject({ result: 'installed', previous: null });
  expect(await installPack(issued(4), into)).toMatchObject({ result: 'same' });
  expect(await installPack(issued(6), into)).toMatchObject({ result: 'updated', previous: 4, version: 6 });
  await expect(installPack(issued(5), into)).rejects.toMatchObject({
    code: 'pack-older',
    params: { id: 'reading-2025', version: 5, installed: 6 },
  });
  const twin = { ...issued(6), campaign: { ...issued(6).campaign, title: '另一份' } };
  await expect(installPack(twin, into)).rejects.toMatchObject({ code: 'pack-same-version' });
  expect(readdirSync(into)).toEqual(['reading-2025']);
  expect((await loadPack(join(into, 'reading-2025'))).campaign.version).toBe(6);
});

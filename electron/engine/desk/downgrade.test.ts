import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fixedKey, fixedSm2Key } from '../../../test/conformance/sample-packages.ts';
import { campaignsDir, DeskLoop } from '../../../test/support/desk-loop.ts';
import { loadPack } from '../pack/load-pack.ts';
import { packDigest, type Sm2Key, sealPackage, type UnitKey, unitCode } from '../seal/index.ts';

const loop = new DeskLoop();
afterAll(() => loop.close());

it('C7: a unit enrolled with both signatures is held to them, one enrolled without shows no SM2 key', async () => {
  const office = await loop.workspace('领导小组办公室', 'office');
  const pack = await loadPack(join(campaignsDir, 'ggj-2021'));
  const campaign = { id: pack.campaign.id, version: pack.campaign.version };
  const seal = async (
    kind: 'enrolment' | 'preliminary',
    name: string,
    key: UnitKey,
    sm2: Sm2Key | null,
    about: { readonly revision: number; readonly enrols?: Sm2Key | null },
  ): Promise<string> => {
    const { revision, enrols = sm2 } = about;
    const document =
      kind === 'enrolment'
        ? {
            format: 'jianbiao-enrolment/1',
            campaign,
            unit: { name, content: {} },
            publicKey: key.publicKey.line,
            fingerprint: key.publicKey.fingerprint,
            ...(enrols === null ? {} : { sm2PublicKey: enrols.publicKey }),
          }
        : {
            format: 'jianbiao-submission/1',
            campaign,
            round: 'preliminary',
            submissionId: `s-${unitCode(name)}`,
            revision,
            unit: { id: 'unit', content: { unitName: name } },
            nominees: [{ id: 'n1', kind: 'individual', order: 1, content: {} }],
            settings: {},
            explanations: {},
            attachments: [],
          };
    const { fileName } = await sealPackage({
      kind,
      campaign: campaign.id,
      unit: { code: unitCode(name), name },
      revision,
      packDigest: packDigest(pack),
      suite: sm2 === null ? 'ed25519' : 'ed25519+sm2',
      sealedOn: '2021-09-16',
      document,
      signer: key,
      ...(sm2 === null ? {} : { sm2 }),
      folder: loop.stick,
    });
    return fileName;
  };
  const codeOf = async (file: string): Promise<string> => {
    const [outcome] = await loop.take(office, file);
    return outcome?.problems[0]?.code ?? outcome?.outcome ?? '';
  };
  const enrol = async (file: string, key: UnitKey): Promise<void> => {
    expect(await codeOf(file)).toBe('imported');
    const { fingerprint } = key.publicKey;
    await office.call('signers.enrol', { fingerprint, typed: fingerprint });
  };
  const [both, one, plain] = [fixedKey('both'), fixedKey('one'), fixedKey('plain')];
  const [mine, other] = [fixedSm2Key('mine'), fixedSm2Key('other')];
  await enrol(await seal('enrolment', '示例省甲局', both, mine, { revision: 1 }), both);
  await enrol(await seal('enrolment', '示例省乙局', one, null, { revision: 1 }), one);
  // As the program enrols where one signature is enough: the key is named, but not asked for.
  await enrol(await seal('enrolment', '示例省丙厅', plain, null, { revision: 1, enrols: mine }), plain);

  const send = (name: string, key: UnitKey, sm2: Sm2Key | null, revision: number) =>
    seal('preliminary', name, key, sm2, { revision });
  expect(await codeOf(await send('示例省甲局', both, null, 1))).toBe('package-sm2-downgrade');
  expect(await codeOf(await send('示例省甲局', both, other, 2))).toBe('package-sm2-key');
  expect(await codeOf(await send('示例省甲局', both, mine, 3))).toBe('imported');
  expect(await codeOf(await send('示例省乙局', one, other, 1))).toBe('package-sm2-key');
  expect(await codeOf(await send('示例省乙局', one, null, 2))).toBe('imported');
  expect(await codeOf(await send('示例省丙厅', plain, null, 1))).toBe('imported');
  expect(await codeOf(await send('示例省丙厅', plain, mine, 2))).toBe('imported');
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageKind } from '../../../shared/ground/package-kinds.ts';
import { craftPackage } from '../../../test/conformance/crafted-package.ts';
import {
  fixedSm2Key,
  officeKey,
  sampleRequest,
  sampleSubmission,
  sampleTrust,
  strangerKey,
  tightLimits,
  unitKey,
} from '../../../test/conformance/sample-packages.ts';
import { memoryReader } from '../../../test/support/memory-reader.ts';
import { newAgeIdentity } from '../../../test/support/new-keys.ts';
import {
  type Expectation,
  revocationList,
  sealPackage,
  trustStore,
  type VerifyOptions,
  verifyPackage,
} from './index.ts';
import { verifyReader } from './verify-package.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianbiao-verify-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function codes(bytes: Uint8Array, options: Partial<VerifyOptions> = {}): Promise<string[]> {
  const result = await verifyReader(memoryReader(bytes), {
    trust: sampleTrust(),
    limits: tightLimits,
    ...options,
  });
  if (!result.ok) return result.problems.map((problem) => problem.code);
  await result.package.close();
  return [];
}

describe('every kind', () => {
  test.each(packageKind.options)('%s seals and verifies, and is read back whole', async (kind) => {
    const request = await sampleRequest(kind, folder);
    const sealed = await sealPackage(request);
    const result = await verifyPackage(sealed.path, { trust: sampleTrust() });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.package).toMatchObject({
      kind,
      status: 'verified',
      digest: sealed.digest,
      revision: request.revision,
      campaign: 'ggj-2021',
      encrypted: false,
    });
    for (const entry of result.package.entries)
      expect((await result.package.read(entry.path)).length).toBe(entry.bytes);
    await expect(result.package.read('data/nothing')).rejects.toMatchObject({
      code: 'package-entry-unknown',
    });
    await result.package.close();
    const unknown = await verifyPackage(sealed.path, { trust: null });
    if (!unknown.ok) throw new Error('refused');
    expect(unknown.package).toMatchObject({
      status: 'signed-by-unknown',
      signer: { trusted: false, principal: null },
    });
    await unknown.package.close();
  });
});

describe('any one byte changed', () => {
  test('of a plain package is noticed, wherever it is', async () => {
    const bytes = await craftPackage();
    expect(await codes(bytes)).toEqual([]);
    for (let at = 0; at < bytes.length; at += 1)
      for (const mask of [0x01, 0x80, 0xff]) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        const found = await codes(changed, { trust: null });
        if (found.length === 0) throw new Error(`a change at ${at} went unnoticed`);
      }
  });

  test('of an encrypted package is noticed, wherever it is', async () => {
    const age = await newAgeIdentity();
    const request = await sampleRequest('receipt', folder);
    const sealed = await sealPackage({ ...request, encryption: { recipients: [age.recipient] } });
    const bytes = await readFile(sealed.path);
    const options = { trust: null, identities: [age.identity] };
    expect(await codes(bytes, options)).toEqual([]);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const found = await codes(changed, options);
      if (found.length === 0) throw new Error(`a change at ${at} went unnoticed`);
    }
  });

  test('cut or lengthened at any place is noticed', async () => {
    const bytes = await craftPackage();
    for (let length = 0; length < bytes.length; length += 1)
      if ((await codes(bytes.subarray(0, length))).length === 0)
        throw new Error(`cut at ${length} went unnoticed`);
    expect(await codes(Buffer.concat([bytes, Buffer.of(0)]))).not.toEqual([]);
    expect(await codes(Buffer.concat([Buffer.of(0), bytes]))).toEqual(['package-zip-prefix']);
  });
});

describe('what the reasons say', () => {
  test('files that are no package', async () => {
    expect(await codes(Buffer.alloc(0))).toEqual(['package-empty']);
    expect(await codes(Buffer.from('这只是一个文本文件'))).toEqual(['package-not-package']);
    expect(await codes((await craftPackage()).subarray(0, 900))).toEqual(['package-zip-truncated']);
    expect(await codes(Buffer.alloc(9 << 20, 'PK\u0003\u0004'))).toEqual(['package-too-large']);
    const missing = await verifyPackage(join(folder, 'absent.zip'), { trust: null });
    expect(missing).toMatchObject({ ok: false, problems: [{ code: 'package-unreadable' }] });
    const directory = await verifyPackage(folder, { trust: null });
    expect(directory).toMatchObject({ ok: false, problems: [{ code: 'package-not-file' }] });
  });

  test('each damaged part by its name', async () => {
    const bytes = await craftPackage();
    const flip = async (needle: string, offset = 0) => {
      const changed = Buffer.from(bytes);
      const at = changed.indexOf(needle) + offset;
      changed[at] = (changed[at] ?? 0) ^ 1;
      const result = await verifyReader(memoryReader(changed), { trust: sampleTrust() });
      return result.ok ? null : { stage: result.stage, ...result.problems[0] };
    };
    expect(await flip('张三')).toMatchObject({
      code: 'package-payload-digest',
      params: { name: 'data/submission.json' },
    });
    expect(await flip('Source-Organization')).toMatchObject({
      code: 'package-zip-crc',
      params: { name: expect.stringContaining('bag-info') },
    });
    expect(await flip('-----BEGIN SSH')).toMatchObject({ code: 'package-zip-crc' });
  });

  test('wrong secrets', async () => {
    const [age, other] = [await newAgeIdentity(), await newAgeIdentity()];
    const request = await sampleRequest('feedback', folder);
    const toKey = await sealPackage({ ...request, encryption: { recipients: [age.recipient] } });
    const byPassphrase = await sealPackage({
      ...request,
      fileName: 'by.zip.age',
      encryption: { passphrase: '四个字的' },
    });
    const reason = async (path: string, options: Partial<VerifyOptions>) => {
      const result = await verifyPackage(path, { trust: null, ...options });
      if (result.ok) await result.package.close();
      return result.ok ? 'ok' : result.problems[0]?.code;
    };
    expect(await reason(toKey.path, {})).toBe('package-identity-needed');
    expect(await reason(toKey.path, { identities: [other.identity] })).toBe('package-identity-wrong');
    expect(await reason(toKey.path, { identities: [other.identity, age.identity] })).toBe('ok');
    expect(await reason(byPassphrase.path, { identities: [age.identity] })).toBe('package-passphrase-needed');
    expect(await reason(byPassphrase.path, { passphrase: 'x' })).toBe('package-passphrase-wrong');
    expect(await reason(byPassphrase.path, { passphrase: '四个字的' })).toBe('ok');
  });

  test('signers: unknown, revoked, without permission, out of date', async () => {
    expect(await codes(await craftPackage({ signer: strangerKey }))).toEqual(['package-signer-unknown']);
    const trust = sampleTrust();
    expect(
      await codes(await craftPackage(), {
        trust: { ...trust, revoked: revocationList([unitKey.publicKey]) },
      }),
    ).toEqual(['package-signer-revoked']);
    expect(await codes(await craftPackage({ signer: officeKey }))).toEqual(['package-signer-namespace']);
    const expired = trust.signers.map((signer) => ({ ...signer, validBefore: new Date('2021-01-01') }));
    expect(await codes(await craftPackage(), { trust: trustStore(expired) })).toEqual([
      'package-signer-expired',
    ]);
  });

  test('a package for someone or something else', async () => {
    const request = await sampleRequest('formal', folder);
    const { path } = await sealPackage({
      ...request,
      fileName: 'binding.zip',
      recipient: officeKey.publicKey.fingerprint,
    });
    const reason = async (expected: Expectation) => {
      const result = await verifyPackage(path, { trust: sampleTrust(), expected });
      if (result.ok) await result.package.close();
      return result.ok ? [] : result.problems.map((problem) => problem.code);
    };
    expect(
      await reason({
        campaign: 'ggj-2021',
        kinds: ['formal'],
        suites: ['ed25519'],
        recipients: [officeKey.publicKey.fingerprint],
      }),
    ).toEqual([]);
    expect(await reason({ campaign: 'other-2022' })).toEqual(['package-wrong-campaign']);
    expect(await reason({ kinds: ['preliminary'] })).toEqual(['package-wrong-kind']);
    expect(await reason({ recipients: [strangerKey.publicKey.fingerprint] })).toEqual([
      'package-wrong-recipient',
    ]);
    expect(await reason({ suites: ['ed25519+sm2'] })).toEqual(['package-suite-refused']);
    expect(await reason({ campaign: 'x', suites: [], kinds: [] })).toHaveLength(3);
  });

  test('the SM2 signature counts as much as the first', async () => {
    const sm2 = fixedSm2Key('unit');
    const request = await sampleRequest('formal', folder);
    const { path } = await sealPackage({ ...request, fileName: 'sm2.zip', suite: 'ed25519+sm2', sm2 });
    const fingerprint = unitKey.publicKey.fingerprint;
    const check = async (key: string) => {
      const trust = { ...sampleTrust(), sm2Keys: new Map([[fingerprint, { key, required: false }]]) };
      const result = await verifyPackage(path, { trust });
      if (result.ok) await result.package.close();
      return result.ok ? result.package.sm2Key : result.problems[0]?.code;
    };
    expect(await check(sm2.publicKey)).toBe(sm2.publicKey);
    expect(await check(fixedSm2Key('other').publicKey)).toBe('package-sm2-key');
    const noSm2 = await craftPackage({ info: { suite: 'ed25519+sm2', sm2Key: sm2.publicKey } });
    expect(await codes(noSm2)).toEqual(['package-sm2-invalid']);
  });

  test('cancel ends the work', async () => {
    const path = join(folder, 'cancel.zip');
    await writeFile(path, await craftPackage());
    await expect(verifyPackage(path, { trust: null, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'seal-cancelled',
    });
  });

  test('a file changed after verification is noticed when it is read', async () => {
    const request = await sampleRequest('preliminary', folder, 5000);
    const { path } = await sealPackage({ ...request, fileName: 'later.zip' });
    const result = await verifyPackage(path, { trust: sampleTrust() });
    if (!result.ok) throw new Error('refused');
    const bytes = await readFile(path);
    const photo = sampleSubmission('preliminary', 1, 5000).photo.source.bytes;
    const at = bytes.indexOf(photo) + 10;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(result.package.read('data/files/0001.jpg')).rejects.toMatchObject({
      code: 'package-changed',
    });
    await result.package.close();
  });
});

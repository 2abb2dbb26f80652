import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageKind } from '../../../shared/ground/package-kinds.ts';
import { isPayloadName, packageBaseName } from '../../../shared/package/package-name.ts';
import {
  fixedBytes,
  fixedSm2Key,
  sampleRequest,
  sampleTrust,
} from '../../../test/conformance/sample-packages.ts';
import { validateBag } from './bagit/validate-bag.ts';
import {
  type ByteProgress,
  type SealRequest,
  sealPackage,
  unitCode,
  verifyAndOpen,
  verifyPackage,
} from './index.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianbiao-seal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function request(change: Partial<SealRequest> = {}, photoBytes?: number): Promise<SealRequest> {
  return { ...(await sampleRequest('preliminary', folder, photoBytes)), ...change };
}

async function sealCode(change: Partial<SealRequest>): Promise<string> {
  const before = await readdir(folder);
  try {
    await sealPackage(await request(change));
    return 'sealed';
  } catch (thrown) {
    // Whatever went wrong, nothing is left behind.
    expect(await readdir(folder)).toEqual(before);
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
  }
}

describe('sealing', () => {
  test.each(packageKind.options)('%s twice gives the same bytes', async (kind) => {
    const sealed = await sealPackage({
      ...(await sampleRequest(kind, folder)),
      suite: 'ed25519+sm2',
      sm2: fixedSm2Key('unit'),
      ...(kind === 'enrolment' ? { suite: 'ed25519' } : {}),
    });
    await mkdir(join(folder, 'again'));
    const again = await sealPackage({
      ...(await sampleRequest(kind, join(folder, 'again'))),
      suite: 'ed25519+sm2',
      sm2: fixedSm2Key('unit'),
      ...(kind === 'enrolment' ? { suite: 'ed25519' } : {}),
    });
    expect(again.digest).toBe(sealed.digest);
    expect((await readFile(again.path)).equals(await readFile(sealed.path))).toBe(true);
  });

  test('encryption changes the file, not the package', async () => {
    const plain = await sealPackage(await request());
    const wrapped = await sealPackage(await request({ encryption: { passphrase: '口令' } }));
    expect(wrapped.fileName).toBe(`${plain.fileName}.age`);
    expect(wrapped.digest).toBe(plain.digest);
    const result = await verifyPackage(wrapped.path, { trust: sampleTrust(), passphrase: '口令' });
    expect(result).toMatchObject({ ok: true, package: { encrypted: true, status: 'verified' } });
    if (result.ok) await result.package.close();
  });

  test('progress counts true bytes: monotonic, exact at the end', async () => {
    const reports: ByteProgress[] = [];
    await sealPackage(await request({ onProgress: (report) => reports.push(report) }, 3_000_000));
    let last = 0;
    for (const { done, total } of reports) {
      expect(done).toBeGreaterThan(last);
      expect(done).toBeLessThanOrEqual(total);
      last = done;
    }
    expect(reports.at(-1)).toMatchObject({ phase: 'verify', done: reports[0]?.total });
    expect(new Set(reports.map(({ phase }) => phase))).toEqual(new Set(['hash', 'write', 'verify']));
  });

  test('cancelled in each phase, nothing is left', async () => {
    for (const phase of ['hash', 'write', 'verify'] as const) {
      const abort = new AbortController();
      const cancelled = await sealCode({
        signal: abort.signal,
        onProgress: (report) => {
          if (report.phase === phase) abort.abort();
        },
      });
      expect(cancelled).toBe('seal-cancelled');
    }
  });

  test('an existing file is never touched', async () => {
    const { path } = await sealPackage(await request());
    const before = await readFile(path);
    expect(await sealCode({ sealedOn: '2021-07-01' })).toBe('seal-target-exists');
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  test('targets that cannot take the file', async () => {
    expect(await sealCode({ folder: join(folder, 'absent') })).toBe('seal-target-missing');
    expect(await sealCode({ freeBytes: async () => 100 })).toBe('seal-no-space');
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    expect(await sealCode({ freeBytes: () => Promise.reject(full) })).toBe('seal-no-space');
    const pulled = Object.assign(new Error('gone'), { code: 'EIO' });
    expect(await sealCode({ freeBytes: () => Promise.reject(pulled) })).toBe('seal-media-gone');
    const locked = Object.assign(new Error('read only'), { code: 'EROFS' });
    expect(await sealCode({ freeBytes: () => Promise.reject(locked) })).toBe('seal-read-only');
  });

  test('remnants of a killed run are removed, those of a running one are kept', async () => {
    // Linux gives no process number above 4194304, so the first one is dead.
    await writeFile(join(folder, '.jianbiao-99999999-0123456789ab.part'), 'half');
    await writeFile(join(folder, `.jianbiao-${process.pid}-0123456789ab.part`), 'at work');
    await sealPackage(await request());
    expect((await readdir(folder)).sort()).toEqual([
      `.jianbiao-${process.pid}-0123456789ab.part`,
      expect.stringMatching(/^ggj-2021-u.{8}-preliminary-r1\.zip$/),
    ]);
  });

  test('requests that make no package', async () => {
    const good = await request();
    expect(await sealCode({ unit: { code: '四川', name: '四川' } })).toBe('seal-name-invalid');
    expect(await sealCode({ revision: 0 })).toBe('seal-name-invalid');
    expect(await sealCode({ unit: { code: 'u1', name: '甲\n乙' } })).toBe('seal-text-invalid');
    expect(await sealCode({ recipient: 'someone' })).toBe('seal-text-invalid');
    expect(await sealCode({ packDigest: undefined })).toBe('seal-text-invalid');
    expect(await sealCode({ sealedOn: '2021-02-30' })).toBe('seal-date-invalid');
    expect(await sealCode({ suite: 'ed25519+sm2' })).toBe('seal-sm2-missing');
    expect(await sealCode({ document: { format: 'other' } })).toBe('seal-document-invalid');
    expect(await sealCode({ attachments: [] })).toBe('seal-attachment-missing');
    expect(await sealCode({ encryption: { recipients: ['age1nonsense'] } })).toBe('seal-recipient-invalid');
    expect(await sealCode({ encryption: { recipients: [] } })).toBe('seal-recipient-invalid');
    const [photo] = good.attachments ?? [];
    if (photo === undefined) throw new Error('sample has no photo');
    const extra = { ...photo, sha256: 'f'.repeat(64) };
    expect(await sealCode({ attachments: [photo, extra] })).toBe('seal-attachment-unused');
    expect(
      await sealCode({ attachments: [{ ...photo, source: { bytes: fixedBytes('other', photo.bytes) } }] }),
    ).toBe('seal-source-changed');
    expect(await sealCode({ attachments: [{ ...photo, source: { file: join(folder, 'gone.jpg') } }] })).toBe(
      'seal-source-unreadable',
    );
    const file = { folder: 'paper', name: 'a.pdf', source: { bytes: Buffer.from('x') } } as const;
    expect(await sealCode({ files: [{ ...file, name: '表.pdf' }] })).toBe('seal-entry-name');
    expect(await sealCode({ files: [{ ...file, name: '../a.pdf' }] })).toBe('seal-entry-name');
    expect(await sealCode({ files: [file, file] })).toBe('seal-entry-duplicate');
  });

  test('a source that changes between hashing and writing is caught', async () => {
    let opened = 0;
    const source = {
      length: 5,
      *open() {
        opened += 1;
        yield Buffer.from(opened === 1 ? 'first' : 'other');
      },
    };
    expect(await sealCode({ files: [{ folder: 'paper', name: 'a.pdf', source }] })).toBe(
      'seal-readback-failed',
    );
  });
});

describe('opening', () => {
  test('gives the bag, complete, only into a new folder', async () => {
    const sealed = await sealPackage(await request());
    const target = join(folder, 'opened');
    const result = await verifyAndOpen(sealed.path, { trust: sampleTrust() }, target);
    if (!result.ok) throw new Error('refused');
    expect(await validateBag(target)).toEqual({ ok: true, errors: [], warnings: [] });
    expect(await validateBag(sealed.path)).toEqual({ ok: true, errors: [], warnings: [] });
    for (const [place, code] of [
      [target, 'open-target-exists'],
      [join(folder, 'no', 'where'), 'seal-target-missing'],
    ] as const)
      await expect(verifyAndOpen(sealed.path, { trust: sampleTrust() }, place)).rejects.toMatchObject({
        code,
      });
    await result.package.close();
    expect(await readdir(target)).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'data',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha256.txt.sig',
    ]);
  });

  test('in one pass with verification: the folder appears only when all is good', async () => {
    const sealed = await sealPackage(await request());
    const target = join(folder, 'opened');
    const good = await verifyAndOpen(sealed.path, { trust: sampleTrust() }, target);
    expect(good).toMatchObject({ ok: true, package: { status: 'verified' } });
    if (good.ok) await good.package.close();
    expect(await validateBag(target)).toEqual({ ok: true, errors: [], warnings: [] });
    await expect(verifyAndOpen(sealed.path, { trust: null }, target)).rejects.toMatchObject({
      code: 'open-target-exists',
    });
    const bytes = await readFile(sealed.path);
    const at = bytes.indexOf('张三');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const bad = join(folder, 'bad.zip');
    await writeFile(bad, bytes);
    const before = await readdir(folder);
    const refused = await verifyAndOpen(bad, { trust: sampleTrust() }, join(folder, 'other'));
    expect(refused).toMatchObject({ ok: false, stage: 'payload' });
    await expect(
      verifyAndOpen(sealed.path, { trust: null, signal: AbortSignal.abort() }, join(folder, 'other')),
    ).rejects.toMatchObject({ code: 'seal-cancelled' });
    expect(await readdir(folder)).toEqual(before);
  });

  test('originals come out byte for byte', async () => {
    const lower = await sealPackage(await request());
    const upper = await sealPackage(
      await request({
        unit: { code: 'u2', name: '上级单位' },
        files: [{ folder: 'originals', name: lower.fileName, source: { file: lower.path } }],
      }),
    );
    const result = await verifyPackage(upper.path, { trust: sampleTrust() });
    if (!result.ok) throw new Error('refused');
    const [original] = result.package.originals;
    expect(original?.path).toBe(`data/originals/${lower.fileName}`);
    const bytes = await result.package.read(original?.path ?? '');
    expect(Buffer.from(bytes).equals(await readFile(lower.path))).toBe(true);
    await result.package.close();
  });
});

describe('names', () => {
  test('every package name fits every medium', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}[a-z0-9]$/),
        fc.string({ maxLength: 40 }),
        fc.constantFrom(...packageKind.options),
        fc.integer({ min: 1, max: 9999 }),
        (campaign, name, kind, revision) => {
          const base = packageBaseName({ campaign, unit: unitCode(name), kind, revision });
          expect(base).not.toBeNull();
          expect(`${base}.zip.age`.length).toBeLessThanOrEqual(64);
          expect(base).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/);
          expect(isPayloadName(`${base}.zip`)).toBe(true);
        },
      ),
    );
  });

  test('the unit code depends on the name alone, not on spacing or normal form', () => {
    expect(unitCode('四川省 机关事务管理局')).toBe(unitCode('四川省机关事务管理局'));
    expect(unitCode('ü')).toBe(unitCode('u\u0308'));
    expect(unitCode('甲')).not.toBe(unitCode('乙'));
  });

  test.each(['con', 'con.txt', 'lpt1.pdf', 'a..b', '.a', 'a.', 'A.pdf', 'a b', '', 'x'.repeat(61)])(
    '%j is no payload name',
    (name) => {
      expect(isPayloadName(name)).toBe(false);
    },
  );
});

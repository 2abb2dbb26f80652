import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskLoop } from '../../../test/support/desk-loop.ts';
import { newAgeIdentity } from '../../../test/support/new-keys.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';
import { isUsableAgeRecipient } from '../seal/age-keys.ts';
import { parsePublicKey, verifyPackage } from '../seal/index.ts';
import { ed25519Blob } from '../seal/ssh-wire.ts';

describe('bad files among good ones', () => {
  const loop = new DeskLoop();
  const told: unknown[] = [];
  let office: EngineClient;
  let enrolments: string[];

  beforeAll(async () => {
    office = await loop.workspace('领导小组办公室', 'office', (event, payload) =>
      told.push([event, payload]),
    );
    await office.call('identity.create', {});
    const issued = await office.call('campaign.issue', { target: loop.folder(office) });
    enrolments = [];
    for (const name of ['示例省甲局', '示例省乙局']) {
      const unit = await loop.workspace(name, 'recommender');
      await unit.call('campaign.install', {
        source: loop.file(unit, issued.fileName),
        confirmedFingerprint: issued.fingerprint,
      });
      await unit.call('identity.create', {});
      enrolments.push((await unit.call('enrolment.seal', { target: loop.folder(unit) })).fileName);
    }
  });
  afterAll(() => loop.close());

  /** The last directory entry says a size of 0xFFFFFFFE: where the directory begins no longer fits its field. */
  function hugeEntry(name: string): string {
    const bytes = Buffer.from(readFileSync(join(loop.stick, name)));
    const last = bytes.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    bytes.writeUInt32LE(0xfffffffe, last + 20);
    bytes.writeUInt32LE(0xfffffffe, last + 24);
    writeFileSync(join(loop.stick, 'b-huge.zip'), bytes);
    return 'b-huge.zip';
  }

  it('D10: no bad file stops those after it, and each is named with a reason of its own', async () => {
    const [first = '', second = ''] = enrolments;
    const huge = hugeEntry(first);
    writeFileSync(join(loop.stick, 'a-first.zip'), readFileSync(join(loop.stick, first)));
    writeFileSync(join(loop.stick, 'z-last.zip'), readFileSync(join(loop.stick, second)));
    symlinkSync(join(loop.stick, 'c-loop.zip'), join(loop.stick, 'c-loop.zip'));
    execFileSync('mkfifo', [join(loop.stick, 'd-pipe.zip')]);
    symlinkSync('/dev/zero', join(loop.stick, 'e-zero.zip'));
    // It has no size, so it is refused as empty; copying it then fails with EIO, as a scratched disc does.
    symlinkSync('/proc/self/mem', join(loop.stick, 'f-sector.zip'));
    const long = `g${'长'.repeat(99)}.zip`;
    const outcomes = await loop.take(
      office,
      'a-first.zip',
      huge,
      'c-loop.zip',
      'd-pipe.zip',
      'e-zero.zip',
      'f-sector.zip',
      long,
      'z-last.zip',
    );
    expect(outcomes.map(({ outcome, problems }) => problems[0]?.code ?? outcome)).toEqual([
      'imported',
      'package-zip-directory',
      'package-unreadable',
      'package-not-file',
      'package-not-file',
      'package-empty',
      'package-unreadable',
      'imported',
    ]);
    expect(outcomes[3]?.problems[0]?.message).toContain('管道');
    expect(outcomes[1]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(outcomes[5]).toMatchObject({ outcome: 'quarantined', sha256: null });
    // The command line's verify answers the same, and does not fail by itself.
    const verified = await verifyPackage(join(loop.stick, huge), { trust: null });
    expect(verified).toMatchObject({ ok: false, problems: [{ code: 'package-zip-directory' }] });
  });

  it.each([
    ['pipe', '管道'],
    ['zero', '设备'],
    ['folder', '文件夹'],
  ])(
    'D10: a %s chosen as any other file is named and not opened, and the engine goes on',
    async (kind, what) => {
      const path = join(loop.stick, `chosen-${kind}`);
      // Opening a pipe that nobody writes to would hold the engine's one thread for good.
      if (kind === 'pipe') execFileSync('mkfifo', [path]);
      else if (kind === 'zero') symlinkSync('/dev/zero', path);
      else mkdirSync(path);
      const source = office.handle(path, 'read');
      const error = expect.objectContaining({
        code: 'file-not-plain',
        params: { file: `chosen-${kind}`, what },
      });
      await expect(office.call('attachments.import', { source })).rejects.toEqual(error);
      await expect(office.call('fonts.choose', { slot: 'kai', source })).rejects.toEqual(error);
      await expect(office.call('backup.inspect', { source })).rejects.toEqual(error);
      await expect(office.call('workspace.restore', { source, passphrase: 'x' })).rejects.toEqual(error);
    },
  );

  it('D5: a cancel answers with what was taken in so far, and tells the windows', async () => {
    const names = Array.from({ length: 40 }, (_, at) => {
      const name = `junk-${String(at).padStart(2, '0')}.zip`;
      writeFileSync(join(loop.stick, name), `not a package ${at}`);
      return name;
    });
    told.length = 0;
    const running = office.call('inbox.import', {
      sources: names.map((name) => loop.file(office, name)),
      jobId: 'many',
    });
    while (!told.some((entry) => JSON.stringify(entry).includes('"import"'))) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await office.call('job.cancel', { jobId: 'many' });
    const outcomes = await running;
    expect(outcomes).toHaveLength(names.length);
    const untouched = outcomes.filter(({ outcome }) => outcome === 'untouched').length;
    const done = outcomes.filter(({ outcome }) => outcome === 'quarantined').length;
    expect(done).toBeGreaterThan(0);
    expect(untouched).toBeGreaterThan(0);
    expect(done + untouched).toBe(names.length);
    // Those done stand first: nothing is left out in between.
    expect(outcomes.findIndex(({ outcome }) => outcome === 'untouched')).toBe(done);
    expect(told).toContainEqual(['changed', { what: 'inbox' }]);
    const kept = (await office.call('inbox.quarantine', {})).filter(({ fileName }) =>
      fileName.startsWith('junk-'),
    );
    expect(kept).toHaveLength(done);
  });

  it('B12: a unit’s own enrolment is refused with a sentence, whichever page it is put in at', async () => {
    const unit = await loop.workspace('示例省丙厅', 'recommender');
    await unit.call('identity.create', {});
    const { fileName } = await unit.call('enrolment.seal', { target: loop.folder(unit) });
    expect(await loop.take(unit, fileName)).toMatchObject([
      { outcome: 'quarantined', problems: [{ code: 'enrolment-own' }] },
    ]);
    expect(await unit.call('signers.list', {})).toEqual([]);
  });
});

describe('keys nobody can use', () => {
  it('F22: every encoding of a point of small order is refused as a public key', () => {
    const prime = 2n ** 255n - 19n;
    const eight = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
    // 2y² = 1 − dy⁴ says that doubling the point gives one of order 4 (RFC 8032, d = −121665/121666).
    const inverse = (value: bigint): bigint => power(value, prime - 2n);
    const power = (base: bigint, exponent: bigint): bigint => {
      let [result, square, left] = [1n, base % prime, exponent];
      for (; left > 0n; left >>= 1n, square = (square * square) % prime)
        if ((left & 1n) === 1n) result = (result * square) % prime;
      return result;
    };
    const d = (((-121665n * inverse(121666n)) % prime) + prime) % prime;
    expect((2n * eight * eight - 1n + d * power(eight, 4n)) % prime).toBe(0n);
    const ys = [0n, 1n, prime - 1n, eight, prime - eight, prime, prime + 1n];
    for (const y of ys) {
      for (const sign of [0, 0x80]) {
        const raw = Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
        raw[31] = (raw[31] ?? 0) | sign;
        const line = `ssh-ed25519 ${ed25519Blob(raw).toString('base64')}`;
        expect(() => parsePublicKey(line)).toThrow(expect.objectContaining({ code: 'key-public-invalid' }));
      }
    }
  });

  it('C7: a recipient is usable only with a good checksum and a point that is not of small order', async () => {
    const { recipient } = await newAgeIdentity();
    expect(isUsableAgeRecipient(recipient)).toBe(true);
    const swapped = recipient.endsWith('q') ? 'p' : 'q';
    expect(isUsableAgeRecipient(`${recipient.slice(0, -1)}${swapped}`)).toBe(false);
    const { bech32 } = await import('@scure/base');
    for (const bytes of [new Uint8Array(32), new Uint8Array([1, ...new Uint8Array(31)])])
      expect(isUsableAgeRecipient(bech32.encodeFromBytes('age', bytes))).toBe(false);
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  exportOpensshPrivateKey,
  formatAgeIdentity,
  formatAllowedSigners,
  formatKrl,
  formatRevocationText,
  importOpensshPrivateKey,
  isRevoked,
  parseAllowedSigners,
  parseRevocationList,
  sealPackage,
  verifyPackage,
} from '../../electron/engine/seal/index.ts';
import { signSshsig } from '../../electron/engine/seal/sshsig.ts';
import { packageKind } from '../../shared/ground/package-kinds.ts';
import { newAgeIdentity } from '../support/new-keys.ts';
import { requireTool } from './require-tool.ts';
import {
  fixedSm2Key,
  officeKey,
  sampleRequest,
  sampleTrust,
  strangerKey,
  unitKey,
} from './sample-packages.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-strangers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [sshKeygen, openssl, age, unzip, sha256sum] = (
  ['ssh-keygen', 'openssl', 'age', 'unzip', 'sha256sum'] as const
).map(requireTool);
const missing = (...tools: (string | null | undefined)[]) =>
  tools.some((tool) => tool === null || tool === undefined);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

function run(
  tool: string,
  args: readonly string[],
  input?: string | Uint8Array,
): { ok: boolean; output: string } {
  const result = spawnSync(tool, args, { input, encoding: 'utf8', cwd: folder });
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}` };
}

const signers = file('allowed_signers', formatAllowedSigners(sampleTrust().signers));

describe.skipIf(missing(sshKeygen))('ssh-keygen', () => {
  test('reads our encrypted private key, and we read its', () => {
    const path = file('unit-key', exportOpensshPrivateKey(unitKey, '口令 1'));
    expect(run('ssh-keygen', ['-y', '-P', '口令 1', '-f', path]).output.trim()).toBe(unitKey.publicKey.line);
    expect(run('ssh-keygen', ['-y', '-P', 'wrong', '-f', path]).ok).toBe(false);
    expect(run('ssh-keygen', ['-lf', file('unit.pub', unitKey.publicKey.line)]).output).toContain(
      unitKey.publicKey.fingerprint,
    );
    for (const passphrase of ['', 'secret']) {
      const theirs = join(folder, `theirs${passphrase}`);
      run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'office key', '-f', theirs]);
      const key = importOpensshPrivateKey(readFileSync(theirs, 'utf8'), passphrase);
      expect(key.publicKey.line).toBe(readFileSync(`${theirs}.pub`, 'utf8').trim());
    }
  });

  test('makes the same signature bytes as we do', async () => {
    const path = join(folder, 'signer');
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
    const key = importOpensshPrivateKey(readFileSync(path, 'utf8'), '');
    const message = file('message', 'some text\n');
    run('ssh-keygen', ['-q', '-Y', 'sign', '-n', 'jianbiao-formal-v1', '-f', path, message]);
    const ours = await signSshsig(key, 'jianbiao-formal-v1', readFileSync(message));
    expect(readFileSync(`${message}.sig`, 'utf8')).toBe(ours);
  });

  test('verifies with our allowed_signers and revocation lists', async () => {
    const signature = file('m.sig', await signSshsig(unitKey, 'jianbiao-formal-v1', Buffer.from('m')));
    const verify = (...more: string[]) =>
      run(
        'ssh-keygen',
        [
          '-Y',
          'verify',
          '-f',
          signers,
          '-I',
          'unit-51',
          '-n',
          'jianbiao-formal-v1',
          '-s',
          signature,
          ...more,
        ],
        'm',
      ).ok;
    expect(verify()).toBe(true);
    expect(
      run('ssh-keygen', ['-Y', 'find-principals', '-f', signers, '-s', signature], 'm').output.trim(),
    ).toBe('unit-51');
    expect(
      run(
        'ssh-keygen',
        ['-Y', 'verify', '-f', signers, '-I', 'unit-51', '-n', 'jianbiao-feedback-v1', '-s', signature],
        'm',
      ).ok,
    ).toBe(false);
    const revokedKeys = [unitKey.publicKey];
    const text = file('revoked.txt', formatRevocationText(revokedKeys));
    const krl = file('revoked.krl', formatKrl(revokedKeys, 1, new Date('2021-06-01'), 'test'));
    expect(verify('-r', text)).toBe(false);
    expect(verify('-r', krl)).toBe(false);
    expect(verify('-r', file('empty.krl', formatKrl([], 1, new Date('2021-06-01'), '')))).toBe(true);
    expect(run('ssh-keygen', ['-Q', '-f', krl, file('u.pub', unitKey.publicKey.line)]).output).toContain(
      'REVOKED',
    );
    expect(run('ssh-keygen', ['-Q', '-f', krl, file('o.pub', officeKey.publicKey.line)]).ok).toBe(true);
  });

  test('reads our validity dates as we do', async () => {
    const line = {
      principals: ['u'],
      publicKey: unitKey.publicKey,
      namespaces: [],
      validAfter: new Date('2021-01-01T00:00:00Z'),
      validBefore: new Date('2021-07-01T00:00:00Z'),
    };
    const list = file('dated', formatAllowedSigners([line]));
    const signature = file('d.sig', await signSshsig(unitKey, 'x', Buffer.from('m')));
    const at = (time: string) =>
      run(
        'ssh-keygen',
        ['-Y', 'verify', '-f', list, '-I', 'u', '-n', 'x', '-s', signature, '-O', `verify-time=${time}`],
        'm',
      ).ok;
    expect([
      at('20201231235959Z'),
      at('20210101000001Z'),
      at('20210630235959Z'),
      at('20210701000001Z'),
    ]).toEqual([false, true, true, false]);
    expect(parseAllowedSigners(readFileSync(list, 'utf8'))).toEqual([line]);
  });

  test('makes a revocation list that we read', () => {
    const krl = join(folder, 'theirs.krl');
    run('ssh-keygen', ['-q', '-k', '-f', krl, file('s.pub', strangerKey.publicKey.line)]);
    const list = parseRevocationList(readFileSync(krl));
    expect(isRevoked(list, strangerKey.publicKey)).toBe(true);
    expect(isRevoked(list, unitKey.publicKey)).toBe(false);
    const hash = file('hash.txt', `hash: ${strangerKey.publicKey.fingerprint}\n`);
    run('ssh-keygen', ['-q', '-k', '-f', krl, hash]);
    expect(isRevoked(parseRevocationList(readFileSync(krl)), strangerKey.publicKey)).toBe(true);
  });
});

describe.skipIf(missing(openssl))('openssl', () => {
  test('accepts our SM2 signatures, we accept its', async () => {
    for (let i = 0; i < 8; i += 1) {
      const key = fixedSm2Key(`k${i}`);
      const message = file('sm.txt', `message ${i}`);
      const signature = file('sm.sig', await key.sign(readFileSync(message)));
      const lines = key.publicKey.match(/.{1,64}/g) ?? [];
      const pem = file(
        'sm.pem',
        ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n'),
      );
      const verify = (data: string) =>
        run('openssl', [
          'dgst',
          '-sm3',
          '-verify',
          pem,
          '-sigopt',
          'distid:1234567812345678',
          '-signature',
          signature,
          data,
        ]).ok;
      expect(verify(message)).toBe(true);
      expect(verify(file('other.txt', 'other'))).toBe(false);
    }
  });
});

describe.skipIf(missing(sshKeygen, openssl, age, unzip, sha256sum))('verify-package.sh', () => {
  const script = join(import.meta.dirname, 'verify-package.sh');
  const check = (...args: string[]) => {
    chmodSync(script, 0o755);
    return run('sh', [script, ...args]);
  };

  test.each(packageKind.options)('accepts %s, plain and encrypted, one and two signatures', async (kind) => {
    const identity = await newAgeIdentity();
    const key = file('age-key', formatAgeIdentity(identity));
    const request = await sampleRequest(kind, mkdtempSync(join(folder, 'kind-')));
    const plain = await sealPackage(request);
    expect(check('-s', signers, plain.path)).toEqual({ ok: true, output: '' });
    const sm2 = fixedSm2Key('unit');
    const document =
      kind === 'enrolment' ? { ...Object(request.document), sm2PublicKey: sm2.publicKey } : request.document;
    const sealed = await sealPackage({
      ...request,
      document,
      suite: 'ed25519+sm2',
      sm2,
      encryption: { recipients: [identity.recipient] },
    });
    expect(check('-s', signers, '-i', key, sealed.path)).toEqual({ ok: true, output: '' });
    expect(check('-i', key, sealed.path).ok).toBe(true);
    expect(check('-s', signers, sealed.path).ok).toBe(false);
    const revoked = file('r.krl', formatKrl([request.signer.publicKey], 1, new Date(0), ''));
    expect(check('-s', signers, '-r', revoked, plain.path).ok).toBe(false);
    const stranger = await sealPackage({ ...request, fileName: 'stranger.zip', signer: strangerKey }).catch(
      () => null,
    );
    if (stranger !== null) expect(check('-s', signers, stranger.path).ok).toBe(false);
  });

  test('refuses changed content', async () => {
    const request = await sampleRequest('formal', mkdtempSync(join(folder, 'bad-')));
    const { path } = await sealPackage(request);
    const bytes = readFileSync(path);
    for (const part of ['张三', 'Source-Organization', 'BagIt-Version', 'U1NIU0lH'])
      expect(check('-s', signers, file('bad.zip', flip(bytes, part))).ok).toBe(false);
    expect(check(file('cut.zip', bytes.subarray(0, -30))).ok).toBe(false);
  });

  function flip(bytes: Buffer, part: string): Buffer {
    const copy = Buffer.from(bytes);
    const at = copy.indexOf(part) + 1;
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  }
});

describe.skipIf(missing(age))('age', () => {
  test('encrypts packages that we open', async () => {
    const identity = await newAgeIdentity();
    const { path } = await sealPackage(await sampleRequest('formal', mkdtempSync(join(folder, 'age-'))));
    const wrapped = join(folder, 'theirs.zip.age');
    execFileSync('age', ['-r', identity.recipient, '-o', wrapped, path]);
    const result = await verifyPackage(wrapped, { trust: sampleTrust(), identities: [identity.identity] });
    expect(result).toMatchObject({ ok: true, package: { status: 'verified', encrypted: true } });
    if (result.ok) await result.package.close();
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitNamespaces } from '../../../shared/ground/package-kinds.ts';
import { fixedKey, strangerKey, unitKey } from '../../../test/conformance/sample-packages.ts';
import { newUnitKey } from '../../../test/support/new-keys.ts';
import { matchesPatternList } from './allowed-signers.ts';
import { blowfishStart } from './blowfish.ts';
import {
  exportOpensshPrivateKey,
  formatAllowedSigners,
  formatKrl,
  formatRevocationText,
  importOpensshPrivateKey,
  isRevoked,
  judgeSigner,
  parseAllowedSigners,
  parsePublicKey,
  parseRevocationList,
  revocationList,
  signKeyChange,
  trustStore,
  verifyKeyChange,
} from './index.ts';
import { parseSshsig, signSshsig, verifySshsig } from './sshsig.ts';

describe('unit keys', () => {
  test('a public line parses back to the same key', () => {
    const key = newUnitKey('四川省  机关事务管理局\n"x"');
    expect(key.publicKey.line).toMatch(
      /^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\S+ 四川省 {2}机关事务管理局 x$/,
    );
    expect(parsePublicKey(key.publicKey.line).fingerprint).toBe(key.publicKey.fingerprint);
  });

  test.each(['', 'ssh-rsa AAAA', 'ssh-ed25519', 'ssh-ed25519 AAAA', 'ssh-ed25519 !!!!'])(
    'refuses %j',
    (line) => {
      expect(() => parsePublicKey(line)).toThrow(expect.objectContaining({ code: 'key-public-invalid' }));
    },
  );

  test('the Blowfish tables are the digits of π', () => {
    // First subkey and last S-box word, as every description of Blowfish prints them.
    expect(blowfishStart()[0]).toBe(0x243f6a88);
    expect(blowfishStart()[1041]).toBe(0x3ac372e6);
  });

  test('an exported key opens with its passphrase only', () => {
    const file = exportOpensshPrivateKey(unitKey, '口令 x');
    expect(importOpensshPrivateKey(file, '口令 x').publicKey.line).toBe(unitKey.publicKey.line);
    expect(() => importOpensshPrivateKey(file, '口令 y')).toThrow(
      expect.objectContaining({ code: 'key-passphrase-wrong' }),
    );
    expect(() => exportOpensshPrivateKey(unitKey, '')).toThrow(
      expect.objectContaining({ code: 'key-passphrase-empty' }),
    );
    expect(file).not.toContain(Buffer.from(unitKey.seed).toString('base64').slice(0, 20));
  });

  test('a damaged key file gets a stable code, never another crash', () => {
    const lines = exportOpensshPrivateKey(unitKey, 'x').split('\n');
    const body = Buffer.from(lines.slice(1, -2).join(''), 'base64');
    fc.assert(
      // The KDF makes each valid-looking file slow, so only the part before the salt and rounds is varied here.
      fc.property(fc.integer({ min: 0, max: 38 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const copy = Buffer.from(body);
        copy[at] = (copy[at] ?? 0) ^ mask;
        const text = [lines[0], copy.toString('base64'), lines.at(-2), ''].join('\n');
        expect(() => importOpensshPrivateKey(text, 'x')).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^key-/) }),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('sshsig', () => {
  test('verifies only the message, namespace and key it was made for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (message) => {
        const text = await signSshsig(unitKey, 'jianbiao-formal-v1', message);
        const parsed = parseSshsig(text);
        if (parsed === null) throw new Error('own signature does not parse');
        expect(parsed.publicKey.fingerprint).toBe(unitKey.publicKey.fingerprint);
        expect(verifySshsig(parsed, 'jianbiao-formal-v1', message)).toBe(true);
        expect(verifySshsig(parsed, 'jianbiao-receipt-v1', message)).toBe(false);
        expect(verifySshsig(parsed, 'jianbiao-formal-v1', Buffer.concat([message, Buffer.of(0)]))).toBe(
          false,
        );
        expect(await signSshsig(unitKey, 'jianbiao-formal-v1', message)).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test('any change of the text is refused or fails to verify', async () => {
    const message = Buffer.from('content');
    const text = await signSshsig(unitKey, 'jianbiao-formal-v1', message);
    for (let at = 0; at < text.length; at += 1)
      for (const replacement of ['A', '\n', '=', ' ', '\r']) {
        if (text[at] === replacement) continue;
        const changed = text.slice(0, at) + replacement + text.slice(at + 1);
        const parsed = parseSshsig(changed);
        expect(parsed !== null && verifySshsig(parsed, 'jianbiao-formal-v1', message)).toBe(false);
      }
  });

  test('a key change is the old key for the new key in one campaign only', async () => {
    const next = newUnitKey('new');
    const signature = await signKeyChange('ggj-2021', unitKey, next.publicKey);
    expect(verifyKeyChange('ggj-2021', unitKey.publicKey, next.publicKey, signature)).toBe(true);
    expect(verifyKeyChange('other', unitKey.publicKey, next.publicKey, signature)).toBe(false);
    expect(verifyKeyChange('ggj-2021', unitKey.publicKey, strangerKey.publicKey, signature)).toBe(false);
    expect(verifyKeyChange('ggj-2021', strangerKey.publicKey, next.publicKey, signature)).toBe(false);
    expect(verifyKeyChange('ggj-2021', unitKey.publicKey, next.publicKey, 'nonsense')).toBe(false);
  });
});

describe('trust', () => {
  const line = {
    principals: ['sc51', 'office'],
    publicKey: unitKey.publicKey,
    namespaces: [...unitNamespaces],
    validAfter: new Date('2021-01-01T00:00:00Z'),
    validBefore: new Date('2022-01-01T00:00:00Z'),
  };

  test('allowed_signers survives writing and reading', () => {
    const text = formatAllowedSigners([
      line,
      { ...line, namespaces: [], validAfter: null, validBefore: null },
    ]);
    expect(formatAllowedSigners(parseAllowedSigners(text))).toBe(text);
    expect(parseAllowedSigners(`# comment\n\n${text}`)[0]).toEqual(line);
  });

  test('a line that cannot be read stops the whole list, with its number', () => {
    const good = formatAllowedSigners([line]);
    for (const bad of [
      'a cert-authority ssh-ed25519 AAAA',
      'a ssh-rsa AAAA',
      'only',
      'a namespaces="x",foo="y" ssh-ed25519 AAAA',
    ])
      expect(() => parseAllowedSigners(`${good}${bad}\n`)).toThrow(
        expect.objectContaining({ code: 'signers-line-invalid', params: { line: 2 } }),
      );
    expect(() => formatAllowedSigners([{ ...line, principals: ['a b'] }])).toThrow(
      expect.objectContaining({ code: 'signers-principal-invalid' }),
    );
  });

  test('arbitrary text never crashes the parsers', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
        for (const parse of [() => parseAllowedSigners(text), () => parseRevocationList(bytes)])
          try {
            parse();
          } catch (thrown) {
            expect(thrown).toMatchObject({ code: expect.stringMatching(/^(signers|revocation)-/) });
          }
      }),
    );
  });

  test('pattern lists follow OpenSSH, negation first', () => {
    expect(matchesPatternList(['jianbiao-*-v1'], 'jianbiao-formal-v1')).toBe(true);
    expect(matchesPatternList(['*', '!jianbiao-f*'], 'jianbiao-formal-v1')).toBe(false);
    expect(matchesPatternList(['jianbiao-?ormal-v1'], 'jianbiao-formal-v1')).toBe(true);
    expect(matchesPatternList(['a.c'], 'abc')).toBe(false);
  });

  test('the verdict names its reason', () => {
    const at = new Date('2021-06-01T00:00:00Z');
    const judge = (store: Parameters<typeof judgeSigner>[0], namespace = 'jianbiao-formal-v1') =>
      judgeSigner(store, unitKey.publicKey, namespace);
    expect(judge(trustStore([line], { at }))).toEqual({ trusted: true, principal: 'sc51' });
    expect(judge(trustStore([], { at }))).toEqual({ trusted: false, reason: 'unknown' });
    expect(judge(trustStore([line], { at }), 'jianbiao-feedback-v1')).toEqual({
      trusted: false,
      reason: 'namespace',
    });
    expect(judge(trustStore([line], { at: new Date('2023-01-01') }))).toEqual({
      trusted: false,
      reason: 'expired',
    });
    const revoked = revocationList([unitKey.publicKey]);
    expect(judge(trustStore([line], { at, revoked }))).toEqual({ trusted: false, reason: 'revoked' });
  });

  test('both revocation forms give the same keys back', () => {
    const keys = [unitKey, strangerKey, fixedKey('third')].map((key) => key.publicKey);
    const krl = formatKrl(keys, 3, new Date('2021-06-01T00:00:00Z'), 'ggj-2021');
    expect(krl.equals(formatKrl(keys.toReversed(), 3, new Date('2021-06-01T00:00:00Z'), 'ggj-2021'))).toBe(
      true,
    );
    for (const bytes of [krl, Buffer.from(formatRevocationText(keys))]) {
      const list = parseRevocationList(bytes);
      expect(keys.every((key) => isRevoked(list, key))).toBe(true);
      expect(isRevoked(list, fixedKey('fourth').publicKey)).toBe(false);
    }
    expect(() => parseRevocationList(krl.subarray(0, -1))).toThrow(
      expect.objectContaining({ code: 'revocation-invalid' }),
    );
    expect(parseRevocationList(formatKrl([], 1, new Date(0), '')).keys).toEqual([]);
    // Whatever its first byte: that of a comment too.
    for (const first of [0, 0x23, 0x53, 0xff])
      expect(() => parseRevocationList(Buffer.concat([Buffer.from([first]), randomBytes(50)]))).toThrow(
        expect.objectContaining({ code: 'revocation-invalid' }),
      );
  });
});

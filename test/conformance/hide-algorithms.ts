import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

// Loaded with --import before anything else: takes from node:crypto what Electron's BoringSSL does not have (design:
// crypto by platform), so that plain Node cannot hide that we came to need it.
const hidden = /chacha20|poly1305|blake2|sha3|shake|sm2|sm3|sm4|-ccm|-ocb|ed448|x448/i;

const guarded = [
  'createHash',
  'createHmac',
  'createCipheriv',
  'createDecipheriv',
  'hash',
  'hkdf',
  'hkdfSync',
] as const;

for (const name of guarded) {
  const original: unknown = crypto[name];
  if (typeof original !== 'function') throw new Error(`node:crypto has no ${name}`);
  Object.defineProperty(crypto, name, {
    value(...args: readonly unknown[]): unknown {
      if (typeof args[0] === 'string' && hidden.test(args[0])) throw new Error(`Electron has no ${args[0]}`);
      return Reflect.apply(original, crypto, args);
    },
  });
}
syncBuiltinESMExports();

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';

const algorithm = 'chacha20-poly1305';
const tagBytes = 16;
const options = { authTagLength: tagBytes } as const;

/** ChaCha20-Poly1305 (RFC 8439) under one key: what age seals each chunk with. The tag stands behind the text. */
export interface ChunkCipher {
  seal(nonce: Uint8Array, plain: Uint8Array): Uint8Array;
  /** Throws when the tag does not fit. */
  open(nonce: Uint8Array, sealed: Uint8Array): Uint8Array;
}

function nativeCipher(key: Uint8Array): ChunkCipher {
  return {
    seal(nonce, plain) {
      const cipher = createCipheriv(algorithm, key, nonce, options);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(nonce, sealed) {
      const at = sealed.length - tagBytes;
      const decipher = createDecipheriv(algorithm, key, nonce, options);
      decipher.setAuthTag(sealed.subarray(at));
      const plain = decipher.update(sealed.subarray(0, at));
      decipher.final();
      return plain;
    },
  };
}

/** The same in plain JavaScript: slower, but there in every runtime. */
export function portableCipher(key: Uint8Array): ChunkCipher {
  return {
    seal: (nonce, plain) => chacha20poly1305(key, nonce).encrypt(plain),
    open: (nonce, sealed) => chacha20poly1305(key, nonce).decrypt(sealed),
  };
}

let native: boolean | null = null;

/** Asks the runtime once: Electron's BoringSSL has no such cipher in node:crypto, Node's OpenSSL has. */
function hasNative(): boolean {
  try {
    native ??= createCipheriv(algorithm, Buffer.alloc(32), Buffer.alloc(12), options) !== undefined;
  } catch {
    native = false;
  }
  return native;
}

/** The fastest cipher this runtime has; both give the same bytes. */
export function chunkCipher(key: Uint8Array): ChunkCipher {
  return hasNative() ? nativeCipher(key) : portableCipher(key);
}

import { createHmac, randomBytes } from 'node:crypto';

/** Where identifiers and identity keys come from. The database key never comes from here. */
export type RandomSource = (bytes: number) => Uint8Array;

/** The system's generator. */
export const systemRandom: RandomSource = (bytes) => new Uint8Array(randomBytes(bytes));

/**
 * A repeatable stream for the command line's demo, whose packages must come out byte-identical on every run
 * (design: command line). Not reachable through any API method.
 */
export function seededRandom(seed: string): RandomSource {
  let counter = 0;
  return (bytes) => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < bytes; have += 32) {
      blocks.push(createHmac('sha256', seed).update(`jianbiao-demo-${counter}`).digest());
      counter += 1;
    }
    return new Uint8Array(Buffer.concat(blocks).subarray(0, bytes));
  };
}

/** 32 repeatable bytes for one purpose of a seeded engine, e.g. the demo's unit key. */
export function seededSecret(seed: string, purpose: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', seed).update(`jianbiao-demo-secret-${purpose}`).digest());
}

const idAlphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Eight characters of Crockford base32 in lower case: 40 random bits, good for ids within one workspace. */
export function randomId(random: RandomSource, length = 8): string {
  return [...random(length)].map((byte) => idAlphabet.charAt(byte & 31)).join('');
}

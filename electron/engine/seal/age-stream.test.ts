import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { armor } from 'age-encryption';
import * as vectors from 'cctv-age';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryReader } from '../../../test/support/memory-reader.ts';
import { newAgeIdentity } from '../../../test/support/new-keys.ts';
import { makeAgeHeader } from './age-header.ts';
import { formatAgeIdentity, isAgeRecipient, parseAgeIdentities } from './age-keys.ts';
import { AgeWriter, ageFileSize, openAgeReader } from './age-stream.ts';
import { ForwardReader } from './byte-reader.ts';
import { chunkCipher, portableCipher } from './chunk-cipher.ts';

/** What the vector's own header calls the outcome, for each code of ours. */
const outcomes: Readonly<Record<string, readonly string[]>> = {
  'package-age-damaged': ['header failure', 'HMAC failure'],
  'package-age-cost': ['header failure'],
  'package-identity-wrong': ['no match'],
  'package-identity-needed': ['no match'],
  'package-passphrase-wrong': ['no match'],
  'package-passphrase-needed': ['no match'],
  'package-age-body-damaged': ['payload failure', 'header failure'],
};

interface Vector {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
}

function parseVector(file: Uint8Array): Vector {
  const bytes = Buffer.from(file);
  const end = bytes.indexOf('\n\n');
  const fields = new Map<string, string[]>();
  for (const line of bytes.toString('utf8', 0, end).split('\n')) {
    const [key = '', ...value] = line.split(': ');
    fields.set(key, [...(fields.get(key) ?? []), value.join(': ')]);
  }
  const body = bytes.subarray(end + 2);
  return { fields, body: fields.has('compressed') ? inflateSync(body) : body };
}

async function outcomeOf({ fields, body }: Vector): Promise<string> {
  let file = body;
  if (fields.has('armored')) {
    try {
      file = Buffer.from(armor.decode(body.toString('latin1')));
    } catch {
      return 'armor failure';
    }
  }
  try {
    const reader = await openAgeReader(memoryReader(file), {
      identities: fields.get('identity') ?? [],
      passphrase: fields.get('passphrase')?.[0],
    });
    const plain = Buffer.alloc(reader.size);
    await reader.fill(plain, 0);
    expect(createHash('sha256').update(plain).digest('hex')).toBe(fields.get('payload')?.[0]);
    return 'success';
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
    const expected = fields.get('expect')?.[0] ?? '';
    return outcomes[code]?.includes(expected) === true ? expected : code;
  }
}

describe('the age test vectors', () => {
  const all = Object.entries(vectors).filter(
    (entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array,
  );

  test('are all there', () => {
    expect(all).toHaveLength(143);
  });

  test.each(all)('%s', async (_, file) => {
    const vector = parseVector(file);
    expect(await outcomeOf(vector)).toBe(vector.fields.get('expect')?.[0]);
  });
});

describe('our age files', () => {
  test('read back at any position, any length', async () => {
    const age = await newAgeIdentity();
    const header = await makeAgeHeader({ recipients: [age.recipient] });
    for (const length of [0, 1, 65535, 65536, 65537, 131072, 200_000]) {
      const plain = Buffer.alloc(length, 'abcdefg');
      const writer = await AgeWriter.under(header);
      const file = Buffer.concat([
        writer.begin(),
        ...writer.update(plain.subarray(0, 70_000)),
        ...writer.update(plain.subarray(70_000)),
        writer.finish(),
      ]);
      expect(file.length).toBe(ageFileSize(header, length));
      const reader = await openAgeReader(memoryReader(file), { identities: [age.identity] });
      expect(reader.size).toBe(length);
      await fc.assert(
        fc.asyncProperty(fc.nat(length), fc.nat(length), async (a, b) => {
          const part = Buffer.alloc(Math.abs(a - b));
          await reader.fill(part, Math.min(a, b));
          expect(part.equals(plain.subarray(Math.min(a, b), Math.max(a, b)))).toBe(true);
        }),
        { numRuns: 15 },
      );
    }
  });

  test('a chunk dropped, doubled or swapped is noticed', async () => {
    const age = await newAgeIdentity();
    const header = await makeAgeHeader({ recipients: [age.recipient] });
    const writer = await AgeWriter.under(header);
    const file = Buffer.concat([
      writer.begin(),
      ...writer.update(Buffer.alloc(4 * 65536, 1)),
      writer.finish(),
    ]);
    const start = header.header.length + 16;
    const chunks = Array.from({ length: 4 }, (_, i) =>
      file.subarray(start + i * 65552, start + (i + 1) * 65552),
    );
    for (const order of [[0, 1, 2], [1, 2, 3], [0, 2, 1, 3], [0, 1, 1, 2, 3], [0, 1, 3], [3]]) {
      const changed = Buffer.concat([
        file.subarray(0, start),
        ...order.map((i) => chunks[i] ?? Buffer.alloc(0)),
      ]);
      const read = async () => {
        const reader = await openAgeReader(memoryReader(changed), { identities: [age.identity] });
        const forward = new ForwardReader(reader, 0, reader.size);
        await forward.exactly(reader.size);
      };
      await expect(read()).rejects.toMatchObject({ code: 'package-age-body-damaged' });
    }
  });

  test('the runtime’s cipher and the portable one give the same bytes and refuse the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        fc.uint8Array({ maxLength: 500 }),
        async (key, nonce, plain) => {
          const [fast, portable] = [await chunkCipher(key), await portableCipher(key)];
          const sealed = portable.seal(nonce, plain);
          expect(Buffer.from(fast.seal(nonce, plain)).equals(Buffer.from(sealed))).toBe(true);
          expect(Buffer.from(fast.open(nonce, sealed)).equals(Buffer.from(plain))).toBe(true);
          const broken = Uint8Array.from(sealed);
          broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
          expect(() => fast.open(nonce, broken)).toThrow();
          expect(() => portable.open(nonce, broken)).toThrow();
        },
      ),
    );
  });

  test('identity files', async () => {
    const age = await newAgeIdentity();
    expect(parseAgeIdentities(formatAgeIdentity(age))).toEqual([age.identity]);
    expect(isAgeRecipient(age.recipient)).toBe(true);
    expect(isAgeRecipient(age.identity)).toBe(false);
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import {
  buildZip,
  type Craft,
  type CraftedEntry,
  craftEntries,
  craftPackage,
} from '../../../test/conformance/crafted-package.ts';
import {
  fixedBytes,
  sampleSubmission,
  sampleTrust,
  strangerKey,
  tightLimits,
} from '../../../test/conformance/sample-packages.ts';
import { memoryReader } from '../../../test/support/memory-reader.ts';
import type { PackageLimits } from './index.ts';
import { verifyReader } from './verify-package.ts';
import { centralHeaderBytes, zipTail } from './zip-layout.ts';

// Every package here is signed by the trusted key unless the case says otherwise: what is refused is the structure.
async function codes(bytes: Uint8Array, limits: Partial<PackageLimits> = tightLimits): Promise<string[]> {
  const result = await verifyReader(memoryReader(bytes), { trust: sampleTrust(), limits });
  if (result.ok) await result.package.close();
  return result.ok ? [] : result.problems.map((problem) => problem.code);
}

async function crafted(craft: Craft): Promise<string[]> {
  return codes(await craftPackage(craft));
}

/** Adds an entry at the end, in the zip only. */
function withEntry(name: (base: string) => string): Craft {
  return { entries: (entries, base) => [...entries, { name: name(base), content: Buffer.from('x') }] };
}

/** The UTF-8 bytes of a name, one character each, as the hand-built zip writes them. */
function utf8(name: string): string {
  return Buffer.from(name, 'utf8').toString('latin1');
}

/** Adds an entry at the end that manifest and signature cover. */
function withPayload(name: string): Craft {
  const photo = sampleSubmission('preliminary', 1, 200).photo.source.bytes;
  return {
    payload: [
      { name: 'data/files/0001.jpg', content: photo },
      { name, content: Buffer.from('x') },
    ],
  };
}

const central = Buffer.from([0x50, 0x4b, 1, 2]);

/** Changes the directory entry of the first name that contains `part`. */
async function patchDirectory(
  part: string,
  patch: (header: Buffer) => void,
  craft: Craft = {},
): Promise<Buffer> {
  const bytes = await craftPackage(craft);
  for (let at = bytes.indexOf(central); at >= 0; at = bytes.indexOf(central, at + 1)) {
    const length = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('latin1', at + centralHeaderBytes, at + centralHeaderBytes + length);
    if (name.includes(part)) {
      patch(bytes.subarray(at));
      return bytes;
    }
  }
  throw new Error(`no entry ${part}`);
}

describe('names', () => {
  test.each([
    '../evil.txt',
    'a/../../evil.txt',
    '/etc/cron.d/evil',
    'C:/Windows/evil.dll',
    '\\\\server\\share\\evil',
    'a\\..\\evil',
    '~/.ssh/authorized_keys',
    'data/con.txt',
    'data/nul',
    'data/com1.jpg',
    'data/evil.',
    'data/evil ',
    'data//evil',
    'data/./evil',
    'data/folder/',
    'data/a\u0000b',
    'data/\u202egpj.exe',
    'data/照片.jpg',
  ])('%j is refused', async (name) => {
    const expected = name.startsWith('data/')
      ? withEntry((base) => `${base}/${utf8(name)}`)
      : withEntry(() => name);
    expect(await crafted(expected)).toContain('package-zip-name');
  });

  test('duplicates and twins by case, width and normalisation', async () => {
    for (const twin of ['data/files/0001.jpg', 'data/files/0001.JPG'])
      expect(await crafted(withEntry((base) => `${base}/${twin}`))).toContain('package-zip-duplicate');
    expect(await crafted(withEntry((base) => `${base}/data/files`))).toContain('package-zip-duplicate');
    for (const [a, b] of [
      ['data/files/1.jpg', 'data/files/\uff11.jpg'],
      ['data/files/\u00fc', 'data/files/u\u0308'],
    ] as const) {
      const both: Craft = {
        entries: (entries, base) => [
          ...entries,
          { name: `${base}/${utf8(a)}`, content: Buffer.from('x') },
          { name: `${base}/${utf8(b)}`, content: Buffer.from('x') },
        ],
      };
      // Bit 11 says that a name is UTF-8: only then the two are seen as what they are.
      const flag = (header: Buffer) => header.writeUInt16LE(0x800, 8);
      const bytes = await patchDirectory(utf8(b), flag, both);
      const other = bytes.lastIndexOf(central, bytes.lastIndexOf(central) - 1);
      flag(bytes.subarray(other));
      expect(await codes(bytes)).toContain('package-zip-duplicate');
    }
  });

  test('files outside the known folders, even when signed', async () => {
    expect(await crafted(withPayload('data/other/x.txt'))).toEqual(['package-zip-unexpected']);
    expect(await crafted(withPayload('data/x.txt'))).toEqual(['package-zip-unexpected']);
    expect(await crafted(withPayload('data/files/a/b.jpg'))).toEqual(['package-zip-unexpected']);
    expect(await crafted(withEntry((base) => `${base}/fetch.txt`))).toEqual(['package-zip-unexpected']);
    expect(await crafted(withEntry(() => 'other/readme.txt'))).toEqual(['package-zip-unexpected']);
  });
});

describe('zip structure', () => {
  test('comment, prefix, suffix', async () => {
    const bytes = await craftPackage();
    const commented = Buffer.concat([bytes, Buffer.from('hi')]);
    commented.writeUInt16LE(2, bytes.length - 2);
    expect(await codes(commented)).toEqual(['package-zip-comment']);
    expect(await codes(Buffer.concat([Buffer.from('#!/bin/sh\n'), bytes]))).toEqual(['package-zip-prefix']);
    expect(await codes(Buffer.concat([bytes, bytes]))).toEqual(['package-zip-prefix']);
  });

  test('a prefix with corrected offsets', async () => {
    const entries = (await craftEntries()).map((entry) => ({ ...entry }));
    const bytes = buildZip(entries);
    const tailLength = zipTail(entries.map(({ name }) => ({ name, bytes: 0, crc32: 0 }))).length;
    const prefix = Buffer.alloc(64, 'x');
    const moved = Buffer.concat([prefix, bytes]);
    for (
      let at = moved.indexOf(central, moved.length - tailLength);
      at >= 0;
      at = moved.indexOf(central, at + 4)
    )
      moved.writeUInt32LE(moved.readUInt32LE(at + 42) + prefix.length, at + 42);
    moved.writeUInt32LE(moved.readUInt32LE(moved.length - 6) + prefix.length, moved.length - 6);
    expect(await codes(moved)).toContain('package-zip-overlap');
  });

  test('links, devices, folders as entries', async () => {
    for (const mode of [0o120777, 0o020666, 0o040755, 0o010644])
      expect(await codes(await patchDirectory('0001.jpg', (h) => h.writeUInt16LE(mode, 40)))).toEqual([
        'package-zip-link',
      ]);
  });

  test('compression, encryption, data descriptors: no ratio can arise', async () => {
    expect(await codes(await patchDirectory('0001.jpg', (h) => h.writeUInt16LE(8, 10)))).toEqual([
      'package-zip-method',
    ]);
    for (const flag of [0x0001, 0x0008, 0x0040, 0x2000])
      expect(await codes(await patchDirectory('0001.jpg', (h) => h.writeUInt16LE(flag, 8)))).toEqual([
        'package-zip-method',
      ]);
    const bomb = await patchDirectory('0001.jpg', (h) => h.writeUInt32LE(0x7fffffff, 24));
    expect(await codes(bomb)).toContain('package-zip-method');
  });

  test('overlapping entries and gaps', async () => {
    expect(await codes(await patchDirectory('0001.jpg', (h) => h.writeUInt32LE(0, 42)))).toEqual([
      'package-zip-overlap',
    ]);
    expect(
      await codes(await patchDirectory('bag-info', (h) => h.writeUInt32LE(h.readUInt32LE(42) + 1, 42))),
    ).toEqual(['package-zip-overlap']);
    const smaller = await patchDirectory('0001.jpg', (h) => {
      h.writeUInt32LE(10, 20);
      h.writeUInt32LE(10, 24);
    });
    expect(await codes(smaller)).toContain('package-zip-overlap');
  });

  test('zip64 in every place', async () => {
    expect(await codes(await patchDirectory('0001.jpg', (h) => h.writeUInt32LE(0xffffffff, 42)))).toContain(
      'package-zip-zip64',
    );
    const bytes = await craftPackage();
    for (const [at, size] of [
      [12, 2],
      [10, 4],
      [6, 4],
    ] as const) {
      const copy = Buffer.from(bytes);
      copy.fill(0xff, copy.length - at, copy.length - at + size);
      expect(await codes(copy)).toEqual(['package-zip-zip64']);
    }
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50);
    const cut = bytes.length - 22;
    expect(await codes(Buffer.concat([bytes.subarray(0, cut), locator, bytes.subarray(cut)]))).toEqual([
      'package-zip-zip64',
    ]);
  });

  test('local headers that say something else than the directory', async () => {
    const bytes = await craftPackage();
    const at = bytes.indexOf('ggj-2021-u51-preliminary-r1/data/files/0001.jpg');
    for (const offset of [-4, -5, -9, -13, -20, -24, 0, 18]) {
      const copy = Buffer.from(bytes);
      copy[at + offset] = (copy[at + offset] ?? 0) ^ 2;
      expect((await codes(copy))[0]).toMatch(/^package-zip-(header|overlap)$/);
    }
  });

  test('extra fields and times', async () => {
    expect(await codes(await patchDirectory('0001.jpg', (h) => h.writeUInt16LE(0x5a21, 12)))).toEqual([
      'package-zip-directory',
    ]);
    expect(await codes(await patchDirectory('0001.jpg', (h) => h.writeUInt16LE(4, 30)))).toContain(
      'package-zip-directory',
    );
  });

  test('order, missing tag files', async () => {
    expect(await crafted({ entries: (entries) => entries.toReversed() })).toEqual(['package-zip-order']);
    expect(
      await crafted({ entries: (entries) => entries.filter(({ name }) => !name.endsWith('.sig')) }),
    ).toEqual(['package-zip-missing']);
    const swap = (entries: CraftedEntry[]) => [...entries.slice(0, 5), ...entries.slice(5).toReversed()];
    expect(await crafted({ entries: swap })).toEqual(['package-zip-order']);
  });

  test('limits on size and count', async () => {
    const bytes = await craftPackage();
    expect(await codes(bytes, { fileBytes: bytes.length - 1 })).toEqual(['package-too-large']);
    expect(await codes(bytes, { entries: 6 })).toEqual(['package-zip-entries']);
    expect(await codes(bytes, { documentBytes: 10 })).toEqual(['package-document-too-large']);
    const huge = await patchDirectory('bagit.txt', (h) => {
      h.writeUInt32LE(0x10000000, 20);
      h.writeUInt32LE(0x10000000, 24);
    });
    expect(await codes(huge)).toContain('package-zip-overlap');
  });
});

describe('signature confusion', () => {
  test('another namespace, another kind', async () => {
    expect(await crafted({ namespace: 'git' })).toEqual(['package-signature-namespace']);
    expect(await crafted({ namespace: 'jianbiao-formal-v1' })).toEqual(['package-signature-namespace']);
    expect(await crafted({ namespace: 'jianbiao-receipt-v1' })).toEqual(['package-signer-namespace']);
  });

  test('another key, a stolen signature, no signature', async () => {
    expect(await crafted({ signer: strangerKey })).toEqual(['package-signer-unknown']);
    const [other] = (await craftEntries({ info: { packDigest: '1'.repeat(64) } })).filter(({ name }) =>
      name.endsWith('.sig'),
    );
    expect(await crafted({ signature: () => other?.content.toString() ?? '' })).toEqual([
      'package-signature-invalid',
    ]);
    expect(await crafted({ signature: () => '' })).toEqual(['package-signature-format']);
    expect(await crafted({ signature: (text) => text.replaceAll('\n', '\r\n') })).toEqual([
      'package-signature-format',
    ]);
    expect(await crafted({ signature: (text) => `${text}\n` })).toEqual(['package-signature-format']);
  });

  test('an extra file outside the manifest, a manifest without its file', async () => {
    expect(await crafted(withEntry((base) => `${base}/data/zzz.txt`))).toEqual(['package-payload-extra']);
    const listed = `${createHash('sha256').update('x').digest('hex')}  data/zzz.txt\n`;
    expect(await crafted({ manifestText: (text) => text + listed })).toEqual(['package-payload-missing']);
  });

  test('a manifest that was signed for less, or in another form', async () => {
    const lines = (text: string) => text.split('\n');
    expect(await crafted({ tagManifestText: (text) => lines(text).slice(1).join('\n') })).toEqual([
      'package-tag-format',
    ]);
    expect(await crafted({ tagManifestText: (text) => text.replaceAll('  ', ' *') })).toEqual([
      'package-tag-format',
    ]);
    expect(await crafted({ manifestText: (text) => text.toUpperCase() })).toEqual(['package-tag-format']);
    expect(await crafted({ manifestText: (text) => text + text })).toEqual(['package-tag-format']);
    expect(await crafted({ bagitText: 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n' })).toEqual(
      ['package-tag-format'],
    );
  });

  test('bag-info that is ambiguous, of another format, or for another folder name', async () => {
    expect(await crafted({ bagInfoText: (text) => `${text}Jianbiao-Kind: formal\n` })).toEqual([
      'package-tag-format',
    ]);
    expect(await crafted({ bagInfoText: (text) => text.replace('Format: 1', 'Format: 2') })).toEqual([
      'package-format-unsupported',
    ]);
    expect(await crafted({ bagInfoText: (text) => text.replace('u51\n', 'u52\n') })).toEqual([
      'package-name-mismatch',
    ]);
    expect(await crafted({ bagInfoText: (text) => text.replace('Revision: 1', 'Revision: 01') })).toEqual([
      'package-tag-format',
    ]);
    expect(await crafted({ info: { identifier: 'ggj-2021-u51-preliminary-r2' } })).toEqual([
      'package-name-mismatch',
    ]);
    expect(await crafted({ info: { payloadFiles: 9 } })).toEqual(['package-oxum']);
    expect(await crafted({ info: { organization: '甲\u202e乙' } })).toEqual(['package-tag-format']);
  });
});

describe('documents', () => {
  const good = sampleSubmission('preliminary', 1, 200);

  test.each([
    ['depth', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'package-document-json'],
    ['duplicate keys', '{"a":1,"a":2}', 'package-document-json'],
    ['escaped duplicate keys', '{"a":1,"\\u0061":2}', 'package-document-json'],
    ['__proto__', '{"__proto__":{"x":1}}', 'package-document-json'],
    ['constructor', '{"a":{"constructor":1}}', 'package-document-json'],
    ['not JSON', '{', 'package-document-json'],
    ['empty', '', 'package-document-json'],
    ['trailing text', '{} {}', 'package-document-json'],
    ['white space', '{ }', 'package-document-canonical'],
    ['byte order mark', '\ufeff{}', 'package-document-json'],
    ['key order', '{"b":1,"a":2}', 'package-document-canonical'],
    ['number form', '{"a":1.0}', 'package-document-canonical'],
    ['lone surrogate', '{"a":"\\ud800"}', 'package-document-canonical'],
    ['other schema', '{}', 'package-document-invalid'],
  ])('%s', async (_, document, code) => {
    expect((await crafted({ document }))[0]).toBe(code);
  });

  test('bytes that are no UTF-8', async () => {
    expect(await crafted({ document: Buffer.from([0x22, 0xff, 0x22]) })).toEqual(['package-document-json']);
  });

  test('says of itself something else than the signed header', async () => {
    const change = (patch: object) =>
      crafted({ document: canonicalJson({ ...good.document, ...patch, attachments: [] }), payload: [] });
    expect(await change({ revision: 2 })).toContain('package-document-mismatch');
    expect(await change({ round: 'formal' })).toContain('package-document-mismatch');
    expect(await change({ campaign: { id: 'other', version: 1 } })).toContain('package-document-mismatch');
    expect(await change({})).toEqual(['package-attachment-missing']);
    expect(await change({ nominees: [] })).toEqual([]);
    const unused = canonicalJson({ ...good.document, nominees: [], attachments: [] });
    expect(await crafted({ document: unused })).toEqual(['package-attachment-unused']);
  });

  test('random documents never crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 5 }), async (document) => {
        const found = await crafted({ document, payload: [] });
        expect(found[0]).toMatch(/^package-document-/);
      }),
      { numRuns: 40 },
    );
  });

  test('random bytes never crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, tail) => {
        const file = tail ? Buffer.concat([bytes, zipTail([])]) : Buffer.from(bytes);
        expect((await codes(file))[0]).toMatch(/^package-/);
      }),
    );
    expect(await codes(Buffer.concat([Buffer.from('age-encryption.org/v1\n'), fixedBytes('x', 99)]))).toEqual(
      ['package-age-damaged'],
    );
  });
});

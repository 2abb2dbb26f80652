import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { repackOfficeFile } from './deterministic-zip.ts';

const core = (time: string): Uint8Array =>
  strToU8(
    `<c><dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified>${time}</dcterms:modified></c>`,
  );
const date = new Date('2021-09-02T00:00:00Z');

describe('office files', () => {
  it('gives the same bytes whatever the order, dates and compression it was made with', () => {
    const one = zipSync({
      'b.xml': strToU8('b'),
      '[Content_Types].xml': strToU8('t'),
      'docProps/core.xml': core('2020-01-01T00:00:00Z'),
    });
    const two = zipSync(
      {
        'docProps/core.xml': core('2024-05-05T01:02:03.456Z'),
        '[Content_Types].xml': strToU8('t'),
        'b.xml': strToU8('b'),
      },
      { level: 0, mtime: new Date(2024, 4, 5) },
    );
    const packed = repackOfficeFile(one, date);
    expect(Buffer.from(repackOfficeFile(two, date)).equals(Buffer.from(packed))).toBe(true);
    const entries = unzipSync(packed);
    expect(Object.keys(entries)).toEqual(['[Content_Types].xml', 'b.xml', 'docProps/core.xml']);
    expect(strFromU8(entries['docProps/core.xml'] ?? new Uint8Array())).toContain(
      '>2021-09-02T00:00:00Z</dcterms:created>',
    );
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import * as fontkit from 'fontkit';
import { describe, expect, it } from 'vitest';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { fontFaces } from './font-table.ts';
import { woffToSfnt } from './woff.ts';

const woff = readFileSync(
  fileURLToPath(new URL(`../../../node_modules/${fontFaces.kai.source}`, import.meta.url)),
);

describe('WOFF', () => {
  it('unpacks to a font with the same characters as the library reads from the WOFF itself', () => {
    const sfnt = woffToSfnt(woff, 'kai');
    const font = fontkit.create(Buffer.from(sfnt));
    if ('fonts' in font) throw new Error('collection');
    expect(font.postscriptName).toBe('LXGWWenKai-Regular');
    expect(font.characterSet.length).toBeGreaterThan(30_000);
    expect(font.layout('楷').advanceWidth).toBe(font.unitsPerEm);
  });

  it('leaves other files alone', () => {
    const bytes = Uint8Array.of(0, 1, 0, 0, 0, 0);
    expect(woffToSfnt(bytes, 'x')).toBe(bytes);
  });

  it('answers a damaged file with one error and nothing else', () => {
    const head = new Uint8Array(woff.subarray(0, 4000));
    fc.assert(
      fc.property(fc.nat(3999), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const broken = head.slice();
        broken[at] = value;
        try {
          woffToSfnt(broken, '坏字体');
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(JianbiaoError);
        }
      }),
      { numRuns: 100 },
    );
  });
});

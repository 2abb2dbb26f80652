import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hostilePictures,
  pngData,
  pngEnd,
  pngOf,
  soundJpeg,
  soundPng,
} from '../../../../test/fixtures/hostile-pictures.ts';
import { phonePhoto } from '../../../../test/fixtures/phone-photo.ts';
import { pictureFault, pictureSize } from './picture-check.ts';

describe('a picture before anything lays it out', () => {
  it('is sound when it is: JPEG, PNG of each kind, interlaced, padded', () => {
    expect(pictureFault(soundJpeg())).toBeNull();
    expect(pictureFault(phonePhoto(6, 64, 48))).toBeNull();
    expect(pictureFault(soundPng())).toBeNull();
    // Seven passes of a 6 by 8 picture: 1×1, 1×1, 2×1, 1×2, 3×2, 3×4, 6×4 pixels.
    const rows = [
      [1, 1],
      [1, 1],
      [2, 1],
      [1, 2],
      [3, 2],
      [3, 4],
      [6, 4],
    ] as const;
    const size = rows.reduce((sum, [width, height]) => sum + height * (width + 1), 0);
    const interlaced = { width: 6, height: 8, colour: 0, interlace: 1 };
    expect(pictureFault(pngOf(interlaced, pngData(new Uint8Array(size)), pngEnd))).toBeNull();
    expect(pictureFault(pngOf(interlaced, pngData(new Uint8Array(size - 1)), pngEnd))).toBe('damaged');
    expect(
      pictureFault(pngOf({ width: 9, height: 2, depth: 1, colour: 0 }, pngData(new Uint8Array(8)), pngEnd)),
    ).toBeNull();
    expect(pictureSize(soundPng(3, 4))).toEqual({ type: 'png', width: 3, height: 4 });
    expect(pictureSize(soundJpeg(24, 32))).toEqual({ type: 'jpeg', width: 24, height: 32 });
  });

  it('is refused with its fault, without being unpacked, when its header lies or its end is missing', () => {
    const faults = [...hostilePictures()].map(([what, bytes]) => [what, pictureFault(bytes)]);
    expect(faults.filter(([, fault]) => fault === null)).toEqual([]);
    const found = new Map(faults.map(([what, fault]) => [what, fault]));
    expect(found.get('PNG 60000 by 60000')).toBe('too-large');
    expect(found.get('JPEG of 60000 by 60000')).toBe('too-large');
    expect(found.get('JPEG cut in the picture')).toBe('cut-short');
    expect(found.get('JPEG without loss, which printers do not know')).toBe('kind');
  });

  it('never throws and never unpacks beyond its limits, whatever the bytes', () => {
    const seeds = [soundPng(), soundJpeg(), phonePhoto(6, 16, 16), ...hostilePictures().values()].filter(
      (bytes) => bytes.length < 5_000,
    );
    const before = process.memoryUsage().arrayBuffers;
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.nat(4_999), fc.nat(255)), { maxLength: 12 }),
        (seed, share, changes) => {
          const bytes = seed.slice(0, Math.ceil(seed.length * share));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const fault = pictureFault(bytes);
          // What is said to be printable has a size to print it at.
          if (fault === null) expect(pictureSize(bytes)?.width).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(256 << 20);
  });
});

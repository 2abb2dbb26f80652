import fc from 'fast-check';
import { decode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { PHONE_SECRETS, phonePhoto } from '../../test/fixtures/phone-photo.ts';
import { jpegOrientation, withoutMetadata } from './jpeg-metadata.ts';

describe('what a camera writes beside the picture', () => {
  it('is taken out without touching the picture, but for which way is up', () => {
    for (const orientation of [1, 6, 8]) {
      const photo = phonePhoto(orientation, 64, 48);
      expect(jpegOrientation(photo)).toBe(orientation);
      const clean = withoutMetadata(photo);
      expect(jpegOrientation(clean)).toBe(orientation);
      const text = Buffer.from(clean).toString('latin1');
      const left = PHONE_SECRETS.filter((secret) => text.includes(secret));
      expect(left).toEqual(orientation === 1 ? [] : ['Exif']);
      expect(decode(clean, { useTArray: true }).data).toEqual(decode(photo, { useTArray: true }).data);
      expect(withoutMetadata(clean)).toEqual(clean);
    }
  });

  it('is taken out though stray or fill bytes lie between the segments, or the end is missing', () => {
    const photo = phonePhoto(6, 64, 48);
    const plain = decode(photo, { useTArray: true }).data;
    // Behind SOI and the first segment: what viewers pass over (zeros), and what the standard allows (0xff).
    const behindFirst = 4 + (((photo[4] ?? 0) << 8) | (photo[5] ?? 0));
    for (const odd of [
      [0, 0],
      [0xff, 0xff, 0xff],
      [0x12, 0xff, 0x00, 0x34],
    ]) {
      const given = Uint8Array.from([...photo.slice(0, behindFirst), ...odd, ...photo.slice(behindFirst)]);
      const clean = withoutMetadata(given);
      const text = Buffer.from(clean).toString('latin1');
      expect(PHONE_SECRETS.filter((secret) => text.includes(secret))).toEqual(['Exif']);
      expect(jpegOrientation(given)).toBe(6);
      expect(decode(clean, { useTArray: true }).data).toEqual(plain);
    }
    const cut = withoutMetadata(photo.slice(0, photo.length - 400));
    expect(PHONE_SECRETS.filter((secret) => Buffer.from(cut).toString('latin1').includes(secret))).toEqual([
      'Exif',
    ]);
  });

  it('leaves a JPEG without any of it, and what is no JPEG, byte for byte', () => {
    const clean = withoutMetadata(phonePhoto(1, 16, 16));
    expect(withoutMetadata(clean)).toBe(clean);
    for (const bytes of [[], [0xff], [0xff, 0xd8], [0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff], [0x89, 0x50]]) {
      const given = Uint8Array.from(bytes);
      expect(withoutMetadata(given)).toBe(given);
    }
  });

  it('survives any bytes and any cut', () => {
    const photo = phonePhoto(6, 16, 16);
    fc.assert(
      fc.property(
        fc.nat(photo.length),
        fc.array(fc.tuple(fc.nat(photo.length - 1), fc.nat(255)), { maxLength: 8 }),
        (cut, changes) => {
          const bytes = photo.slice(0, cut);
          for (const [at, value] of changes) if (at < cut) bytes[at] = value;
          const clean = withoutMetadata(bytes);
          expect(clean.length).toBeLessThanOrEqual(bytes.length + 36);
          expect(jpegOrientation(bytes)).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });
});

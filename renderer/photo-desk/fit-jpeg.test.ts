import fc from 'fast-check';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { fitJpeg, setJpegDensity } from './fit-jpeg.ts';

const WINDOW = { min: 51_200, max: 500_000 };

/** A real encoder over a picture with the given amount of noise, as the canvas would give. */
function encoder(noise: number, width: number, height: number) {
  return async (quality: number, scale: number) => {
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    const data = new Uint8Array(w * h * 4);
    let seed = 1;
    for (let at = 0; at < data.length; at += 4) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const grey = 200 + ((seed / 2_147_483_648) * 2 - 1) * noise;
      data.set([grey, grey, grey, 255], at);
    }
    return new Uint8Array(jpeg.encode({ data, width: w, height: h }, Math.round(quality * 100)).data);
  };
}

describe('fitJpeg', () => {
  it.each([
    ['a calm portrait', 4],
    ['a noisy one', 55],
  ])('brings %s into 50 to 500 KB', async (_, noise) => {
    const fitted = await fitJpeg(encoder(noise, 413, 579), WINDOW);
    expect(fitted).not.toBeNull();
    expect(fitted?.bytes.length).toBeGreaterThanOrEqual(WINDOW.min);
    expect(fitted?.bytes.length).toBeLessThanOrEqual(WINDOW.max);
  });

  it('always ends inside the window or says that it cannot', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 3_000_000 }), async (base) => {
        const encode = async (quality: number, scale: number) =>
          new Uint8Array(Math.round(base * (0.1 + quality ** 3) * scale * scale));
        const fitted = await fitJpeg(encode, WINDOW);
        if (fitted === null) return;
        expect(fitted.bytes.length).toBeGreaterThanOrEqual(WINDOW.min);
        expect(fitted.bytes.length).toBeLessThanOrEqual(WINDOW.max);
      }),
    );
  });

  it('gives up on an empty picture instead of looping', async () => {
    expect(await fitJpeg(async () => new Uint8Array(900), WINDOW)).toBeNull();
  });
});

it('writes the print resolution where a JFIF header is', async () => {
  const bytes = setJpegDensity(await encoder(5, 40, 56)(0.8, 1), 300);
  expect([...bytes.slice(13, 18)]).toEqual([1, 1, 44, 1, 44]);
  expect(jpeg.decode(bytes).width).toBe(40);
  expect([...setJpegDensity(new Uint8Array([1, 2, 3]), 300)]).toEqual([1, 2, 3]);
});

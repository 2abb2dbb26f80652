import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesText, overLimit } from './bytes-text.ts';

const units: Readonly<Record<string, number>> = { 字节: 0, KB: 1, MB: 2, GB: 3, TB: 4 };

/** The number of bytes that a text stands for. */
function read(text: string, kilo: number): number {
  const [number = '', unit = ''] = text.split(' ');
  return Number(number) * kilo ** (units[unit] ?? Number.NaN);
}

test('A size changes its unit where the number would get four digits', () => {
  expect(bytesText(0)).toBe('0 字节');
  expect(bytesText(999)).toBe('999 字节');
  expect(bytesText(51_200)).toBe('51.2 KB');
  expect(bytesText(99_960)).toBe('100 KB');
  expect(bytesText(999_960)).toBe('1.0 MB');
  expect(bytesText(4_700_000_000)).toBe('4.7 GB');
  expect(bytesText(512_000_000_000)).toBe('512 GB');
  expect(bytesText(1023, 1024)).toBe('1023 字节');
  expect(bytesText(35 * 1024, 1024)).toBe('35.0 KB');
  expect(bytesText(1024 ** 2, 1024)).toBe('1.0 MB');
});

test('A size as text is within a twentieth of the size, in both readings, and never falls when the size grows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1000 as const, 1024 as const),
      fc.nat(2 ** 40),
      fc.nat(2 ** 40),
      (kilo, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const texts = [less, more].map((bytes) => read(bytesText(bytes, kilo), kilo));
        expect(Math.abs((texts[0] ?? 0) - less)).toBeLessThanOrEqual(less / 18);
        expect(texts[1]).toBeGreaterThanOrEqual(texts[0] ?? 0);
      },
    ),
  );
});

test('What is too large by a single byte is said to be larger than the limit', () => {
  const megabyte = 1024 ** 2;
  expect(overLimit(20 * megabyte + 1, 20 * megabyte)).toEqual({ size: '20.1 MB', limit: '20 MB' });
  expect(overLimit(100.26 * megabyte, 100 * megabyte)).toEqual({ size: '100.3 MB', limit: '100 MB' });
  expect(overLimit(64 * 1024 + 1, 64 * 1024)).toEqual({ size: '64.1 KB', limit: '64 KB' });
});

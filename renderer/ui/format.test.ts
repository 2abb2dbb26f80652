import { describe, expect, it } from 'vitest';
import { bytesText, shortDigest } from './format.ts';

describe('bytesText', () => {
  it('changes the unit where the number would get four digits', () => {
    expect(bytesText(0)).toBe('0 字节');
    expect(bytesText(999)).toBe('999 字节');
    expect(bytesText(51_200)).toBe('51.2 KB');
    expect(bytesText(999_960)).toBe('1.0 MB');
    expect(bytesText(4_700_000_000)).toBe('4.7 GB');
    expect(bytesText(512_000_000_000)).toBe('512 GB');
  });

  it('shortens digests', () => {
    expect(shortDigest('ab')).toBe('ab');
    expect(shortDigest('0123456789abcdef0123456789abcdef')).toBe('0123456789ab…abcdef');
  });
});

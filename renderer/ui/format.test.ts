import { describe, expect, it } from 'vitest';
import { shortDigest } from './format.ts';

describe('what is shown shortened', () => {
  it('shortens digests', () => {
    expect(shortDigest('ab')).toBe('ab');
    expect(shortDigest('0123456789abcdef0123456789abcdef')).toBe('0123456789ab…abcdef');
  });
});

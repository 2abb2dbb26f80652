import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength.ts';

describe('passphraseStrength', () => {
  it('refuses what is too short, and says how long it is', () => {
    expect(passphraseStrength('abc')).toEqual({ level: 0, hint: '至少 8 个字符，现在 3 个。' });
  });
  it('counts a rare character as one, not as two code units', () => {
    expect(passphraseStrength('𬱟𬱟𬱟𬱟').hint).toContain('现在 4 个');
  });
  it.each(['20210902', '13800138000', '12345678', 'aaaaaaaaaa', 'qwerty123'])(
    'calls %s easy to guess',
    (text) => {
      expect(passphraseStrength(text).level).toBe(1);
    },
  );
  it('rises with length and variety', () => {
    expect(passphraseStrength('kebiao78').level).toBe(1);
    expect(passphraseStrength('Kebiao78!xin').level).toBeGreaterThanOrEqual(2);
    expect(passphraseStrength('窗台 石榴 秤砣 六月').level).toBe(3);
  });
});

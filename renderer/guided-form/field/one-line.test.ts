import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from './one-line.ts';

describe('one line of text', () => {
  it('joins a name that was broken over lines in Word', () => {
    expect(oneLine('云麓市直属机关\r\n  事务管理局')).toBe('云麓市直属机关事务管理局');
    expect(oneLine('阿卜杜拉·买买提')).toBe('阿卜杜拉·买买提');
    expect(oneLine('两个 词')).toBe('两个 词');
  });

  it('never leaves a line break and changes nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(/[\r\n]/);
        expect(oneLine(line)).toBe(line);
        if (!/[\r\n]/.test(text)) expect(line).toBe(text);
      }),
    );
  });
});

import { expect, test } from 'vitest';
import { safeFileName } from './offered-name.ts';

test('A: a long offered name keeps the whole ending of an encrypted package', () => {
  const name = safeFileName(`反馈_${'很'.repeat(80)}_第1版.zip.age`);
  expect(name).toMatch(/^反馈_很+\.zip\.age$/);
  expect(name).toHaveLength(60);
});

test('forbidden characters and empty names', () => {
  expect(safeFileName('a/b:c.pdf')).toBe('a_b_c.pdf');
  expect(safeFileName(' .zip.age')).toBe('未命名.zip.age');
});

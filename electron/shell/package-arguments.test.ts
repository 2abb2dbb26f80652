import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageArgument } from './package-arguments.ts';

test('finds the package file that a command line names, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-args-'));
  try {
    const file = join(folder, 'ggj-2021-某省-formal-r1.zip.age');
    writeFileSync(file, '');
    writeFileSync(join(folder, 'note.txt'), '');
    expect(packageArgument(['jianbiao', file], '/')).toBe(file);
    expect(
      packageArgument(['electron', '.', '--lang=zh-CN', 'ggj-2021-某省-formal-r1.zip.age'], folder),
    ).toBe(file);
    expect(packageArgument(['jianbiao', join(folder, 'absent.zip')], '/')).toBeNull();
    expect(packageArgument(['jianbiao', join(folder, 'note.txt')], '/')).toBeNull();
    expect(packageArgument(['jianbiao', '--flag.zip'], '/')).toBeNull();
    expect(packageArgument(['x.zip'], folder)).toBeNull();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('sealing, age, SM2 and key files work without the algorithms Electron lacks', () => {
  const hide = join(import.meta.dirname, 'hide-algorithms.ts');
  const run = (file: string) =>
    execFileSync(process.execPath, ['--import', hide, join(import.meta.dirname, file)], { encoding: 'utf8' });
  expect(run('algorithms-child.ts').trim()).toBe('all well');
});

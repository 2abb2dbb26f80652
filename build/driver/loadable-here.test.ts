import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { paths } from '../kit/paths.ts';
import { loadProblem } from './loadable-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-driver-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a driver is good, no driver at all, or half a file, and none of them ends who asks', () => {
  const name = `${process.platform}-${process.arch}.node`;
  const whole = join(paths.root, 'node_modules', 'better-sqlite3', 'prebuilds', name);
  expect(loadProblem(whole)).toBeNull();
  const other = join(folder, 'other.node');
  writeFileSync(other, 'not a driver');
  expect(loadProblem(other)).toContain('other.node');
  const half = join(folder, 'half.node');
  copyFileSync(whole, half);
  for (const part of [0.004, 0.5]) {
    truncateSync(half, Math.floor(statSync(whole).size * part));
    expect(loadProblem(half)).not.toBeNull();
    copyFileSync(whole, half);
  }
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePart } from './part-folder.ts';

test('what a run left that was broken off goes with the next one; what is being made, and drivers, stay', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jianbiao-parts-'));
  const [dead, old, young, driver] = [
    'part-99999999-AbCdEf',
    'part-OldOne',
    'part-YngOne',
    'linux-x64-0123.node',
  ].map((name) => join(parent, name));
  for (const folder of [dead, old, young, driver]) mkdirSync(folder ?? expect.unreachable());
  const before = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(old ?? expect.unreachable(), before, before);
  const mine = makePart(parent);
  expect(makePart(parent)).not.toBe(mine);
  const there = [dead, old, young, driver, mine].map((path) => existsSync(path ?? ''));
  expect(there).toEqual([false, false, true, true, true]);
  rmSync(parent, { recursive: true });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sameForAll } from '../screens/screens.ts';
import { LOOP_DAY, makeLoop } from '../screens/worlds.ts';
import { violationsOf } from './looks.ts';

/** As one-workspace.test.ts, for what has been sent and answered: the unit's side and the office's. */

const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-axe-'));
let loop = { office: '', unit: '' };

beforeAll(async () => {
  loop = await makeLoop(scratch);
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a unit that has been through both rounds', { timeout: 400_000 }, async () => {
  expect(await violationsOf(loop.unit, 'unit', '示例省机关事务管理局', LOOP_DAY)).toEqual([]);
});

test('the office', { timeout: 300_000 }, async () => {
  // What is the same for all has been looked at on the unit's desk.
  const office = await violationsOf(
    loop.office,
    'office',
    '评选表彰工作领导小组办公室',
    LOOP_DAY,
    sameForAll,
  );
  expect(office).toEqual([]);
});

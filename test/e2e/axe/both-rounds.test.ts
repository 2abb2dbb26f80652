import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sameForAll } from '../screens/screens.ts';
import { HOST, makeTwoLevels, RECEIVER, TWO_LEVELS_DAY } from '../screens/two-levels.ts';
import { LOOP_DAY, makeLoop } from '../screens/worlds.ts';
import { violationsOf } from './looks.ts';

/** As one-workspace.test.ts, for what has been sent and answered: at every level. */

const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-axe-'));
let loop = { office: '', unit: '' };

beforeAll(async () => {
  loop = await makeLoop(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a unit that has been through both rounds', async () => {
  expect(await violationsOf(loop.unit, 'unit', '示例省机关事务管理局', LOOP_DAY)).toEqual([]);
});

test('the office', async () => {
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

test('a host unit and its recommending unit', async () => {
  const levels = await makeTwoLevels();
  try {
    expect(await violationsOf(levels.host, 'host', HOST, TWO_LEVELS_DAY)).toEqual([]);
    expect(await violationsOf(levels.receiver, 'receiver', RECEIVER, TWO_LEVELS_DAY)).toEqual([]);
  } finally {
    await levels.close();
  }
});

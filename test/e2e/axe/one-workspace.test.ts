import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settle } from '../screens/open-page.ts';
import { sameForAll } from '../screens/screens.ts';
import { startScreens } from '../screens/start-screens.ts';
import { makeWorlds, WORLD_DAY, WORLDS } from '../screens/worlds.ts';
import { openLocalApp } from '../support/local-app.ts';
import { violations, violationsOf } from './looks.ts';

/** WCAG 2.2 on every page (issue 5: acceptance): none serious, none critical, in any look, with and without data. */

const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-axe-'));
const data = join(scratch, 'data');

beforeAll(() => makeWorlds(data, ['empty', 'errors']));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the start page', async () => {
  const app = await openLocalApp({ dataDir: join(scratch, 'start') });
  try {
    const found: string[] = [];
    for (const screen of startScreens) {
      await screen.show(app.page);
      await settle(app.page);
      found.push(...(await violations(app.page, screen.name)));
    }
    expect(found).toEqual([]);
  } finally {
    await app.close();
  }
});

test('an empty workspace', async () => {
  // What is the same for all is looked at in both-rounds.test.ts.
  expect(await violationsOf(data, 'empty', WORLDS.empty, WORLD_DAY, sameForAll)).toEqual([]);
});

test('a workspace full of mistakes', async () => {
  expect(await violationsOf(data, 'errors', WORLDS.errors, WORLD_DAY)).toEqual([]);
});

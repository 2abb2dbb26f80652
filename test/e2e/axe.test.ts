import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDialogs, enter, settle } from './screens/open-page.ts';
import { type ScreenWorld, screensOf } from './screens/screens.ts';
import { startScreens } from './screens/start-screens.ts';
import { LOOP_DAY, makeLoop, makeWorlds, WORLD_DAY, WORLD_PASSPHRASE, WORLDS } from './screens/worlds.ts';
import { seriousViolations } from './support/axe.ts';
import { openLocalApp } from './support/local-app.ts';

/** Every look of the window; the system's wishes bring them about, as the appearance stands on 随系统. */
const LIGHT = { name: 'light', colorScheme: 'light', contrast: 'no-preference' } as const;
const DARK = { name: 'dark', colorScheme: 'dark', contrast: 'no-preference' } as const;
const HIGH = { name: 'high contrast', colorScheme: 'light', contrast: 'more' } as const;
const HIGH_DARK = { name: 'high contrast, dark', colorScheme: 'dark', contrast: 'more' } as const;

/** Only these rules depend on the look; the others are asked once. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-axe-'));
const data = join(scratch, 'data');
let loop = { office: '', unit: '' };

beforeAll(async () => {
  await makeWorlds(data, ['empty', 'errors']);
  loop = await makeLoop(join(scratch, 'loop'));
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let screens = 0;

/**
 * What axe says of the page as it stands, in light, dark and high contrast, with the screen's and the look's name before
 * it. High contrast is looked at in light and in dark by turns.
 */
async function violations(page: Page, screen: string): Promise<string[]> {
  screens += 1;
  const found: string[] = [];
  for (const { name, ...media } of [LIGHT, DARK, screens % 2 === 0 ? HIGH : HIGH_DARK]) {
    // No transitions: a colour on its way from one look to the other is in neither.
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.waitForTimeout(50);
    await page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
          .map((one) => one.finished),
      ),
    );
    const lines = await seriousViolations(page, name === 'light' ? undefined : COLOUR_RULES);
    found.push(...lines.map((line) => `${screen}, ${name}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: LIGHT.colorScheme, contrast: LIGHT.contrast });
  return found;
}

async function violationsOf(
  dataDir: string,
  world: ScreenWorld,
  workspace: string,
  moment: string,
): Promise<string[]> {
  const app = await openLocalApp({ dataDir, moment });
  try {
    await enter(app.page, workspace, WORLD_PASSPHRASE);
    const found: string[] = [];
    for (const screen of screensOf(world)) {
      await screen.show(app.page);
      found.push(...(await violations(app.page, screen.name)));
      await closeDialogs(app.page);
    }
    return found;
  } finally {
    await app.close();
  }
}

/** WCAG 2.2 on every page (issue 5: acceptance): none serious, none critical, in any look, with and without data. */
test('the start page', { timeout: 200_000 }, async () => {
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

test('an empty workspace', { timeout: 300_000 }, async () => {
  expect(await violationsOf(data, 'empty', WORLDS.empty, WORLD_DAY)).toEqual([]);
});

test('a workspace full of mistakes', { timeout: 300_000 }, async () => {
  expect(await violationsOf(data, 'errors', WORLDS.errors, WORLD_DAY)).toEqual([]);
});

test('a unit that has been through both rounds', { timeout: 400_000 }, async () => {
  expect(await violationsOf(loop.unit, 'unit', '示例省机关事务管理局', LOOP_DAY)).toEqual([]);
});

test('the office', { timeout: 300_000 }, async () => {
  expect(await violationsOf(loop.office, 'office', '评选表彰工作领导小组办公室', LOOP_DAY)).toEqual([]);
});

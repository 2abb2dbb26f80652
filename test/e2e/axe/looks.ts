import type { Page } from 'playwright-core';
import { closeDialogs, enter } from '../screens/open-page.ts';
import { type ScreenWorld, screensOf } from '../screens/screens.ts';
import { WORLD_PASSPHRASE } from '../screens/worlds.ts';
import { seriousViolations } from '../support/axe.ts';
import { openLocalApp } from '../support/local-app.ts';

/** Every look of the window; the system's wishes bring them about, as the appearance stands on 随系统. */
const LIGHT = { name: 'light', colorScheme: 'light', contrast: 'no-preference' } as const;
const DARK = { name: 'dark', colorScheme: 'dark', contrast: 'no-preference' } as const;
const HIGH = { name: 'high contrast', colorScheme: 'light', contrast: 'more' } as const;
const HIGH_DARK = { name: 'high contrast, dark', colorScheme: 'dark', contrast: 'more' } as const;

/** Only these rules depend on the look; the others are asked once. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

let screens = 0;

/**
 * What axe says of the page as it stands, in light, dark and high contrast, with the screen's and the look's name before
 * it. High contrast is looked at in light and in dark by turns.
 */
export async function violations(page: Page, screen: string): Promise<string[]> {
  screens += 1;
  const found: string[] = [];
  for (const { name, ...media } of [LIGHT, DARK, screens % 2 === 0 ? HIGH : HIGH_DARK]) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.waitForFunction(
      ([scheme, contrast]) =>
        document.documentElement.dataset.mantineColorScheme === scheme &&
        document.documentElement.dataset.contrast === contrast,
      [media.colorScheme, media.contrast === 'more' ? 'high' : 'normal'],
    );
    const lines = await seriousViolations(page, name === 'light' ? undefined : COLOUR_RULES);
    found.push(...lines.map((line) => `${screen}, ${name}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: LIGHT.colorScheme, contrast: LIGHT.contrast });
  return found;
}

/** What axe says of every state of a world but some, whose workspace is opened by its name at a moment. */
export async function violationsOf(
  dataDir: string,
  world: ScreenWorld,
  workspace: string,
  moment: string,
  seenElsewhere: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const app = await openLocalApp({ dataDir, moment });
  try {
    await enter(app.page, workspace, WORLD_PASSPHRASE);
    const found: string[] = [];
    for (const screen of screensOf(world)) {
      if (seenElsewhere.has(screen.name)) continue;
      await screen.show(app.page);
      found.push(...(await violations(app.page, screen.name)));
      await closeDialogs(app.page);
    }
    return found;
  } finally {
    await app.close();
  }
}

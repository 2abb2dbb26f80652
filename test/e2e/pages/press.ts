import type { Locator } from 'playwright-core';

const TRIES = 4;
const PATIENCE_MS = 6_000;

/**
 * Clicks until the outcome shows. A finding that arrives between mouse down and mouse up moves the page under the
 * pointer, and the click then hits nothing: a person clicks again, and so does this. Throws when nothing helps.
 */
export async function pressUntil(button: Locator, outcome: Locator): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await button.click();
    try {
      await outcome.waitFor({ timeout: PATIENCE_MS });
      return;
    } catch (thrown) {
      if (attempt === TRIES || !(await button.isVisible())) throw thrown;
    }
  }
}

/** Ticks a radio or box, again if the page moved under the pointer. */
export async function tick(choice: Locator): Promise<void> {
  for (let attempt = 1; attempt <= TRIES && !(await choice.isChecked()); attempt += 1) {
    await choice.click();
    for (let wait = 0; wait < 10 && !(await choice.isChecked()); wait += 1)
      await choice.page().waitForTimeout(50);
  }
  if (!(await choice.isChecked())) throw new Error(`could not tick ${String(choice)}`);
}

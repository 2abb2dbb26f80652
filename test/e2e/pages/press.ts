import type { Locator } from 'playwright-core';

/**
 * Clicks once and waits until the outcome shows. Once, because a clerk clicks once: what appears in answer to leaving a
 * field must not move the page under the pointer (renderer/ui/use-steady.ts).
 */
export async function pressUntil(button: Locator, outcome: Locator): Promise<void> {
  await button.click();
  await outcome.waitFor();
}

/** Ticks a radio or box with one click. */
export async function tick(choice: Locator): Promise<void> {
  if (await choice.isChecked()) return;
  await choice.click();
  // The test's own patience ends this.
  while (!(await choice.isChecked())) await choice.page().waitForTimeout(50);
}

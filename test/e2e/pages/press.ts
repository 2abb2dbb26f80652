import type { Locator } from 'playwright-core';

const PATIENCE_MS = 30_000;

/**
 * Clicks once and waits until the outcome shows. Once, because a clerk clicks once: what appears in answer to leaving a
 * field must not move the page under the pointer (renderer/ui/use-steady.ts).
 */
export async function pressUntil(button: Locator, outcome: Locator): Promise<void> {
  await button.click();
  await outcome.waitFor({ timeout: PATIENCE_MS });
}

/** Ticks a radio or box with one click. */
export async function tick(choice: Locator): Promise<void> {
  if (await choice.isChecked()) return;
  await choice.click();
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await choice.isChecked())) {
    if (Date.now() > deadline) throw new Error(`could not tick ${String(choice)}`);
    await choice.page().waitForTimeout(50);
  }
}

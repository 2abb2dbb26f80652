import type { Page } from 'playwright-core';
import type { ApiAnswer, MethodName } from '../../../shared/api.ts';
import { unlockWorkspace } from '../pages/start-page.ts';

/** One page in one state. */
export interface Screen {
  /** File name of its picture, without folder and extension. */
  readonly name: string;
  /** Brings the open workspace into the state. */
  readonly show: (page: Page) => Promise<void>;
}

/** Asks the engine as the window does; gives the answer's value. */
export async function ask<M extends MethodName>(page: Page, method: M, args: object): Promise<unknown> {
  const answer = await page.evaluate(
    async ([name, given]) =>
      (await window.jianbiao?.call(name as MethodName, given as never)) as ApiAnswer | undefined,
    [method, args] as const,
  );
  if (answer === undefined || !answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** How long a page must stand still to count as finished. */
const STILL_MS = 120;

/** Waits until nothing of the page is still being read or drawn. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('main, [role="main"]') !== null &&
      document.querySelectorAll('.mantine-Loader-root').length === 0,
  );
  await page.evaluate(async (still) => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await new Promise<void>((resolve) => {
      const done = () => {
        watch.disconnect();
        resolve();
      };
      let timer = setTimeout(done, still);
      const watch = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(done, still);
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  }, STILL_MS);
  await page.waitForFunction(() => document.querySelectorAll('.mantine-Loader-root').length === 0);
}

/** Opens an address of the window without a click. */
export async function openRoute(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, route);
  await settle(page);
}

/** A page as its address opens it. */
export function route(to: string): Screen['show'] {
  return (page) => openRoute(page, to);
}

/** A tab of a page. */
export function tab(to: string, name: string): Screen['show'] {
  return async (page) => {
    await openRoute(page, to);
    await page.getByRole('tab', { name, exact: true }).click();
    await settle(page);
  };
}

/** The id of the nth nominee of a kind. */
export async function nomineeId(page: Page, kind: 'collective' | 'individual', at: number): Promise<string> {
  const list = (await ask(page, 'records.list', {})) as readonly { id: string; kind: string }[];
  const found = list.filter((entry) => entry.kind === kind)[at];
  if (found === undefined) throw new Error(`no ${kind} ${at}`);
  return found.id;
}

/** The form of the nth nominee, opened at a part of it. */
export function form(
  kind: 'collective' | 'individual',
  formId: string,
  part: number,
  at = 0,
  then?: Screen['show'],
): Screen['show'] {
  return async (page) => {
    await openRoute(page, `/form/${await nomineeId(page, kind, at)}/${formId}`);
    await page
      .getByRole('navigation', { name: '本表各部分' })
      .getByRole('button')
      .or(page.getByRole('navigation', { name: '本表各部分' }).getByRole('link'))
      .nth(part)
      .click();
    await settle(page);
    await then?.(page);
  };
}

/** A tab whose name carries a count. */
export async function openTabLike(page: Page, to: string, name: RegExp): Promise<void> {
  await openRoute(page, to);
  await page.getByRole('tab', { name }).click();
  await settle(page);
}

/** Closes whatever list, menu or dialog a state has opened; a list inside a dialog takes two keys. */
export async function closeDialogs(page: Page): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
    if ((await page.locator('[role="dialog"], [role="menu"]').count()) === 0) return;
  }
}

/** Opens a workspace on the start page and waits for its first page. */
export async function enter(page: Page, name: string, passphrase: string): Promise<void> {
  await unlockWorkspace(page, name, passphrase);
  await settle(page);
}

import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** Which fonts really draw an element's text, as Chromium's own inspector tells. */
const drawn = z.object({
  fonts: z.array(z.looseObject({ familyName: z.string(), isCustomFont: z.boolean() })),
});

async function fontsOf(page: Page, selector: string): Promise<z.infer<typeof drawn>['fonts']> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('DOM.enable');
  await inspector.send('CSS.enable');
  const { root } = await inspector.send('DOM.getDocument');
  const { nodeId } = await inspector.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = drawn.parse(await inspector.send('CSS.getPlatformFontsForNode', { nodeId }));
  await inspector.detach();
  return fonts;
}

/** Puts a name on the page in the window's own type. */
async function showName(page: Page, name: string): Promise<void> {
  await page.evaluate((text) => {
    const line = document.querySelector('#name') ?? document.createElement('p');
    line.id = 'name';
    line.textContent = text;
    document.querySelector('main')?.append(line);
  }, name);
}

let app: LocalApp;
afterEach(() => app.close());

test('a PC without any Chinese font shows the whole window all the same, rare names too', async () => {
  app = await openLocalApp({ systemFonts: 'latin' });
  const { page } = app;
  await page.getByRole('heading', { name: '新建工作区' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  expect(await fontsOf(page, 'h1')).toEqual([
    expect.objectContaining({ familyName: 'Noto Sans SC Medium', isCustomFont: true }),
  ]);
  await showName(page, '𬱟㛃𠮷');
  const names = async () => (await fontsOf(page, '#name')).map(({ familyName }) => familyName).sort();
  await expect.poll(names).toEqual(['LXGW WenKai', 'Noto Serif SC']);
  expect(app.problems).toEqual([]);
});

test('where the system has Chinese its own type is used, and ours for what it lacks', async () => {
  app = await openLocalApp();
  const { page } = app;
  await page.getByRole('heading', { name: '新建工作区' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  await showName(page, '阿卜杜拉·买买提𬱟㛃');
  expect((await fontsOf(page, '#name')).some(({ isCustomFont }) => isCustomFont)).toBe(false);
  // The imagined system's fonts end before extension B, as those of most do.
  await showName(page, '𠮷');
  // The font is fetched only now that a character asks for it: on a busy machine the first look finds none.
  await expect
    .poll(() => fontsOf(page, '#name'))
    .toEqual([expect.objectContaining({ familyName: 'LXGW WenKai', isCustomFont: true })]);
  const loaded = await page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
  );
  expect(loaded.join()).not.toContain('Jianbiao Hei');
  expect(app.problems).toEqual([]);
});

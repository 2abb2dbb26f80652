import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** How a real browser gets in and stays in: one-time addresses, the cookie, F5, a second window. */

let app: LocalApp;
beforeAll(async () => {
  app = await openLocalApp();
});
afterAll(() => app.close());

const heading = { name: '新建工作区' };

test('the window opens, and neither its address nor what its scripts can read holds a key', async () => {
  const { page, context } = app;
  await page.getByRole('heading', heading).waitFor();
  expect(page.url()).not.toContain('code=');
  const readable = await page.evaluate(() => [
    document.cookie,
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify({ ...localStorage }),
    JSON.stringify(history.state),
  ]);
  const cookies = await context.cookies(page.url());
  expect(cookies).toMatchObject([{ name: 'jianbiao', httpOnly: true, sameSite: 'Strict', expires: -1 }]);
  expect(readable.join()).not.toContain(cookies[0]?.value);
  expect(readable[0]).toBe('');
  // A cookie of the whole host would be sent to other users' servers on 127.0.0.1 too.
  expect(await context.cookies(`http://127.0.0.1:${app.shell.port + 1}/`)).toEqual([]);
});

test('a browser in another language offers no translation, which would send the form away', async () => {
  expect(await app.page.locator('meta[name="google"]').getAttribute('content')).toBe('notranslate');
});

test('F5 and a second window of the same browser work', async () => {
  const { page, context } = app;
  await page.reload();
  await page.getByRole('heading', heading).waitFor();
  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByRole('heading', heading).waitFor();
  await expect.poll(() => app.shell.windows()).toBe(2);
  await second.close();
});

test('another browser that learns the address gets no further than the page that says where to get one', async () => {
  const other = await (app.context.browser() ?? expect.unreachable()).newContext();
  const page = await other.newPage();
  await page.goto(app.page.url());
  await page.getByText('请从启动荐表的终端窗口取得打开地址').waitFor();
  const spent = app.shell.newAddress({ route: '/' });
  await page.goto(spent);
  await page.getByRole('heading', heading).waitFor();
  await page.goto('about:blank');
  await page.goto(spent);
  await page.getByText('这个地址已经用过或已经过期').waitFor();
  await other.close();
});

test('nothing of it stands in the console as an error', () => {
  // The refused code of the test before is another page's.
  expect(app.problems).toEqual([]);
});

test('a window whose program has ended says so by itself', async () => {
  const gone = await openLocalApp();
  await gone.page.getByRole('heading', heading).waitFor();
  await gone.shell.close();
  await gone.page.getByRole('alert').filter({ hasText: '荐表已经退出，这个窗口不能再用' }).waitFor();
  await gone.close();
});

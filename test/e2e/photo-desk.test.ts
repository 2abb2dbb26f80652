import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'jpeg-js';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  groupPicture,
  jpegOf,
  type Person,
  personPicture,
  plainPicture,
  resized,
} from '../fixtures/face-pictures.ts';
import { type FaceApiPage, openFaceApi } from '../support/face-api.ts';
import { Keyboard } from './pages/keyboard.ts';
import { enter, nomineeId, openRoute } from './screens/open-page.ts';
import { makeWorlds, WORLD_DAY, WORLD_PASSPHRASE, WORLDS } from './screens/worlds.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

/** The photo desk finds the head by itself: as the clerk sees it, in a real browser under the window's own policy. */

const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-photo-'));
const dataDir = join(scratch, 'data');
let app: LocalApp;
let faceApi: FaceApiPage;

beforeAll(async () => {
  await makeWorlds(dataDir, ['half']);
  faceApi = await openFaceApi();
});
afterAll(async () => {
  await faceApi.close();
  rmSync(scratch, { recursive: true, force: true });
});
beforeEach(async () => {
  app = await openLocalApp({ dataDir, moment: WORLD_DAY });
});
afterEach(async () => {
  const { problems } = app;
  await app.close();
  expect(problems).toEqual([]);
});

/** Goes to the first individual's photo desk and opens a picture there, by the mouse or by the keyboard. */
async function openPicture(bytes: Buffer, press?: (button: Locator) => Promise<void>): Promise<void> {
  const { page } = app;
  await enter(page, WORLDS.half, WORLD_PASSPHRASE);
  await openRoute(page, `/photo/${await nomineeId(page, 'individual', 0)}`);
  const file = join(scratch, '原图.jpg');
  writeFileSync(file, bytes);
  const button = page.getByRole('button', { name: /^(选择照片|换一张照片)$/ });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    press === undefined ? button.click() : press(button),
  ]);
  await chooser.setFiles(file);
}

const says = (text: RegExp): Promise<void> =>
  app.page.getByRole('status').filter({ hasText: text }).waitFor();

const checkLine = (text: RegExp): Locator =>
  app.page.getByRole('list', { name: '照片检查' }).getByRole('listitem').filter({ hasText: text });

/** The head box as the screen shows it, in shares of the photo. */
async function boxOnScreen(): Promise<{ left: number; top: number; right: number; bottom: number }> {
  const frame = await app.page.locator('canvas').boundingBox();
  const box = await app.page.getByRole('slider', { name: /^头部框/ }).boundingBox();
  if (frame === null || box === null) throw new Error('no head box to be seen');
  return {
    left: (box.x - frame.x) / frame.width,
    top: (box.y - frame.y) / frame.height,
    right: (box.x + box.width - frame.x) / frame.width,
    bottom: (box.y + box.height - frame.y) / frame.height,
  };
}

/** The landmarks that face-api's larger model, which the program does not use, sees in the box, in shares of the photo. */
async function landmarksInBox(): Promise<readonly (readonly [number, number])[]> {
  const url = await app.page.locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
    return canvas.toDataURL('image/jpeg', 0.95);
  });
  const photo = decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'), { useTArray: true });
  // The model wants a square that the face fills: the head without its hair and a little beside it.
  const box = await boxOnScreen();
  const side = (box.bottom - box.top) * photo.height * 0.72;
  const left = ((box.left + box.right) / 2) * photo.width - side / 2;
  const top = (box.bottom + 0.02) * photo.height - side;
  const data = new Uint8Array(112 * 112 * 4);
  for (let y = 0; y < 112; y += 1)
    for (let x = 0; x < 112; x += 1) {
      const fromX = Math.floor(left + ((x + 0.5) * side) / 112);
      const fromY = Math.floor(top + ((y + 0.5) * side) / 112);
      const from = (fromY * photo.width + fromX) * 4;
      data.set(photo.data.subarray(from, from + 4), (y * 112 + x) * 4);
    }
  const points = await faceApi.landmarks({ data, width: 112, height: 112 }, 'large');
  return points.map(([x, y]) => [
    (left + (x * side) / 112) / photo.width,
    (top + (y * side) / 112) / photo.height,
  ]);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test.each(['front', 'smiling'] as const satisfies readonly Person[])(
  'the head of %s is found, framed and measured',
  async (person) => {
    await openPicture(jpegOf(personPicture(person)));
    await says(/已找到头部并裁好/);
    await checkLine(/头部占照片 (5[1-9]|6\d)%，达到一半/).waitFor();

    await app.page.getByText('标出头部', { exact: true }).click();
    const box = await boxOnScreen();
    const points = await landmarksInBox();
    const eyes = [points.slice(36, 42), points.slice(42, 48)].map((eye) => ({
      x: mean(eye.map(([x]) => x)),
      y: mean(eye.map(([, y]) => y)),
    }));
    const [leftEye, rightEye] = eyes;
    const chin = points[8];
    if (leftEye === undefined || rightEye === undefined || chin === undefined)
      throw new Error('no landmarks');
    for (const { x, y } of eyes) {
      expect(x).toBeGreaterThan(box.left);
      expect(x).toBeLessThan(box.right);
      expect(y).toBeGreaterThan(box.top + 0.15);
    }
    // The chin is inside, and the box ends at it.
    expect(chin[1]).toBeLessThan(box.bottom + 0.02);
    expect(chin[1]).toBeGreaterThan(box.bottom - 0.08);
    // Eyes level, face about the middle, air above the hair, neck below the chin.
    const high = 49 / 35;
    expect(Math.abs(((rightEye.y - leftEye.y) * high) / (rightEye.x - leftEye.x))).toBeLessThan(0.06);
    expect(Math.abs((leftEye.x + rightEye.x) / 2 - 0.5)).toBeLessThan(0.1);
    expect(box.top).toBeGreaterThan(0.02);
    expect(box.bottom).toBeLessThan(0.95);
  },
);

test('what the clerk changes stays until the proposal is asked back, and is kept with the photo', async () => {
  await openPicture(jpegOf(personPicture('front')));
  const { page } = app;
  await says(/已找到头部并裁好/);
  const share = checkLine(/^.*头部占照片/);
  const proposed = await share.innerText();
  const stage = page.locator('canvas');
  await stage.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('-');
  await says(/已改动/);
  expect(await share.innerText()).not.toBe(proposed);
  await page.getByRole('button', { name: '自动找头部' }).click();
  await says(/已找到头部并裁好/);
  expect(await share.innerText()).toBe(proposed);

  // Another size is framed anew.
  await page.getByText('35×53 毫米', { exact: true }).click();
  await says(/已找到头部并裁好/);
  await checkLine(/头部占照片 (5[1-9]|6\d)%，达到一半/).waitFor();
  await page.getByRole('button', { name: '保存照片' }).click();
  await page.getByText(/头部占 (5[1-9]|6\d)%/).waitFor();
});

test('the keyboard alone brings the proposal back and saves it', async () => {
  const { page } = app;
  const keys = new Keyboard(page);
  page.on('filechooser', () => undefined);
  await openPicture(jpegOf(personPicture('smiling')), (button) => keys.activate(button));
  await says(/已找到头部并裁好/);
  await keys.choose(
    page.getByRole('radiogroup', { name: '拖动什么' }),
    page.getByRole('radio', { name: '标出头部' }),
  );
  await keys.reach(page.getByRole('slider', { name: /^头部框/ }));
  await keys.press('Shift+ArrowUp');
  await says(/已改动/);
  await keys.activate(page.getByRole('button', { name: '自动找头部' }));
  await says(/已找到头部并裁好/);
  await keys.activate(page.getByRole('button', { name: '保存照片' }));
  await page.getByText('已保存的照片').waitFor();
});

test('nobody in the picture: the clerk is told, and marks the head by hand', async () => {
  await openPicture(jpegOf(plainPicture()));
  await says(/没有找到人脸/);
  await checkLine(/头部比例：请切换到“标出头部”/).waitFor();
  await app.page.getByText('标出头部', { exact: true }).click();
  await checkLine(/头部占照片 52%，达到一半/).waitFor();
});

test('several people: cropped to one, the button finds that one', async () => {
  const group = groupPicture();
  await openPicture(jpegOf(resized(group, 1200, Math.round((1200 * group.height) / group.width))));
  await says(/照片里不止一个人/);
  const { page } = app;
  const stage = page.locator('canvas');
  await stage.focus();
  // Closer, and over to the face in the upper middle.
  for (let press = 0; press < 34; press += 1) await page.keyboard.press('+');
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('Shift+ArrowDown');
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.getByRole('button', { name: '自动找头部' }).click();
  await says(/已找到头部并裁好/);
  await checkLine(/头部占照片 (5[1-9]|6\d)%，达到一半/).waitFor();
});

test('a search that fails leaves the manual way and no error', async () => {
  await app.page.evaluate(() => {
    // The worker gets what is no picture, and throws.
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker) {
      send.call(this, null);
    };
  });
  await openPicture(jpegOf(personPicture('front')));
  await says(/这台电脑不能自动找头部/);
  await app.page.getByText('标出头部', { exact: true }).click();
  await checkLine(/头部占照片 52%，达到一半/).waitFor();
});

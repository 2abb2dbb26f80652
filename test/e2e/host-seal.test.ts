import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DeskLoop, passphrase } from '../support/desk-loop.ts';
import { importBy } from './pages/paper-and-seal.ts';
import { goTo, unlockWorkspace } from './pages/start-page.ts';
import { type Desk, openLocalDesk } from './support/desk.ts';

const HOST = '云麓市机关事务服务中心';
const MIDDLE = '示例省机关事务管理局';
const loop = new DeskLoop();
/** A folder for pictures of the steps, where one wants to look at them. */
const shots = process.env.JIANBIAO_SHOTS;
let desk: Desk;
let enrolment = '';
let fingerprint = '';
let sealed = '';

beforeAll(async () => {
  const office = await loop.office();
  const middle = await loop.unit(MIDDLE, 'recommender', office, null);
  const host = await loop.unit(HOST, 'host', office, 'province');
  fingerprint = middle.fingerprint;
  enrolment = join(loop.stick, middle.enrolment);
  await host.client.close();
  desk = await openLocalDesk({ dataDir: loop.dataDir(HOST), moment: '2021-09-16T03:00:00Z' });
  await unlockWorkspace(desk.page, HOST, passphrase);
});
afterAll(async () => {
  await desk.close();
  await loop.close();
});

async function shoot(name: string): Promise<void> {
  if (shots === undefined) return;
  for (const [width, height] of [
    [1366, 768],
    [1092, 614],
    [1920, 1080],
  ] as const) {
    await desk.page.setViewportSize({ width, height });
    await desk.page.screenshot({ path: join(shots, `${name}-${width}.png`) });
  }
  await desk.page.setViewportSize({ width: 1366, height: 768 });
}

test('A: a host that enrols its recommending unit by the wizard’s own link seals for that unit alone', async () => {
  const { page } = desk;
  const next = page.getByRole('button', { name: '下一步：存放位置' });
  await goTo(page, '封包');
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  await page.getByText('没有收件单位的密钥，不能加密').waitFor();
  expect(await next.isDisabled()).toBe(true);
  await shoot('no-recipient');
  await page.getByRole('checkbox', { name: '仍不加密' }).check();
  await page.getByRole('textbox', { name: '不加密的原因' }).waitFor();
  expect(await next.isDisabled()).toBe(true);
  await shoot('plain-choice');
  await page.getByRole('checkbox', { name: '仍不加密' }).uncheck();

  await page.getByRole('link', { name: '去单位登记' }).click();
  await importBy(desk, '导入登记包', enrolment);
  await page.getByLabel('盖章纸面上的指纹').fill(fingerprint);
  await page.getByRole('button', { name: '指纹一致，登记这个单位' }).click();
  await page.getByText(`“${MIDDLE}”已登记。`).first().waitFor();

  await goTo(page, '封包');
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  await page.getByText(`封包加密，只有${MIDDLE}能打开。`).waitFor();
  await shoot('encrypted');
  await next.click();
  await page.getByText(`加密给${MIDDLE}`).waitFor();
  await shoot('target');
  const path = await desk.withSave(async () => {
    await page.getByRole('button', { name: '另存为文件' }).click();
    await page.getByText('将保存到：').waitFor();
    await page.getByRole('button', { name: '开始封包' }).click();
  });
  await page.getByRole('heading', { name: '封包完成' }).waitFor();
  // Where several units could be the receiver, the page says which of them it is; so does the record, below.
  await page.getByText(`已加密，只有${MIDDLE}能打开`).waitFor();
  expect(path).toMatch(/-preliminary-r1\.zip\.age$/);
  expect(readFileSync(path).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  sealed = path;
  expect(desk.problems).toEqual([]);
});

test('arch-10: the sealed package becomes a disc image and a disc folder, and no other file does', async () => {
  const { page } = desk;
  const bytes = readFileSync(sealed);
  await page.getByRole('button', { name: '制作光盘' }).click();
  const dialog = page.getByRole('dialog', { name: '制作光盘' });
  await dialog.getByText('请选择这一版的封包文件').waitFor();
  expect(await dialog.getByRole('button', { name: '制作', exact: true }).isDisabled()).toBe(true);
  await shoot('disc-begin');
  const choose = async (button: string, file: string) => {
    await desk.withFiles([file], () => dialog.getByRole('button', { name: button }).click());
    await dialog.getByText(basename(file), { exact: true }).waitFor();
  };
  const make = (button: string) => dialog.getByRole('button', { name: button, exact: true }).click();

  await choose('选择封包文件', enrolment);
  await make('制作');
  await dialog.getByRole('alert').getByText('与封包时写出的文件不同').waitFor();
  await shoot('disc-refused');
  await choose('换一个文件', sealed);
  const image = await desk.withSave(() => make('制作'));
  await dialog.getByText('已做好并读回核对').waitFor();
  await dialog.getByText('一张 CD 光盘（700 MB）放得下').waitFor();
  await shoot('disc-made');
  expect(basename(image)).toBe(basename(sealed).replace('.zip.age', '.iso'));
  expect(readFileSync(image).includes(bytes)).toBe(true);

  // The folder dialog of the local shell begins at home.
  const home = join(desk.folder, 'home');
  mkdirSync(home);
  vi.stubEnv('HOME', home);
  const makeFolder = async () => {
    await make('再做一份');
    const folders = page.getByRole('dialog', { name: '把光盘文件夹放到' });
    await folders.getByRole('button', { name: '个人文件夹' }).click();
    await folders.getByText('当前：').waitFor();
    await folders.getByRole('button', { name: '选择此文件夹' }).click();
  };
  await dialog.getByRole('radio', { name: '光盘文件夹' }).check();
  await makeFolder();
  await dialog.getByText('光盘文件夹“光盘_').waitFor();
  const [made = ''] = readdirSync(home);
  expect(made).toBe(`光盘_${basename(sealed).replace('.zip.age', '')}`);
  expect(readFileSync(join(home, made, basename(sealed))).equals(bytes)).toBe(true);
  await make('完成');
  await page.getByRole('button', { name: '制作光盘' }).click();
  await choose('选择封包文件', sealed);
  await dialog.getByRole('radio', { name: '光盘文件夹' }).check();
  await dialog.getByRole('button', { name: '制作', exact: true }).click();
  const folders = page.getByRole('dialog', { name: '把光盘文件夹放到' });
  await folders.getByRole('button', { name: '个人文件夹' }).click();
  await folders.getByRole('button', { name: '选择此文件夹' }).click();
  await dialog.getByRole('alert').getByText('那里已有名为').waitFor();
  vi.unstubAllEnvs();
  expect(readdirSync(home)).toEqual([made]);
  await make('取消');
  await dialog.waitFor({ state: 'detached' });
  expect(desk.problems).toEqual([]);
});

test('A: what was read of a choice before the last sealing is not taken for a change in another window', async () => {
  const { page } = desk;
  const clear = page.getByRole('checkbox', { name: '仍不加密' });
  await page.getByRole('button', { name: '再封一份' }).click();
  await page.getByText('第 2 版').waitFor();
  await page.getByRole('button', { name: '下一步：签名与收件人' }).click();
  // Looked at once already, as the plan of the first revision.
  await clear.check();
  await page.getByRole('textbox', { name: '不加密的原因' }).fill('推荐单位来函要求');
  await page.getByRole('button', { name: '下一步：存放位置' }).click();
  await page.getByText('第 2 版，').waitFor();
  expect(await page.getByText('方案有变化，请再看一遍').count()).toBe(0);
  await page.getByText('不加密，文件名').waitFor();
  await page.getByRole('tab', { name: '封包记录' }).click();
  await page.getByRole('table', { name: '封包记录' }).getByText(`加密给${MIDDLE}`).waitFor();
  // Any day later, from the record of what was sealed.
  await page.getByRole('tab', { name: '封包记录' }).click();
  const row = page.getByRole('row', { name: basename(sealed) });
  await row.getByRole('button', { name: '制作光盘' }).waitFor();
  await shoot('history');
  await row.getByRole('button', { name: '制作光盘' }).click();
  await page.getByRole('dialog', { name: '制作光盘' }).getByText('请选择这一版的封包文件').waitFor();
  expect(desk.problems).toEqual([]);
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, lockWorkspace, unlockWorkspace } from './pages/start-page.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';

let app: LocalApp;
beforeAll(async () => {
  app = await openLocalApp();
});
afterAll(() => app.close());

/** Set to a folder to look at the pages by eye. */
const pictures = process.env.JIANBIAO_PICTURES;
async function picture(name: string): Promise<void> {
  if (pictures !== undefined) await app.page.screenshot({ path: join(pictures, `${name}.png`) });
}

describe('a sample to look at first', () => {
  it('opens a finished recommending unit from the start page, marked on every page, and leaves nothing', async () => {
    const { page } = app;
    await page.getByRole('region', { name: '看样例' }).waitFor();
    await picture('sample-start');
    await page.getByRole('button', { name: '看填好的推荐单位' }).click();
    await page.getByRole('heading', { name: '总览' }).waitFor();
    const mark = page.getByRole('note', { name: '样例' });
    await mark.waitFor();
    expect(await mark.innerText()).toContain('2021年11月10日');
    await page.getByText('报送正式推荐材料').first().waitFor();
    await picture('sample-unit');
    for (const name of ['检查', '打印', '反馈', '设置']) {
      await page.getByRole('link', { name }).first().click();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await mark.isVisible()).toBe(true);
    }
    await page.getByRole('button', { name: '关闭样例' }).click();
    await page.getByRole('region', { name: '看样例' }).waitFor();
    expect(await page.getByRole('navigation', { name: '工作区' }).count()).toBe(0);
  });

  it('opens a finished office', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '看领导小组办公室' }).click();
    await page.getByRole('note', { name: '样例' }).waitFor();
    await picture('sample-office');
    await page.getByRole('heading', { name: '收件' }).waitFor();
    await page.getByText('示例省机关事务管理局').first().waitFor();
    await page.getByRole('link', { name: '名额' }).click();
    await page.getByRole('heading', { level: 1, name: '名额' }).waitFor();
    await page.keyboard.press('Control+l');
    await page.getByRole('region', { name: '看样例' }).waitFor();
  });

  it('leaves no address behind: the first own workspace begins on its first page, and is found again where it was left', async () => {
    const { page } = app;
    await createWorkspace(page, '基层单位', '麓南县机关事务服务中心', '基层单位-口令-2021');
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
    await page.getByRole('link', { name: '封包', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '封包' }).waitFor();
    await lockWorkspace(page);
    await page.getByRole('button', { name: '看领导小组办公室' }).click();
    await page.getByRole('heading', { level: 1, name: '收件' }).waitFor();
    await page.keyboard.press('Control+l');
    await unlockWorkspace(page, '麓南县机关事务服务中心', '基层单位-口令-2021');
    await page.getByRole('heading', { level: 1, name: '封包' }).waitFor();
  });

  it('is where the window begins when the program is started with --sample', async () => {
    const begun = await openLocalApp({ sample: 'recommender' });
    try {
      await begun.page.getByRole('note', { name: '样例' }).waitFor();
      await begun.page.getByRole('heading', { name: '总览' }).waitFor();
    } finally {
      await begun.close();
    }
  });

  it('does all that without an error in the console', () => {
    expect(app.problems).toEqual([]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MethodName } from '../../shared/api.ts';
import { unlockWorkspace } from './pages/start-page.ts';
import { type AnswerHold, holdAnswers } from './support/hold-answers.ts';
import { type LocalApp, openLocalApp } from './support/local-app.ts';
import { addIndividual, PREPARED_PASSPHRASE, prepareWorkspace } from './support/prepared.ts';

/**
 * A page whose readings have not all come, as on a slow PC, says that it is reading: it never judges by half of them
 * (an unread list is not a complete one), and never calls what it could not read good.
 */

const UNIT = '示例省机关事务管理局';
const dataDir = mkdtempSync(join(tmpdir(), 'jb-slow-'));
let app: LocalApp;
let answers: AnswerHold;
let form: string;

beforeAll(async () => {
  await prepareWorkspace(dataDir, 'recommender', UNIT, async (client) => {
    const id = await addIndividual(client, { name: '欧阳㛃', 'unitNotice.start': '2021-09-07' });
    form = `/form/${id}/annex-5`;
  });
  app = await openLocalApp({ dataDir });
  answers = await holdAnswers(app.page);
  await app.page.reload();
  await unlockWorkspace(app.page, UNIT, PREPARED_PASSPHRASE);
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What each page says that it must not say before `readings` have come. */
const PAGES: readonly {
  readonly name: string;
  readonly route: () => string;
  readonly readings: readonly MethodName[];
  readonly waits: string;
  /** What stands there once all is read. */
  readonly shows: string | RegExp;
  readonly never: RegExp;
}[] = [
  {
    name: '总览',
    route: () => '/',
    readings: ['checklist.facts', 'records.list', 'record.get', 'findings.list', 'campaign.settings'],
    waits: '正在读取材料',
    shows: '上次保存',
    never: /现在该做什么|全部办完|填完|未列入|还没有推荐对象/,
  },
  {
    name: '公示与征求意见',
    route: () => '/notices',
    readings: ['records.list', 'record.get'],
    waits: '正在读取推荐对象',
    shows: '从截止日倒推',
    never: /还没有推荐对象|公示从哪天开始/,
  },
  {
    name: '封包',
    route: () => '/seal',
    readings: ['seal.plan', 'paper.status'],
    waits: '正在清点材料',
    shows: '还不能封包',
    never: /最后检查已通过|下一步/,
  },
  {
    name: '检查',
    route: () => '/checks',
    readings: ['findings.list', 'records.list'],
    waits: '正在检查',
    shows: /还差 \d+ 项/,
    never: /没有发现问题/,
  },
  {
    name: '填表页的检查',
    route: () => form,
    readings: ['findings.list'],
    waits: '正在检查…',
    shows: /还差 \d+ 项/,
    never: /没有发现问题/,
  },
  {
    name: '反馈',
    route: () => '/feedback',
    readings: ['feedback.list', 'seal.history', 'records.list'],
    waits: '正在读取反馈',
    shows: '还没有反馈',
    never: /还没有反馈/,
  },
  {
    name: '操作记录',
    route: () => '/settings/events',
    readings: ['workspace.events', 'records.list', 'records.removed'],
    waits: '正在核对操作记录',
    shows: '欧阳㛃',
    never: /操作记录完整|对象 p-/,
  },
];

for (const { name, route, readings, waits, shows, never } of PAGES) {
  test(`${name}: waits for every reading, and says so when one fails`, async () => {
    const { page } = app;
    const main = page.getByRole('main');
    const text = () => main.innerText();
    for (const method of readings) {
      answers.hold(method);
      await page.evaluate((to) => {
        window.location.hash = `#${to}`;
      }, route());
      await page.reload();
      await main.getByText(waits, { exact: true }).waitFor();
      // Everything else has the time to come.
      await page.waitForTimeout(300);
      expect(await text(), `${method} held`).toContain(waits);
      expect(await text(), `${method} held`).not.toMatch(never);

      answers.failHeld();
      await main.getByText('没有读出来').first().waitFor();
      expect(await text(), `${method} failed`).not.toMatch(never);
      await main.getByRole('button', { name: '重试' }).first().click();
      await main.getByText(shows).first().waitFor();
    }
  });
}

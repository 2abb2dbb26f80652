import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { paths } from '../../../build/kit/paths.ts';
import { type LocalShell, startLocalShell } from '../../../electron/local/server.ts';
import type { SampleRole } from '../../../shared/api/sample-methods.ts';
import type { SystemFonts } from '../../support/own-surroundings.ts';
import { launchChromium } from './chromium.ts';
import { engineAt } from './engine-at.ts';

export interface LocalApp {
  readonly shell: LocalShell;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Folder for this run's files; removed at the end. */
  readonly folder: string;
  /** Console errors, policy violations and uncaught exceptions of the page so far. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** How many times slower the window shall be, to bring out what only a slow PC shows; 1 unless JIANBIAO_SLOW says more. */
const SLOWER = Number(process.env.JIANBIAO_SLOW ?? '1');

async function slowDown(page: Page): Promise<void> {
  if (!(SLOWER > 1)) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/**
 * Starts the local shell on a fresh data folder and opens its window in the test browser.
 * `route` is where in the window to begin; `dataDir` keeps an older run's data; `size` is the window's; at `moment` both
 * clocks stand, the window's and the engine's; `systemFonts` are what the machine has; `sample` begins in a filled one.
 */
export async function openLocalApp(
  options: {
    route?: string;
    dataDir?: string;
    size?: { width: number; height: number };
    moment?: string;
    systemFonts?: SystemFonts;
    sample?: SampleRole;
  } = {},
): Promise<LocalApp> {
  const { moment } = options;
  const folder = await mkdtemp(join(tmpdir(), 'jianbiao-e2e-'));
  const shell = await startLocalShell({
    distDir: paths.dist,
    dataDir: options.dataDir ?? join(folder, 'data'),
    campaignsDir: join(paths.root, 'resources', 'campaigns'),
    fontsDir: join(paths.dist, 'fonts'),
    sample: options.sample ?? null,
    ...(moment === undefined ? {} : { startEngine: () => engineAt(moment) }),
  });
  const browser = await launchChromium(options.systemFonts);
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  if (moment !== undefined) await page.clock.setFixedTime(new Date(moment));
  // Test machines have few cores and run other tests beside this one.
  page.setDefaultTimeout(180_000);
  await slowDown(page);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(shell.newAddress(options.route === undefined ? {} : { route: options.route }));
  await page.waitForURL(/\/w\//);
  return {
    shell,
    page,
    context,
    folder,
    problems,
    async close() {
      await browser.close();
      await shell.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

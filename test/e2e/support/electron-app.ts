import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { testFontConfig } from '../../support/own-surroundings.ts';
import { recordOpenedThings } from './opened-things.ts';
import { ordinaryUser } from './ordinary-user.ts';
import { type TestDriver, testApp } from './test-app.ts';
import { virtualScreen } from './virtual-screen.ts';

export interface ElectronApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Folder for this run's files, writable by the window's user; removed at the end. */
  readonly folder: string;
  readonly dataDir: string;
  readonly problems: readonly string[];
  /** What the program asked the machine's own programs to show (opened-things.ts). */
  opened(): readonly string[];
  /** Makes a folder that the window's user may write to. */
  makeFolder(path: string): void;
  /** Starts a second copy with the same data, as a double click on a file does; gives its exit code. */
  startAgain(args: readonly string[]): Promise<number | null>;
  close(): Promise<void>;
}

type Launch = NonNullable<Parameters<typeof _electron.launch>[0]>;

/**
 * Starts the runtime and connects to it. The program waits meanwhile (ready-when-driven.cjs), so a connection that does
 * not come about says nothing of the program: it is tried again with a fresh process, twice.
 */
async function launchHeld(launch: Launch): Promise<ElectronApplication> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await _electron.launch({ ...launch, timeout: 120_000 });
    } catch (error) {
      if (tries === 3) throw error;
      console.error(`the tests could not connect to Electron, try ${tries}: ${String(error)}`);
    }
  }
}

/**
 * Opens the real window on a fresh data folder, or on `folder` of an earlier run; `args` go on the command line. The
 * engine runs in Electron's utility process, as in a release, with a driver that works on the runtime at hand unless
 * `driver` says otherwise (test-app.ts).
 */
export async function openElectronApp(
  options: { folder?: string; args?: readonly string[]; driver?: TestDriver } = {},
): Promise<ElectronApp> {
  const { appDir, electron, remove } = await testApp(options.driver);
  const user = ordinaryUser();
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'jianbiao-electron-')));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'home', 'data');
  mkdirSync(dataDir, { recursive: true });
  // Copied: the window's user may not read the repository.
  const readyWhenDriven = join(folder, 'ready-when-driven.cjs');
  copyFileSync(join(import.meta.dirname, 'ready-when-driven.cjs'), readyWhenDriven);
  const fontConfig = testFontConfig(folder);
  const opened = recordOpenedThings(folder);
  user?.own(folder);
  const screen = await virtualScreen();
  const executablePath = user?.wrap(electron, folder) ?? electron;
  const env = {
    PATH: `${opened.folder}:${process.env.PATH ?? ''}`,
    DISPLAY: screen.display,
    FONTCONFIG_FILE: fontConfig,
    JIANBIAO_DATA_DIR: dataDir,
    TZ: 'Asia/Shanghai',
  };
  const app = await launchHeld({
    executablePath,
    args: ['-r', readyWhenDriven, appDir, ...(options.args ?? []), '--lang=zh-CN'],
    cwd: appDir,
    chromiumSandbox: true,
    env,
  });
  const problems: string[] = [];
  app.process().stderr?.on('data', (data: Buffer) => {
    if (process.env.JIANBIAO_DEBUG === '1') process.stderr.write(data);
  });
  const page = await app.firstWindow({ timeout: 180_000 });
  page.setDefaultTimeout(180_000);
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.waitForLoadState('load');
  return {
    app,
    page,
    folder,
    dataDir,
    problems,
    opened: opened.list,
    makeFolder(path) {
      mkdirSync(path, { recursive: true });
      user?.own(path);
    },
    startAgain: (args) =>
      new Promise((resolve, reject) => {
        spawn(executablePath, [appDir, ...args], { cwd: appDir, env, stdio: 'ignore' })
          .once('exit', resolve)
          .once('error', reject);
      }),
    async close() {
      await app.close();
      screen.close();
      await rm(folder, { recursive: true, force: true });
      remove();
    },
  };
}

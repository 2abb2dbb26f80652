import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ensureElectronRuntime } from '../../../build/electron-runtime.ts';
import { paths } from '../../../build/paths.ts';
import { testFontConfig } from './chromium.ts';
import { ordinaryUser, readableCopy } from './ordinary-user.ts';
import { virtualScreen } from './virtual-screen.ts';

export interface ElectronApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Folder for this run's files, writable by the window's user; removed at the end. */
  readonly folder: string;
  readonly dataDir: string;
  readonly problems: readonly string[];
  /** Makes a folder that the window's user may write to. */
  makeFolder(path: string): void;
  /** Starts a second copy with the same data, as a double click on a file does; gives its exit code. */
  startAgain(args: readonly string[]): Promise<number | null>;
  close(): Promise<void>;
}

/**
 * Opens the real window on a fresh data folder, or on `dataDir` of an earlier run; `args` go on the command line. With
 * `ownEngineProcess` the engine runs in Electron's utility process, as in a release; the test runtime's Node is too old
 * for the database driver there, so that everything works but opening a workspace.
 */
export async function openElectronApp(
  options: { folder?: string; args?: readonly string[]; ownEngineProcess?: boolean } = {},
): Promise<ElectronApp> {
  const executable = await ensureElectronRuntime();
  const user = ordinaryUser();
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'jianbiao-electron-')));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'home', 'data');
  mkdirSync(dataDir, { recursive: true });
  const { appDir, runtimeDir } =
    user === null
      ? { appDir: paths.root, runtimeDir: paths.electronRuntime }
      : readableCopy(paths.electronRuntime);
  const electron = user === null ? executable : join(runtimeDir, 'electron');
  const fontConfig = testFontConfig(folder);
  user?.own(folder);
  const screen = await virtualScreen();
  const executablePath = user?.wrap(electron, folder) ?? electron;
  const env = {
    PATH: process.env.PATH ?? '',
    DISPLAY: screen.display,
    FONTCONFIG_FILE: fontConfig,
    JIANBIAO_DATA_DIR: dataDir,
    ...(options.ownEngineProcess === true
      ? {}
      : { JIANBIAO_ENGINE_NODE: join(appDir, 'node_modules', 'node', 'bin', 'node') }),
    TZ: 'Asia/Shanghai',
  };
  const app = await _electron.launch({
    executablePath,
    args: [appDir, ...(options.args ?? []), '--lang=zh-CN'],
    cwd: appDir,
    chromiumSandbox: true,
    env,
  });
  const problems: string[] = [];
  app.process().stderr?.on('data', (data: Buffer) => {
    if (process.env.JIANBIAO_DEBUG === '1') process.stderr.write(data);
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(60_000);
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
      // Half a gigabyte, made only where the repository lies behind a closed door.
      if (appDir !== paths.root) await rm(appDir, { recursive: true, force: true });
    },
  };
}

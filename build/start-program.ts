import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { requireDataFolder } from '../electron/engine/files/data-folder.ts';
import { defaultDataDir } from '../electron/engine/host/data-dir.ts';
import { hasScreen, runLocalShell } from '../electron/local/run.ts';
import { sampleArgument, unknownSample } from '../shared/api/sample-methods.ts';
import { JianbiaoError } from '../shared/errors/jianbiao-error.ts';
import { fetchElectron } from './fetch-electron.ts';
import {
  type ElectronRuntime,
  electronPackageDir,
  findElectron,
  tooOldForDriver,
} from './kit/find-electron.ts';
import { paths } from './kit/paths.ts';

export interface StartOptions {
  /** Arguments for the program: a package file to open, or `--sample`. */
  readonly args: readonly string[];
  readonly say: (line: string) => void;
  /** The electron package's folder: its version, its hashes, its unpacked runtime. */
  readonly electronPackage?: string;
  /** The folder that Electron runs: the repository, or what a test has made of it. */
  readonly appDir?: string;
  /** True when the driver in `appDir` serves older Electrons too, as the tests' one does. */
  readonly driverServesAll?: boolean;
}

/** A runtime that ends sooner than this never showed a window: a library or a screen is missing. */
const STILLBORN_MS = 5_000;
/** A window that was told to close and has not by then is ended. */
const CLOSING_MS = 8_000;
/** Chromium's own log speaks of buses and graphics drivers, in English, to somebody who can do nothing about them. */
const QUIET = '--log-level=3';
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Opens the program: in the Electron window where a runtime is here or can be fetched, else the same app from the local
 * shell, said in one line (design: shells and runtimes). Comes back when the user has closed it or a signal came; what was
 * started has ended then. Where neither can work, it says why and leaves an exit code.
 */
export async function startProgram(options: StartOptions): Promise<void> {
  try {
    // Before 120 MB are fetched for a program that could keep nothing.
    requireDataFolder(dataDir());
    const unknown = unknownSample(options.args);
    if (unknown !== null)
      options.say(
        `没有叫“${unknown}”的样例，打开推荐单位的。可以写 --sample（推荐单位）或 --sample=office（办公室）。`,
      );
    const problem = await tryElectron(options);
    if (problem !== null) await runInBrowser(problem, options);
  } catch (thrown) {
    if (!(thrown instanceof JianbiaoError)) throw thrown;
    options.say(thrown.message);
    process.exitCode = 1;
  }
}

/** The same folder that the Electron window takes when it runs from source. */
function dataDir(): string {
  const named = process.env.JIANBIAO_DATA_DIR ?? '';
  return named === '' ? defaultDataDir() : named;
}

/** Null when the window was shown and is closed again; else why it was not. */
async function tryElectron(options: StartOptions): Promise<string | null> {
  const { say, electronPackage = electronPackageDir } = options;
  if (!hasScreen()) return '没有图形界面（没有设置 DISPLAY）';
  let runtime = findElectron(process.env, electronPackage);
  if (runtime === null) {
    const named = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '';
    if (named !== '') return `ELECTRON_OVERRIDE_DIST_PATH 所指的“${named}”里没有 Electron 运行时`;
    const fetched = await fetchElectron(say, process.env, electronPackage);
    if ('problem' in fetched) return fetched.problem;
    runtime = fetched.runtime;
  }
  if (tooOldForDriver(runtime) && options.driverServesAll !== true)
    return `本机的 Electron ${runtime.major} 太旧，数据库驱动在其中不能运行`;
  return (await runElectron(runtime, options)) ? null : 'Electron 没有启动成功';
}

/** Runs Electron until the user closes it or a signal comes. Gives false when it could not start at all. */
function runElectron(runtime: ElectronRuntime, { args, say, appDir }: StartOptions): Promise<boolean> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (asRoot) say('正以 root 运行：Chromium 的沙箱在 root 下不可用，本次已关闭。正式使用请换普通用户。');
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(
      runtime.executable,
      [...(asRoot ? ['--no-sandbox'] : []), QUIET, appDir ?? paths.root, ...args],
      { stdio: 'inherit' },
    );
    let told = false;
    const stop = (): void => {
      told = true;
      child.kill();
      setTimeout(() => child.kill('SIGKILL'), CLOSING_MS).unref();
    };
    for (const signal of ENDINGS) process.once(signal, stop);
    const done = (shown: boolean): void => {
      for (const signal of ENDINGS) process.off(signal, stop);
      resolve(shown);
    };
    child.once('error', () => done(false));
    child.once('exit', (code) => done(told || code === 0 || Date.now() - started > STILLBORN_MS));
  });
}

async function runInBrowser(reason: string, { args, say }: StartOptions): Promise<void> {
  say(`${reason}，改用本机浏览器打开荐表（功能相同，仍不联网）。`);
  const { ended } = await runLocalShell(
    {
      distDir: paths.dist,
      dataDir: dataDir(),
      campaignsDir: join(paths.root, 'resources', 'campaigns'),
      fontsDir: join(paths.dist, 'fonts'),
      sample: sampleArgument(args),
      open: true,
    },
    say,
  );
  await ended;
}

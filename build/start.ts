import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { defaultDataDir } from '../electron/engine/host/data-dir.ts';
import { runLocalShell } from '../electron/local/run.ts';
import { type ElectronRuntime, findElectron, tooOldForDriver } from './find-electron.ts';
import { paths } from './paths.ts';

/**
 * `npm start`: the Electron window where a runtime is on this machine, else the same app from the local shell, said in
 * one line (design: shells and runtimes). Arguments go to the program: a package file to open.
 */

/** A runtime that ends sooner than this never showed a window: a library or a screen is missing. */
const STILLBORN_MS = 5_000;

/** Runs Electron until the user closes it. Gives false when it could not start at all. */
function runElectron(runtime: ElectronRuntime): Promise<boolean> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (asRoot)
    console.log('正以 root 运行：Chromium 的沙箱在 root 下不可用，本次已关闭。正式使用请换普通用户。');
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(
      runtime.executable,
      [...(asRoot ? ['--no-sandbox'] : []), paths.root, ...process.argv.slice(2)],
      { stdio: 'inherit' },
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.once('error', () => resolve(false));
    child.once('exit', (code, signal) => {
      resolve(
        code === 0 || signal === 'SIGINT' || signal === 'SIGTERM' || Date.now() - started > STILLBORN_MS,
      );
    });
  });
}

async function runInBrowser(reason: string): Promise<void> {
  console.log(`${reason}，改用本机浏览器打开荐表（功能相同，仍不联网）。`);
  const { ended } = await runLocalShell(
    {
      distDir: paths.dist,
      dataDir: defaultDataDir(),
      campaignsDir: join(paths.root, 'resources', 'campaigns'),
      fontsDir: join(paths.dist, 'fonts'),
      open: true,
    },
    (line) => console.log(line),
  );
  await ended;
}

const runtime = findElectron();
if (runtime === null) {
  await runInBrowser(
    '本机没有 Electron 运行时（可先运行 npx install-electron 下载，或用 ELECTRON_OVERRIDE_DIST_PATH 指明所在文件夹）',
  );
} else if (tooOldForDriver(runtime)) {
  await runInBrowser(`本机的 Electron ${runtime.major} 太旧，数据库驱动在其中不能运行`);
} else if (!(await runElectron(runtime))) await runInBrowser('Electron 没有启动成功');

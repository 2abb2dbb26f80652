import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireDataFolder } from '../engine/files/data-folder.ts';
import { OPENED_CODE_LIFE_MS } from './entrance.ts';
import { inForeground } from './foreground.ts';
import { findBrowser, openBrowser } from './open-browser.ts';
import { type LocalShell, type LocalShellOptions, startLocalShell } from './server.ts';

/** A browser that ends sooner than this, and not with 0, never showed a window: it refuses root, or lacks a library. */
const STILLBORN_MS = 5_000;
/** A browser that has not come to us by then may be one that cannot read our page (a sandboxed package of the system). */
const SILENT_MS = 20_000;

/** Reloading a window takes less. */
const LEFT_MS = 10_000;

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the local shell until its browser window is closed or the process is told to stop, with everything that it
 * started. Opens an installed browser where there is one and a screen to show it, else leaves an address to the user;
 * pressing Enter in the terminal gives a fresh one at any time, since each opens the window once.
 * `say` prints a line for the user. Gives the running shell and whether a browser was started. Throws JianbiaoError when
 * there is no folder to keep data in, or no port.
 */
export async function runLocalShell(
  options: LocalShellOptions & { readonly open: boolean },
  say: (line: string) => void,
): Promise<{ readonly shell: LocalShell; readonly opened: boolean; readonly ended: Promise<void> }> {
  requireDataFolder(options.dataDir);
  const shell = await startLocalShell(options);
  if (shell.runFolder.isSecond)
    say('荐表已经开着一个窗口：同一个工作区只能在其中一个窗口里打开，请先看看已经开着的那个。');
  const ending = Promise.withResolvers<void>();
  let child: ChildProcess | null = null;
  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    for (const signal of ENDINGS) process.off(signal, stop);
    child?.kill();
    stopListening();
    shell.close().then(ending.resolve, ending.reject);
  };
  for (const signal of ENDINGS) process.once(signal, stop);

  const sayAddress = (): void => {
    say(`请在本机的 Chrome、Edge 或 Chromium 中打开：${shell.newAddress()}`);
    say('这个地址只能用一次，十分钟内有效，请勿外传。需要新地址时按回车键；按 Ctrl+C 结束。');
  };
  const stopListening = onEnter(() => {
    if (!stopped) sayAddress();
  });

  const browser = options.open && hasScreen() ? findBrowser() : null;
  if (browser === null) sayAddress();
  else {
    const page = shell.runFolder.writePage(shell.newAddress({ lifeMs: OPENED_CODE_LIFE_MS }));
    const profile = join(dirname(options.dataDir), 'browser');
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    const started = Date.now();
    child = openBrowser(browser, pathToFileURL(page).href, profile, shell.port);
    const silent = setTimeout(() => {
      say('浏览器已启动，但窗口还没有连上。如果没有看到荐表的窗口：');
      sayAddress();
    }, SILENT_MS).unref();
    shell.onEntered(() => clearTimeout(silent));
    const failed = (): void => {
      child = null;
      clearTimeout(silent);
      if (stopped) return;
      say(
        process.getuid?.() === 0
          ? '浏览器没有打开窗口：Chrome、Edge 和 Chromium 都不以 root 身份运行，请换普通用户。'
          : '浏览器没有打开窗口，可能缺少组件。',
      );
      sayAddress();
    };
    child.once('error', failed);
    child.once('exit', (code) => {
      const early = Date.now() - started < STILLBORN_MS;
      if (!early) stop();
      else if (code !== 0) failed();
      else whenLeft(shell, stop);
    });
    say('正在浏览器窗口中打开荐表；关闭该窗口即退出。');
  }
  return { shell, opened: browser !== null, ended: ending.promise };
}

/**
 * A browser that ends at once and well has handed its window over to one that runs already, of an earlier start: the end
 * comes when no window has been connected for a while.
 */
function whenLeft(shell: LocalShell, left: () => void): void {
  let seen = false;
  let emptySince = Date.now();
  const looking = setInterval(() => {
    if (shell.windows() > 0) {
      seen = true;
      emptySince = Date.now();
    } else if (seen && Date.now() - emptySince > LEFT_MS) {
      clearInterval(looking);
      left();
    }
  }, 1_000).unref();
}

/** Calls back when a line comes on standard input. Gives what ends it; never keeps the process alive by itself. */
function onEnter(listener: () => void): () => void {
  // Reading the terminal from the background would stop the process (SIGTTIN).
  if (process.stdin.isTTY && !inForeground()) return () => undefined;
  const heard = (data: Buffer): void => {
    if (data.includes('\n')) listener();
  };
  const ignored = (): void => undefined;
  process.stdin.on('data', heard);
  process.stdin.on('error', ignored);
  if ('unref' in process.stdin) process.stdin.unref();
  return () => {
    process.stdin.off('data', heard);
    process.stdin.pause();
  };
}

/** A Linux session without a display can start a browser but not show it. */
export function hasScreen(): boolean {
  return (
    process.platform !== 'linux' ||
    (process.env.DISPLAY ?? '') !== '' ||
    (process.env.WAYLAND_DISPLAY ?? '') !== ''
  );
}

import { dirname, join } from 'node:path';
import { findBrowser, openBrowser } from './open-browser.ts';
import { type LocalShell, type LocalShellOptions, startLocalShell } from './server.ts';

/**
 * Runs the local shell until its browser window is closed or the process is told to stop. Opens an installed browser
 * where there is one and a screen to show it, else leaves the address to the user.
 * `say` prints a line for the user. Gives the running shell and whether a browser was opened.
 */
export async function runLocalShell(
  options: LocalShellOptions & { readonly open: boolean },
  say: (line: string) => void,
): Promise<{ readonly shell: LocalShell; readonly opened: boolean; readonly ended: Promise<void> }> {
  const shell = await startLocalShell(options);
  const ending = Promise.withResolvers<void>();
  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    shell.close().then(ending.resolve, ending.reject);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const browser = options.open && hasScreen() ? findBrowser() : null;
  if (browser === null) {
    say(`请在本机的 Chrome、Edge 或 Chromium 中打开：${shell.address}`);
    say('地址中含本次运行的密钥，请勿外传。按 Ctrl+C 结束。');
  } else {
    const profile = join(dirname(options.dataDir), 'browser');
    openBrowser(browser, shell.address, profile)
      .once('exit', stop)
      .once('error', () => say(`浏览器没有打开。请手工打开：${shell.address}`));
    say('已在浏览器窗口中打开荐表；关闭该窗口即退出。');
  }
  return { shell, opened: browser !== null, ended: ending.promise };
}

/** A Linux session without a display can start a browser but not show it. */
function hasScreen(): boolean {
  return (
    process.platform !== 'linux' ||
    process.env.DISPLAY !== undefined ||
    process.env.WAYLAND_DISPLAY !== undefined
  );
}

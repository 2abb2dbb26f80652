import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { openElectronApp } from './electron-app.ts';
import { openLocalApp } from './local-app.ts';
import { descendants, ENGINE_PROCESS } from './processes.ts';

/**
 * The window under test, whichever shell it stands in: a flow is written once and runs in Chromium over the local shell
 * and in real Electron (issue 2 item 9). Only what the shells do differently (file dialogs, the engine's process) is here.
 */
export interface Desk {
  readonly page: Page;
  readonly shell: 'local' | 'electron';
  /** A folder for the run's own files, which the window can read and write. */
  readonly folder: string;
  /** Console errors, policy violations, uncaught exceptions so far. */
  readonly problems: readonly string[];
  /** Does `act`, which opens a file dialog, and answers the dialog with these files. */
  withFiles(files: readonly string[], act: () => Promise<void>): Promise<void>;
  /** Does `act`, which ends in a file being saved; gives the saved file's path once it is there. */
  withSave(act: () => Promise<void>): Promise<string>;
  /** What the window asked the machine's programs to show; nothing in a browser, which saves by itself. */
  opened(): readonly string[];
  /** Kills the engine's process as a crash would: SIGKILL. */
  killEngine(): Promise<void>;
  close(): Promise<void>;
}

/** The local shell in the npm-shipped Chromium. */
export async function openLocalDesk(
  options: { size?: { width: number; height: number }; dataDir?: string; moment?: string } = {},
): Promise<Desk> {
  const app = await openLocalApp(options);
  const { page, folder } = app;
  let saved = 0;
  return {
    page,
    shell: 'local',
    folder,
    problems: app.problems,
    async withFiles(files, act) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
      await chooser.setFiles([...files]);
    },
    async withSave(act) {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      saved += 1;
      const path = join(folder, `saved-${saved}`, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    },
    opened: () => [],
    async killEngine() {
      const { pid } = app.shell.engine;
      if (pid === undefined) throw new Error('no engine is running');
      process.kill(pid, 'SIGKILL');
    },
    close: app.close,
  };
}

/** The real Electron window. Native dialogs cannot be clicked by a test, so main's are answered in their place. */
export async function openElectronDesk(): Promise<Desk> {
  const electron = await openElectronApp();
  const { app, page, folder } = electron;
  let saved = 0;
  return {
    page,
    shell: 'electron',
    folder,
    problems: electron.problems,
    async withFiles(files, act) {
      await app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
        },
        [...files],
      );
      await act();
    },
    async withSave(act) {
      saved += 1;
      const target = join(folder, 'home', `saved-${saved}`);
      electron.makeFolder(target);
      // In place before `act`: a click reaches the window by another way, and may overtake what main is told.
      const answer = await app.evaluateHandle(({ dialog }, into) => {
        const { promise, resolve } = Promise.withResolvers<string>();
        dialog.showSaveDialog = async (...args: unknown[]) => {
          const options = args.at(-1) as { defaultPath?: string };
          const suggested = options.defaultPath?.split('/').at(-1) ?? 'file';
          resolve(suggested);
          return { canceled: false, filePath: `${into}/${suggested}` };
        };
        return { name: promise };
      }, target);
      await act();
      const path = join(target, basename(await answer.evaluate(({ name }) => name)));
      await waitUntil(() => existsSync(path), `${path} was not written`);
      return path;
    },
    opened: electron.opened,
    async killEngine() {
      // The engine stands in a process of Electron's own, which may only just be starting again.
      const engine = () =>
        descendants(app.process().pid ?? 0).find(({ command }) => command.includes(ENGINE_PROCESS));
      await waitUntil(() => engine() !== undefined, 'no engine is running');
      const running = engine();
      if (running !== undefined) process.kill(running.pid, 'SIGKILL');
    },
    close: electron.close,
  };
}

/** Waits for something outside the window to become true. */
export async function waitUntil(ready: () => boolean, failure: string, limitMs = 180_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!ready()) {
    if (Date.now() > end) throw new Error(failure);
    await new Promise((later) => setTimeout(later, 50));
  }
}

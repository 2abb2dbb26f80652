import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { type Desk, waitUntil } from '../e2e/support/desk.ts';
import { recordOpenedThings } from '../e2e/support/opened-things.ts';
import { ordinaryUser } from '../e2e/support/ordinary-user.ts';
import { virtualScreen } from '../e2e/support/virtual-screen.ts';
import { testFontConfig } from '../support/own-surroundings.ts';
import { ask, must } from './run-tool.ts';

export interface InstalledDesk extends Desk {
  readonly process: ChildProcess;
}

/**
 * The installed program's window, started as an ordinary user with its sandbox on. The page is reached by the debugging
 * port, which only a copy with the tests' mark opens; the system's own file dialogs are answered by keys, as a hand does.
 */
export async function openInstalledDesk(program: string, folder: string): Promise<InstalledDesk> {
  const user = ordinaryUser();
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const fontConfig = testFontConfig(folder);
  const opened = recordOpenedThings(folder);
  user?.own(folder);
  const screen = await virtualScreen();
  const onScreen = { ...process.env, DISPLAY: screen.display };
  const manager = spawn('openbox', [], { env: onScreen, stdio: 'ignore' });
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(
    user?.wrap(program, folder) ?? program,
    [`--remote-debugging-port=${port}`, '--lang=zh-CN'],
    {
      env: {
        PATH: `${opened.folder}:${process.env.PATH ?? ''}`,
        DISPLAY: screen.display,
        FONTCONFIG_FILE: fontConfig,
        XDG_CONFIG_HOME: join(home, 'config'),
        XDG_DOCUMENTS_DIR: home,
        TZ: 'Asia/Shanghai',
      },
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      said += data.toString('utf8');
    });
  await waitUntil(() => said.includes('DevTools listening') || child.exitCode !== null, `no window: ${said}`);
  const browser = await chromium
    .connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 120_000 })
    .catch((thrown: unknown) => {
      child.kill('SIGKILL');
      manager.kill();
      screen.close();
      throw thrown;
    });
  const page = await onlyPage(() => browser.contexts().flatMap((context) => context.pages()));
  page.setDefaultTimeout(180_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));

  /** Waits for a window of this kind that was not there, and gives it the keys. */
  const dialog = async (): Promise<string> => {
    let found = '';
    await waitUntil(() => {
      const { out } = ask('xdotool', ['search', '--onlyvisible', '--class', '.'], { env: onScreen });
      const windows = out.split('\n').filter((line) => /^\d+$/.test(line));
      found =
        windows.find((id) =>
          ask('xprop', ['-id', id, '_NET_WM_WINDOW_TYPE'], { env: onScreen }).out.includes('DIALOG'),
        ) ?? '';
      return found !== '';
    }, 'no file dialog came');
    must('xdotool', ['windowactivate', '--sync', found], { env: onScreen });
    return found;
  };
  const gone = (id: string): Promise<void> =>
    waitUntil(
      () => ask('xdotool', ['getwindowname', id], { env: onScreen }).code !== 0,
      'the file dialog stayed open',
    );
  /** xclip stays to hand the text out, and would keep our pipes. */
  const copy = (text: string): string =>
    must('sh', ['-c', 'exec xclip -selection clipboard -i > /dev/null 2>&1'], { env: onScreen, input: text });
  const press = (...keys: string[]): string =>
    must('xdotool', ['key', '--delay', '60', ...keys], { env: onScreen });

  return {
    page,
    shell: 'electron',
    folder,
    problems,
    process: child,
    opened: opened.list,
    async withFiles([file], act) {
      if (file === undefined) throw new Error('one file is wanted');
      if (user !== null) chownSync(file, user.uid, user.gid);
      const answered = async (): Promise<void> => {
        const id = await dialog();
        copy(file);
        press('ctrl+l');
        press('ctrl+a', 'ctrl+v');
        await new Promise((later) => setTimeout(later, 500));
        press('Return');
        await gone(id);
      };
      await Promise.all([act(), answered()]);
    },
    async withSave(act) {
      const before = new Set(filesIn(folder));
      // Some acts go on only when the dialog has been answered.
      const answered = async (): Promise<void> => {
        const id = await dialog();
        await new Promise((later) => setTimeout(later, 500));
        // Before the name that the program suggests: the dialog begins in whatever folder the user's is.
        copy(`${home}/`);
        press('Home', 'ctrl+v');
        await new Promise((later) => setTimeout(later, 500));
        press('Return');
        await gone(id);
      };
      await Promise.all([act(), answered()]);
      let made: string | undefined;
      await waitUntil(() => {
        made = filesIn(folder).find(
          (file) => !before.has(file) && /\.(?:pdf|zip|age|docx|xlsx|iso)$/.test(file),
        );
        return made !== undefined;
      }, 'nothing was saved');
      if (made === undefined) throw new Error('nothing was saved');
      return made;
    },
    async killEngine() {
      throw new Error('not asked of an installed program');
    },
    async close() {
      // As a user does: the program has to end by itself, perhaps before the key is up again.
      ask(
        'xdotool',
        ['search', '--onlyvisible', '--name', '荐表', 'windowactivate', '--sync', 'key', 'ctrl+q'],
        {
          env: onScreen,
        },
      );
      await waitUntil(() => child.exitCode !== null || child.signalCode !== null, 'the program did not end');
      await browser.close().catch(() => undefined);
      manager.kill();
      screen.close();
    },
  };
}

async function onlyPage(pages: () => readonly Page[]): Promise<Page> {
  await waitUntil(() => pages().some((page) => page.url().startsWith('app://')), 'no page');
  const page = pages().find((one) => one.url().startsWith('app://'));
  if (page === undefined) throw new Error('no page');
  await page.waitForLoadState('load');
  return page;
}

/** Whole files below a folder, but for the program's own and those of the test's tools. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('/config'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => existsSync(file) && statSync(file).size > 0);
}

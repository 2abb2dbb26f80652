import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { ordinaryUser } from '../e2e/support/ordinary-user.ts';
import { testApp } from '../e2e/support/test-app.ts';
import { virtualScreen } from '../e2e/support/virtual-screen.ts';
import type { BenchRow } from './bench.ts';

const RUNS = 4;
const ALLOWED = 1.5;

/** An app that does nothing but show a window with one button: what the runtime itself costs. */
function emptyApp(folder: string): string {
  const app = join(folder, 'empty');
  mkdirSync(app);
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.js' }),
  );
  writeFileSync(
    join(app, 'main.js'),
    "const { app, BrowserWindow } = require('electron'); app.enableSandbox(); app.whenReady().then(() => { const w = new BrowserWindow({ show: false }); w.once('ready-to-show', () => w.show()); w.loadURL('data:text/html,<button>ok</button>'); }); app.on('window-all-closed', () => app.quit());",
  );
  return app;
}

/**
 * How soon the program can be used: from launching it to its first control, beside a window of the same runtime with
 * nothing in it. The first start of each warms the disk and is left out; the two take turns, so that both meet the same
 * machine. Linux on x64 alone, where the tests' runtime runs.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-start-'));
  const { appDir, electron, remove } = await testApp();
  const empty = emptyApp(folder);
  const user = ordinaryUser();
  user?.own(folder);
  const executablePath = user?.wrap(electron, folder) ?? electron;
  const screen = await virtualScreen();
  const start = async (app: string): Promise<number> => {
    const began = performance.now();
    const data = mkdtempSync(join(folder, 'data-'));
    user?.own(data);
    const running = await _electron.launch({
      executablePath,
      args: [app, '--lang=zh-CN', `--user-data-dir=${join(data, 'window')}`],
      chromiumSandbox: true,
      env: {
        PATH: process.env.PATH ?? '',
        DISPLAY: screen.display,
        JIANBIAO_DATA_DIR: join(data, 'data'),
      },
    });
    try {
      const page = await running.firstWindow();
      await page.getByRole('button').first().waitFor();
      return performance.now() - began;
    } finally {
      await running.close();
    }
  };
  try {
    const times: Record<'own' | 'empty', number[]> = { own: [], empty: [] };
    for (let run = 0; run < RUNS; run += 1) {
      times.empty.push(await start(empty));
      times.own.push(await start(appDir));
    }
    const [own, bare] = [times.own, times.empty].map((all) => Math.min(...all.slice(1)));
    if (own === undefined || bare === undefined) return [];
    return [
      {
        what: 'launch to first control',
        measured: `${own.toFixed(0)} ms`,
        against: `empty window of the same Electron ${bare.toFixed(0)} ms`,
        ratio: own / bare,
        allowed: ALLOWED,
      },
    ];
  } finally {
    remove();
    screen.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

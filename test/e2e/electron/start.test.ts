import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../../build/kit/paths.ts';
import { requireTool } from '../../conformance/require-tool.ts';
import { electronPackageFor, type LoopbackMirror, loopbackMirror } from '../../support/loopback-mirror.ts';
import { createWorkspace } from '../pages/start-page.ts';
import { descendants } from '../support/processes.ts';
import { type TestApp, testApp } from '../support/test-app.ts';
import { type VirtualScreen, virtualScreen } from '../support/virtual-screen.ts';

/**
 * `npm start` on a machine without a runtime and with a mirror: the runtime at hand stands for the pinned one, under its own
 * version and hash, and the app gets the driver that works on it.
 */

const VERSION = '33.2.1';
const zipTool = requireTool('zip');
let folder: string;
let mirror: LoopbackMirror;
let screen: VirtualScreen;
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  screen = await virtualScreen();
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-mirror-'));
  const zip = join(folder, 'runtime.zip');
  execFileSync(zipTool ?? 'zip', ['-q', '-0', '-r', zip, '.'], { cwd: paths.electronRuntime });
  mirror = await loopbackMirror(zip);
});
afterAll(async () => {
  await mirror.close();
  screen.close();
  app.remove();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(zipTool === null)(
  'the runtime is fetched from a mirror once, its window makes a workspace, and a signal ends everything',
  async () => {
    const electronPackage = electronPackageFor(folder, VERSION, join(folder, 'runtime.zip'));
    const start = async (port: number, signal: NodeJS.Signals, work: (endpoint: string) => Promise<void>) => {
      const given = {
        electronPackage,
        appDir: app.appDir,
        driverServesAll: true,
        args: [`--remote-debugging-port=${port}`, '--lang=zh-CN'],
      };
      const child = spawn(
        process.execPath,
        [join(paths.root, 'test', 'e2e', 'support', 'start-child.ts'), JSON.stringify(given)],
        {
          env: {
            PATH: process.env.PATH ?? '',
            HOME: folder,
            XDG_CACHE_HOME: join(folder, 'cache'),
            DISPLAY: screen.display,
            JIANBIAO_DATA_DIR: join(folder, 'home', 'data'),
            ELECTRON_MIRROR: mirror.address,
          },
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      let lines = '';
      child.stdout.on('data', (data: Buffer) => {
        lines += data.toString();
      });
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      await work(`http://127.0.0.1:${port}`);
      const started = descendants(child.pid ?? 0).map(({ pid }) => pid);
      child.kill(signal);
      const code = await ended;
      const left = (): number[] => started.filter((pid) => alive(pid));
      await expect.poll(left).toEqual([]);
      expect(code).toBe(0);
      return lines;
    };

    const first = await start(9741, 'SIGTERM', async (endpoint) => {
      const browser = await connected(endpoint);
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error('Electron shows no window');
      page.setDefaultTimeout(60_000);
      await createWorkspace(page, '推荐单位', '示例省机关事务管理局', '一个足够长的口令');
      await browser.close();
    });
    expect(first).toContain(`正在从 ${mirror.address} 下载 Electron 运行时`);
    expect(first).toContain('已下载 100%');
    expect(readdirSync(electronPackage)).toContain('dist');
    expect(mirror.asked.filter((line) => line.startsWith('GET'))).toHaveLength(1);

    const second = await start(9742, 'SIGHUP', async (endpoint) => {
      await (await connected(endpoint)).close();
    });
    expect(second).not.toContain('下载');
    expect(mirror.asked.filter((line) => line.startsWith('GET'))).toHaveLength(1);
  },
);

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the window's debugging port answers. */
async function connected(endpoint: string): ReturnType<typeof chromium.connectOverCDP> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await chromium.connectOverCDP(endpoint);
    } catch (thrown) {
      if (tries > 300) throw thrown;
      await pause(300);
    }
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ElectronApp, openElectronApp } from '../support/electron-app.ts';

/** Each item of models.md C1 that can be tried from outside is tried here in the real window, and must be refused. */

let electron: ElectronApp;
let stranger: Server;
let strangerPort: number;
let hits = 0;

beforeAll(async () => {
  stranger = createServer((_request, response) => {
    hits += 1;
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/html' });
    response.end('<h1>stranger</h1>');
  });
  await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
  strangerPort = (stranger.address() as AddressInfo).port;
  electron = await openElectronApp();
  await electron.page.evaluate(() => document.body.setAttribute('data-marker', 'untouched'));
});

afterAll(async () => {
  await electron.close();
  stranger.close();
});

/** The page is the very page that was loaded: same address, and not loaded anew. */
async function expectUntouched(): Promise<void> {
  await electron.page.waitForTimeout(200);
  expect(electron.page.url()).toMatch(/^app:\/\/jianbiao\/index\.html/);
  expect(await electron.page.evaluate(() => document.body.getAttribute('data-marker'))).toBe('untouched');
}

describe('navigation', () => {
  test.each([
    'http://127.0.0.1:PORT/?next=app://jianbiao/index.html',
    'https://app.jianbiao.example/',
    'file:///etc/passwd',
    'app://jianbiao.evil/index.html',
    'app://jianbiao@evil/index.html',
    'app://evil/index.html',
    'data:text/html,<h1>evil</h1>',
    'blob:http://127.0.0.1:PORT/0',
    'javascript:document.body.removeAttribute("data-marker")',
  ])('to %s goes nowhere', async (address) => {
    await electron.page.evaluate(
      (target) => {
        const link = document.createElement('a');
        link.href = target;
        document.body.append(link);
        link.click();
        link.remove();
        window.location.assign(target);
      },
      address.replace('PORT', String(strangerPort)),
    );
    await expectUntouched();
  });

  test('a form cannot post anywhere', async () => {
    await electron.page.evaluate((port) => {
      const form = document.createElement('form');
      form.action = `http://127.0.0.1:${port}/`;
      form.method = 'post';
      document.body.append(form);
      form.submit();
      form.remove();
    }, strangerPort);
    await expectUntouched();
  });

  test.each(['http://127.0.0.1:1/', 'about:blank', 'app://jianbiao/index.html'])(
    'window.open(%s) opens nothing',
    async (address) => {
      expect(await electron.page.evaluate((target) => window.open(target) === null, address)).toBe(true);
      const windows = await electron.app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
      );
      expect(windows).toBe(1);
    },
  );

  test('a webview element stays an unknown element', async () => {
    const made = await electron.page.evaluate((port) => {
      const view = document.createElement('webview');
      view.setAttribute('src', `http://127.0.0.1:${port}/`);
      document.body.append(view);
      const known = 'getWebContentsId' in view;
      setTimeout(() => view.remove(), 100);
      return known;
    }, strangerPort);
    expect(made).toBe(false);
    expect(await electron.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('a frame of another origin, or of our own, holds nothing', async () => {
    const count = await electron.page.evaluate(async (port) => {
      for (const src of [`http://127.0.0.1:${port}/`, 'app://jianbiao/index.html', 'about:blank']) {
        const frame = document.createElement('iframe');
        frame.src = src;
        document.body.append(frame);
      }
      await new Promise((done) => setTimeout(done, 300));
      const bridges = [...document.querySelectorAll('iframe')].filter((frame) => {
        try {
          return frame.contentWindow !== null && 'jianbiao' in frame.contentWindow;
        } catch {
          return false;
        }
      }).length;
      for (const frame of document.querySelectorAll('iframe')) frame.remove();
      return bridges;
    }, strangerPort);
    expect(count).toBe(0);
  });
});

describe('network', () => {
  test('no kind of request of the page reaches a server', async () => {
    await electron.page.evaluate(async (port) => {
      const address = `http://127.0.0.1:${port}/`;
      await fetch(address).catch(() => undefined);
      navigator.sendBeacon(address, 'x');
      const image = new Image();
      image.src = address;
      const socket = (() => {
        try {
          return new WebSocket(`ws://127.0.0.1:${port}/`);
        } catch {
          return null;
        }
      })();
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = address;
      const script = document.createElement('script');
      script.src = address;
      const prefetch = document.createElement('link');
      prefetch.rel = 'prefetch';
      prefetch.href = address;
      document.head.append(style, script, prefetch);
      await new Promise((done) => setTimeout(done, 500));
      socket?.close();
      for (const element of [style, script, prefetch]) element.remove();
    }, strangerPort);
    expect(hits).toBe(0);
  });

  test('even a window without our policy is cut off', async () => {
    const outcome = await electron.app.evaluate(async ({ BrowserWindow }, port) => {
      const window = new BrowserWindow({ show: false });
      try {
        await window.loadURL(`http://127.0.0.1:${port}/`);
        return 'loaded';
      } catch (error) {
        return String(error);
      } finally {
        window.destroy();
      }
    }, strangerPort);
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(hits).toBe(0);
  });

  test('no name is resolved', async () => {
    const outcome = await electron.app.evaluate(async ({ session }) => {
      try {
        await session.defaultSession.resolveHost('localhost');
        return 'resolved';
      } catch (error) {
        return String(error);
      }
    });
    expect(outcome).toContain('ERR_NAME_NOT_RESOLVED');
  });
});

describe('permissions', () => {
  test('every permission is denied, asked or checked', async () => {
    const states = await electron.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage'];
      const checked = await Promise.all(
        names.map(async (name) => {
          try {
            const { state } = await navigator.permissions.query({ name: name as PermissionName });
            return state;
          } catch {
            return 'denied';
          }
        }),
      );
      const asked = await Notification.requestPermission();
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      );
      const clipboard = await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied',
      );
      return [...checked, asked, media, clipboard];
    });
    expect(states.filter((state) => state !== 'denied')).toEqual([]);
  });
});

describe('content security policy', () => {
  test('comes as a header with every file, and only listed files come', async () => {
    const answers = await electron.app.evaluate(async ({ net }) => {
      const get = async (address: string) => {
        const response = await net.fetch(address);
        return { status: response.status, policy: response.headers.get('content-security-policy') ?? '' };
      };
      return {
        page: await get('app://jianbiao/index.html'),
        refused: await Promise.all(
          [
            'app://jianbiao/',
            'app://jianbiao/package.json',
            'app://jianbiao/../package.json',
            'app://jianbiao/%2e%2e/electron/main.js',
            'app://jianbiao/..%2felectron/main.js',
            'app://jianbiao//etc/passwd',
            'app://jianbiao/__proto__',
            'app://evil/index.html',
          ].map(get),
        ),
      };
    });
    expect(answers.page.status).toBe(200);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "frame-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
      expect(answers.page.policy).toContain(part);
    expect(answers.page.policy).not.toContain('unsafe');
    expect(answers.refused.map(({ status }) => status)).toEqual(answers.refused.map(() => 404));
  });

  test('an inline script and a style without the nonce do nothing', async () => {
    const done = await electron.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.body.setAttribute("data-inline", "ran")';
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(script, style);
      const outline = getComputedStyle(document.body).outlineWidth;
      script.remove();
      style.remove();
      return { inline: document.body.getAttribute('data-inline'), outline };
    });
    expect(done.inline).toBeNull();
    expect(done.outline).not.toBe('7px');
  });
});

describe('bridge', () => {
  test('the page has named functions and nothing of Node or Electron', async () => {
    const seen = await electron.page.evaluate(() => ({
      keys: Object.keys(window.jianbiao ?? {}).sort(),
      frozen: Object.isFrozen(window.jianbiao),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    }));
    expect(seen.keys).toEqual([
      'call',
      'chooseFiles',
      'chooseFolder',
      'chooseSave',
      'finishSave',
      'on',
      'onCommand',
      'shell',
    ]);
    expect(seen.frozen).toBe(true);
    expect(seen.node).toEqual([]);
  });

  test('the page runs in a sandboxed process', async () => {
    const pid = await electron.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    // The system itself says so: a seccomp filter is on the renderer's process.
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
  });

  test('malformed requests are refused with a sentence and change nothing', async () => {
    const answers = await electron.page.evaluate(async () => {
      const bridge = window.jianbiao;
      if (bridge === undefined) throw new Error('no bridge');
      const call = bridge.call as (
        method: string,
        args: unknown,
      ) => Promise<{ ok: boolean; error?: { code: string } }>;
      const deep: unknown[] = [];
      let at = deep;
      for (let level = 0; level < 100; level += 1) {
        const next: unknown[] = [];
        at.push(next);
        at = next;
      }
      const codes = [];
      for (const [method, args] of [
        ['app.info', { extra: 1 }],
        ['app.info', null],
        ['record.get', { id: '../../etc/passwd' }],
        ['attachments.import', { source: '/etc/passwd' }],
        ['__proto__', {}],
        ['constructor', {}],
        ['no.such', {}],
        ['app.info', deep],
        ['attachments.add', { name: 'x', bytes: new Uint8Array(110 * 1024 * 1024) }],
      ] as const)
        codes.push((await call(method, args)).error?.code);
      const dialog = await (bridge.chooseFiles as (options: unknown) => Promise<unknown>)({ title: 1 }).then(
        () => 'opened',
        (error: unknown) => String(error),
      );
      const reveal = await bridge.finishSave('/etc/passwd', { reveal: true }).then(
        () => 'revealed',
        (error: unknown) => String(error),
      );
      return { codes, dialog, reveal };
    });
    expect(answers.codes).toEqual([
      'arguments-invalid',
      'arguments-invalid',
      'arguments-invalid',
      'arguments-invalid',
      'method-unknown',
      'method-unknown',
      'method-unknown',
      'request-unfit',
      'request-too-large',
    ]);
    expect(answers.dialog).toContain('不符合约定');
    expect(answers.reveal).toContain('请重新选择');
  });

  test('another window with the same preload script is refused', async () => {
    const answer = await electron.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/dist/electron/preload.cjs`;
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await window.loadURL('about:blank');
      const given: unknown = await window.webContents.executeJavaScript(
        'window.jianbiao.call("app.info", {})',
      );
      // The right address in the wrong window is refused too.
      await window.loadURL('app://jianbiao/index.html');
      const again: unknown = await window.webContents.executeJavaScript(
        'window.jianbiao.call("app.info", {})',
      );
      window.destroy();
      return [given, again];
    });
    for (const one of answer) expect(one).toMatchObject({ ok: false, error: { code: 'window-refused' } });
  });
});

describe('one copy of the program', () => {
  test('a second start with a package file hands the file over and ends', async () => {
    const file = join(electron.folder, 'ggj-2021-unit-preliminary-r1.zip');
    writeFileSync(file, 'not really a package');
    await electron.page.evaluate(() => {
      window.jianbiao?.onCommand((command) => {
        if (typeof command === 'object') document.body.setAttribute('data-command', JSON.stringify(command));
      });
    });
    expect(await electron.startAgain([file])).toBe(0);
    await electron.page.waitForFunction(() => document.body.hasAttribute('data-command'));
    const command: unknown = JSON.parse(
      await electron.page.evaluate(() => document.body.getAttribute('data-command') ?? ''),
    );
    expect(command).toEqual({ openPackage: expect.stringMatching(/^h-[A-Za-z0-9_-]{16,64}$/) });
    expect(JSON.stringify(command)).not.toContain(electron.folder);
  });
});

test('about:blank, which no event announces, is led back to the program', async () => {
  await electron.page.evaluate(() => window.location.assign('about:blank'));
  await electron.page.waitForURL(/^app:\/\/jianbiao\/index\.html/);
  await electron.page.waitForLoadState('load');
});

// The last one here: it closes the page that the others look at.
test('a second start shows the window, also one whose first picture never comes', async () => {
  const { app } = electron;
  const isShown = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await isShown()).toBe(false);
  expect(await electron.startAgain([])).toBe(0);
  await expect.poll(isShown).toBe(true);

  // A graphics driver that never lets the first picture come, for the next window.
  await app.evaluate(({ BrowserWindow }) => {
    const keep = new BrowserWindow({ show: false });
    const { once } = BrowserWindow.prototype;
    Object.assign(BrowserWindow.prototype, {
      once(this: typeof keep, event: string, listener: () => void): unknown {
        return event === 'ready-to-show' ? this : Reflect.apply(once, this, [event, listener]);
      },
    });
    for (const window of BrowserWindow.getAllWindows()) if (window !== keep) window.close();
  });
  await expect.poll(isShown).toBe(false);
  expect(await electron.startAgain([])).toBe(0);
  await expect.poll(isShown).toBe(true);
});

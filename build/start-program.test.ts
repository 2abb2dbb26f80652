import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { descendants } from '../test/e2e/support/processes.ts';
import { electronPackageFor, type LoopbackMirror, loopbackMirror } from '../test/support/loopback-mirror.ts';
import { paths } from './kit/paths.ts';

/** `npm start` where the Electron window cannot be had: a sentence, and the same program from the local shell. */

const VERSION = '45.4.1';
let folder: string;
let zip: string;
let mirror: LoopbackMirror | null = null;
let child: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-start-'));
  zip = join(folder, 'runtime.zip');
  writeFileSync(zip, 'no zip at all, but bytes with a hash');
});
afterEach(async () => {
  if (child !== null && child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill();
    await ended;
  }
  child = null;
  await mirror?.close();
  mirror = null;
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly lines: string;
  readonly ms: number;
  /** Sends a signal and gives the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts on a screen that nobody looks at and with no browser on the path; comes back when the address stands there. */
function start(
  electronPackage: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Promise<Started> {
  const began = Date.now();
  const bare = {
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    TMPDIR: folder,
    PATH: folder,
    DISPLAY: ':4711',
  };
  const script = join(paths.root, 'test', 'e2e', 'support', 'start-child.ts');
  const started = spawn(process.execPath, [script, JSON.stringify({ electronPackage, args })], {
    env: { ...bare, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  let lines = '';
  return new Promise((resolve, reject) => {
    started.once('exit', (code) => reject(new Error(`ended with ${code}: ${lines}`)));
    started.stdout.on('data', (data: Buffer) => {
      lines += data.toString();
      if (/打开：http:\/\/127\.0\.0\.1:\d+\/enter#code=/.test(lines))
        resolve({
          lines,
          ms: Date.now() - began,
          end: (signal) =>
            new Promise((ended) => {
              started.once('exit', (code) => ended(code));
              started.kill(signal);
            }),
        });
    });
  });
}

/** A machine that others keep busy needs longer to start a process; the waiting itself is bounded. */
const SOON_MS = 10_000;
const BUSY_MS = 10_000;

test('downloads forbidden: nothing is asked, the local shell at once; SIGHUP and SIGINT end it', async () => {
  mirror = await loopbackMirror(zip);
  const dir = electronPackageFor(folder, VERSION, zip);
  for (const signal of ['SIGHUP', 'SIGINT'] as const) {
    const { lines, end } = await start(dir, { ELECTRON_MIRROR: mirror.address, JIANBIAO_NO_DOWNLOAD: '1' });
    expect(lines).toContain('JIANBIAO_NO_DOWNLOAD 又不许下载，改用本机浏览器打开荐表');
    expect(await end(signal)).toBe(0);
  }
  expect(mirror.asked).toEqual([]);
});

test('an unreachable mirror: a sentence and the local shell within ten seconds', async () => {
  const gone = await loopbackMirror(zip);
  await gone.close();
  const dir = electronPackageFor(folder, VERSION, zip);
  const { lines, ms, end } = await start(dir, { ELECTRON_MIRROR: gone.address });
  expect(lines).toContain(`本机没有 Electron 运行时，又连不上 ${gone.address}，改用本机浏览器打开荐表`);
  expect(ms).toBeLessThan(SOON_MS);
  expect(await end('SIGTERM')).toBe(0);
});

test('a wrong hash: nothing is unpacked, a sentence and the local shell', async () => {
  mirror = await loopbackMirror(zip);
  const dir = electronPackageFor(folder, VERSION, zip, 'a'.repeat(64));
  const { lines, ms } = await start(dir, { ELECTRON_MIRROR: mirror.address });
  expect(mirror.asked.at(-1)).toMatch(/^GET \/v45\.4\.1\/electron-v45\.4\.1-.*\.zip$/);
  expect(lines).toContain('与 electron 包所列的 SHA-256 不符，已丢弃');
  expect(existsSync(join(dir, 'dist'))).toBe(false);
  expect(ms).toBeLessThan(SOON_MS);
});

test('a stalled download is given up, a sentence and the local shell', async () => {
  mirror = await loopbackMirror(zip, true);
  const dir = electronPackageFor(folder, VERSION, zip);
  const { lines, ms } = await start(dir, { ELECTRON_MIRROR: mirror.address });
  expect(lines).toContain('6 秒没有收到数据');
  expect(ms).toBeLessThan(SOON_MS + BUSY_MS);
});

test('a server without this version: a sentence and the local shell', async () => {
  mirror = await loopbackMirror(join(folder, 'not there'));
  const { lines } = await start(electronPackageFor(folder, VERSION, zip), {
    ELECTRON_MIRROR: mirror.address,
  });
  expect(lines).toContain('Electron 运行时没有下载成功（服务器答复 404）');
});

test('a runtime too old for the shipped driver is not started: a sentence and the local shell', async () => {
  const dir = electronPackageFor(folder, '33.2.1', zip);
  mkdirSync(join(dir, 'dist'));
  writeFileSync(join(dir, 'dist', 'electron'), '#!/bin/sh\necho started\n', { mode: 0o755 });
  writeFileSync(join(dir, 'dist', 'version'), '33.2.1');
  const { lines, ms } = await start(dir, {});
  expect(lines).toContain('本机的 Electron 33 太旧，数据库驱动在其中不能运行，改用本机浏览器打开荐表');
  expect(lines).not.toContain('started');
  expect(ms).toBeLessThan(SOON_MS);
});

test('a folder named as runtime that holds none is said to be so, and nothing is fetched in its stead', async () => {
  mirror = await loopbackMirror(zip);
  const dir = electronPackageFor(folder, VERSION, zip);
  const named = join(folder, 'no runtime');
  const env = { ELECTRON_OVERRIDE_DIST_PATH: named, ELECTRON_MIRROR: mirror.address };
  const { lines } = await start(dir, env, ['--sample=king']);
  expect(lines).toContain(`ELECTRON_OVERRIDE_DIST_PATH 所指的“${named}”里没有 Electron 运行时`);
  expect(mirror.asked).toEqual([]);
  expect(lines).toContain('没有叫“king”的样例');
});

test('a runtime that dies at once counts as not opened', async () => {
  const dir = electronPackageFor(folder, VERSION, zip);
  mkdirSync(join(dir, 'dist'));
  writeFileSync(join(dir, 'dist', 'electron'), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
  writeFileSync(join(dir, 'dist', 'version'), VERSION);
  const { lines } = await start(dir, {});
  expect(lines).toContain('Electron 没有启动成功，改用本机浏览器打开荐表');
});

test('without a screen nothing is fetched, and the address is printed', async () => {
  mirror = await loopbackMirror(zip);
  const { lines } = await start(electronPackageFor(folder, VERSION, zip), {
    ELECTRON_MIRROR: mirror.address,
    DISPLAY: '',
  });
  expect(lines).toContain('没有图形界面');
  expect(mirror.asked).toEqual([]);
});

test.for([
  // npm hands this one to its shell, which ends without handing it on.
  { signal: 'SIGTERM', to: 'shell' },
  // Of these npm dies itself, and its shell waits on.
  { signal: 'SIGHUP', to: 'npm' },
  { signal: 'SIGKILL', to: 'npm' },
] as const)('when $to is gone by $signal, the program ends with its engine', async ({ signal, to }) => {
  const dir = electronPackageFor(folder, VERSION, zip);
  const script = join(paths.root, 'test', 'e2e', 'support', 'start-child.ts');
  // As npm does it: a shell in between.
  const line = `"${process.execPath}" "${script}" '${JSON.stringify({ electronPackage: dir })}'; :`;
  const npm = `require('node:child_process').spawn('/bin/sh', ['-c', ${JSON.stringify(line)}], { stdio: 'inherit' })`;
  const started = spawn(process.execPath, ['-e', npm], {
    env: { HOME: folder, TMPDIR: folder, PATH: folder, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  await new Promise<void>((resolve) => {
    started.stdout.on('data', (data: Buffer) => {
      if (data.includes('enter#code=')) resolve();
    });
  });
  const [shell, ...program] = descendants(started.pid ?? 0).map(({ pid }) => pid);
  expect(program.length).toBeGreaterThanOrEqual(2);
  process.kill(to === 'npm' ? (started.pid ?? 0) : (shell ?? 0), signal);
  await expect.poll(() => program.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
});

test('where no data can be kept, a sentence and an exit code before anything is fetched', async () => {
  mirror = await loopbackMirror(zip);
  // Root may write anywhere, but nobody makes a folder below a file.
  const home = join(folder, 'home');
  writeFileSync(home, '');
  const given = { HOME: home, XDG_CONFIG_HOME: '', ELECTRON_MIRROR: mirror.address };
  await expect(start(electronPackageFor(folder, VERSION, zip), given)).rejects.toThrow(
    `ended with 1: 数据文件夹“${join(home, '.config', 'Jianbiao', 'data')}”不能写入`,
  );
  expect(mirror.asked).toEqual([]);
});

test('a temporary folder that is not there keeps nobody from the program', async () => {
  const dir = electronPackageFor(folder, VERSION, zip);
  const { end } = await start(dir, { JIANBIAO_NO_DOWNLOAD: '1', TMPDIR: join(folder, 'gone') });
  expect(await end('SIGTERM')).toBe(0);
});

test('an electron package that cannot be written is seen before the download, and said', async () => {
  mirror = await loopbackMirror(zip);
  // Below a file not even root can write.
  const dir = join(zip, 'electron');
  const { lines } = await start(dir, { ELECTRON_MIRROR: mirror.address });
  expect(lines).toContain(`${dir} 又不许当前用户写入`);
  expect(mirror.asked).toEqual([]);
});

test('a browser that dies at once, as root’s does, is told; the address is printed and the program stays', async () => {
  writeFileSync(join(folder, 'chromium'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const dir = electronPackageFor(folder, VERSION, zip);
  const { lines, end } = await start(dir, { JIANBIAO_NO_DOWNLOAD: '1' });
  expect(lines).toContain('浏览器没有打开窗口');
  expect(await end('SIGTERM')).toBe(0);
});

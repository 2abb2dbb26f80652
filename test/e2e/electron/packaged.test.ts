import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { OLDEST_GLIBC } from '../../../build/driver/compile-driver.ts';
import { compareVersions, newestNeed, readElfNeeds } from '../../../build/driver/elf-needs.ts';
import { paths } from '../../../build/kit/paths.ts';
import { newestGlibcIn } from '../../../build/pack/pack-program.ts';
import { readerFile } from '../../../electron/engine/paper/scan/qr-reader.ts';
import { DEBUG_SWITCHES } from '../../../electron/shell/debug-switches.ts';
import { waitUntil } from '../support/desk.ts';
import { ordinaryUser } from '../support/ordinary-user.ts';
import { descendants, ENGINE_PROCESS } from '../support/processes.ts';
import { type VirtualScreen, virtualScreen } from '../support/virtual-screen.ts';

/**
 * The program as it is shipped: asar, fuses, no test mark (models.md C1 item 19). Playwright cannot drive it, because the
 * fuses close the door that it comes in by; so it is looked at from outside.
 */

let folder: string;
let program: string;
let executable: string;
let screen: VirtualScreen;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  // Packs, reads the fuses back and fails when one is not as required.
  execFileSync(process.execPath, [join(paths.root, 'build', 'pack', 'main.ts'), '--here', '--folder-only'], {
    stdio: 'pipe',
  });
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-packed-'));
  chmodSync(folder, 0o755);
  program = join(folder, 'program');
  cpSync(join(paths.release, 'linux-unpacked'), program, { recursive: true });
  const user = ordinaryUser();
  executable = join(program, 'jianbiao');
  if (user !== null) {
    chmodSync(join(program, 'chrome-sandbox'), 0o4755);
    executable = user.wrap(executable, folder);
    chmodSync(folder, 0o777);
  }
  screen = await virtualScreen();
  env = { PATH: process.env.PATH, DISPLAY: screen.display, XDG_CONFIG_HOME: join(folder, 'config') };
});

afterAll(() => {
  screen?.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(
  args: readonly string[],
  extra: NodeJS.ProcessEnv = {},
): { child: ChildProcess; said: () => string; printed: () => string } {
  const child = spawn(executable, args, { env: { ...env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let printed = '';
  child.stdout?.on('data', (data: Buffer) => {
    printed += data.toString('utf8');
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      text += data.toString('utf8');
    });
  return { child, said: () => text, printed: () => printed };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

test('holds the bundle, the driver of this platform, and no mark of a test build', () => {
  const asar = join(program, 'resources', 'app.asar');
  const files = listPackage(asar, { isPack: false });
  expect(files).toContain('/dist/electron/main.js');
  expect(files).toContain(`/dist/electron/${readerFile}`);
  const driver = `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`;
  expect(files.filter((name) => name.endsWith('.node'))).toEqual([driver]);
  const needs = readElfNeeds(readFileSync(join(`${asar}.unpacked`, driver)));
  expect(compareVersions(newestNeed(needs, 'GLIBC') ?? [], OLDEST_GLIBC)).toBeLessThanOrEqual(0);
  // Nothing that only another shell or another system could start.
  expect(files.filter((name) => /^\/dist\/local|lib\/(?:darwin|linux|win32)/.test(name))).toEqual([]);
  expect(
    files.filter(
      (name) => name.startsWith('/node_modules/') && !name.startsWith('/node_modules/better-sqlite3'),
    ),
  ).toEqual([]);
  const { jianbiaoTestBuild } = z
    .looseObject({ jianbiaoTestBuild: z.unknown().optional() })
    .parse(JSON.parse(extractFile(asar, 'package.json').toString('utf8')));
  expect(jianbiaoTestBuild).toBeUndefined();
  expect(existsSync(join(program, 'resources', 'default_app.asar'))).toBe(false);
});

test('nothing in the package asks for a newer C library than UOS 20 has', () => {
  const [version, file] = newestGlibcIn(program);
  expect(compareVersions(version, [2]), file).toBeGreaterThan(0);
  expect(compareVersions(version, OLDEST_GLIBC), file).toBeLessThanOrEqual(0);
});

test('refuses to start with a switch that opens the window to other programs', async () => {
  for (const name of ['remote-debugging-port', 'disable-web-security', 'js-flags'] as const) {
    expect(DEBUG_SWITCHES).toContain(name);
    const { child, said } = start([`--${name}=0`]);
    expect(await ended(child)).toBe(1);
    expect(said()).toContain(`--${name}`);
  }
});

test('opens its sandboxed window, and runs no Node that its environment names', async () => {
  const marker = join(folder, 'foreign-node-ran');
  const foreign = join(folder, 'foreign-node');
  writeFileSync(foreign, `#!/bin/sh\ntouch ${marker}\n`);
  chmodSync(foreign, 0o755);
  const { child, said } = start([], {
    // What an earlier version's test runs listened to; nothing does any more.
    JIANBIAO_ENGINE_NODE: foreign,
    NODE_OPTIONS: `--require ${join(folder, 'absent.js')}`,
    ELECTRON_RUN_AS_NODE: '1',
  });
  try {
    const part = (kind: string) => descendants(child.pid ?? 0).find(({ command }) => command.includes(kind));
    const wait = (ready: () => boolean, failure: string) =>
      waitUntil(() => ready() || child.exitCode !== null, `${failure}: ${said()}`);
    // The engine stands in a process of Electron's own, not on the Node that was named.
    await wait(() => part(ENGINE_PROCESS) !== undefined, 'no engine');
    expect(child.exitCode).toBeNull();
    expect(existsSync(marker)).toBe(false);
    // A process is there a moment before it shuts itself in.
    await wait(() => isShutIn(part('--type=renderer')?.pid), 'no window in a sandbox');
    expect(child.exitCode).toBeNull();
  } finally {
    child.kill('SIGKILL');
  }
});

test('answers the command line under its own name, with neither window nor screen', async () => {
  const file = join(folder, '来信.zip');
  writeFileSync(file, '这是一封信，不是封包。');
  const answer = async (...words: string[]) => {
    const { child, said, printed } = start(words, { DISPLAY: '' });
    return { code: await ended(child), said: said(), printed: printed() };
  };
  expect(await answer('help')).toMatchObject({ code: 0, printed: expect.stringContaining('verify') });
  const verified = await answer('verify', file, '--json');
  expect(verified.code).toBe(1);
  expect(JSON.parse(verified.printed)).toMatchObject({ ok: false });
  expect(await answer('verify', '--no-such-switch')).toMatchObject({ code: 2 });
  expect(await answer('serve')).toMatchObject({ code: 1, said: expect.stringContaining('直接打开程序窗口') });
  expect(await answer('verify', file, '--remote-debugging-port=0')).toMatchObject({ code: 1 });
});

test('a portable copy that cannot be written to says so in a sentence and ends there', async () => {
  writeFileSync(join(program, 'portable.ini'), '');
  chmodSync(program, 0o555);
  const { child, said } = start([]);
  try {
    await waitUntil(() => said().includes('不能写入') || child.exitCode !== null, `nothing said: ${said()}`);
    expect(said()).toContain(join(program, 'data'));
    expect(said()).toContain('光盘');
    expect(said()).not.toContain('Error');
  } finally {
    child.kill('SIGKILL');
    chmodSync(program, 0o755);
    rmSync(join(program, 'portable.ini'));
  }
});

/** Whether the kernel filters the system calls of a process: what Chromium's sandbox comes to on Linux. */
function isShutIn(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    return /^Seccomp:\s+2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // It ended between being listed and being read.
    return false;
  }
}

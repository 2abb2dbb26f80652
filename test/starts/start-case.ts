import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { OrdinaryUser } from '../e2e/support/ordinary-user.ts';
import { descendants } from '../e2e/support/processes.ts';
import { virtualScreen } from '../e2e/support/virtual-screen.ts';

/** How `npm start` is met: by whom, on which machine, and how it is ended. */
export interface StartCase {
  readonly user: 'ordinary' | 'root';
  readonly screen: boolean;
  /** `mirror`: a loopback mirror has the runtime. `none`: the process has no network but its own loopback. */
  readonly network: 'none' | 'mirror';
  /** What makes the machine unfit, if anything. */
  readonly fault?: 'home read-only' | 'disk full';
  /** `npm`: the signal goes to npm alone, as `kill` does; `terminal`: to all of the group, as Ctrl+C does. */
  readonly end: { readonly signal: NodeJS.Signals; readonly to: 'npm' | 'terminal' };
}

export interface StartSeen {
  /** `Electron window`, `browser window`, `address`, or how it ended by itself. */
  readonly opened: string;
  readonly seconds: number;
  /** The lines for the user, without npm's own and the progress. */
  readonly said: readonly string[];
  /** How long after the signal everything was gone; null when it ended by itself. */
  readonly goneAfter: number | null;
  /** Command lines of what was still there ten seconds later. */
  readonly left: readonly string[];
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/enter#code=/;
const PATIENCE_MS = 180_000;

/** A window with our title on a screen; whose it is says its process's name. */
function windowOwner(display: string, all: readonly { pid: number; command: string }[]): string | null {
  const found = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '荐表'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DISPLAY: display },
  });
  if (found.stdout.trim() === '') return null;
  return all.some(({ command }) => /electron\S* .*--type=renderer/.test(command))
    ? 'Electron window'
    : 'browser window';
}

/**
 * Runs `npm start` in `clone` as `user` and looks at what comes. `mirror` is the address of a mirror; `home` an empty
 * folder of the user's. Gives what was seen; everything it started has ended when it comes back.
 */
export async function tryStart(
  { screen, network, fault, end }: StartCase,
  clone: string,
  home: string,
  user: OrdinaryUser | null,
  mirror: string,
  node: string,
): Promise<StartSeen> {
  const display = screen ? await virtualScreen() : null;
  const data = join(home, 'data');
  mkdirSync(data, { recursive: true });
  user?.own(home);
  const env = [
    `HOME=${home}`,
    `PATH=${join(node, '..')}:/usr/local/bin:/usr/bin:/bin`,
    `JIANBIAO_DATA_DIR=${join(data, 'own')}`,
    ...(display === null ? [] : [`DISPLAY=${display.display}`]),
    ...(network === 'mirror' ? [`ELECTRON_MIRROR=${mirror}`] : []),
  ];
  const as = user === null ? '' : `setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups `;
  const before = [
    ...(network === 'none' ? ['ip link set lo up'] : []),
    ...(fault === 'home read-only'
      ? [`mount --bind ${data} ${data}`, `mount -o remount,bind,ro ${data}`]
      : []),
    ...(fault === 'disk full'
      ? [`mount -t tmpfs -o size=4k,mode=777 none ${data}`, `head -c 4096 /dev/zero > ${data}/full`]
      : []),
  ];
  const shell = [...before, `cd ${clone}`, `exec ${as}env -i ${env.join(' ')} npm start`].join(' && ');
  const apart = ['--mount', ...(network === 'none' ? ['--net'] : [])];
  const began = Date.now();
  const child = spawn('unshare', [...apart, 'sh', '-c', shell], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      text += bytes.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    let opened: string | null = null;
    while (opened === null && Date.now() - began < PATIENCE_MS) {
      if (child.exitCode !== null) opened = `ended with ${child.exitCode}`;
      else if (display !== null) opened = windowOwner(display.display, descendants(child.pid ?? 0));
      if (opened === null && ADDRESS.test(text)) opened = 'address';
      await pause(200);
    }
    const seconds = (Date.now() - began) / 1000;
    const lines = text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '' && !/已下载 \d+%|已用 \d+/.test(line));
    const ours = lines.filter((line) => /[\u4e00-\u9fff]/.test(line));
    // Where it ended by itself, everything it said is wanted.
    const said = child.exitCode === null || child.exitCode === 0 ? ours : lines.slice(-20);
    if (child.exitCode !== null) return { opened: opened ?? '', seconds, said, goneAfter: null, left: [] };
    const started = descendants(child.pid ?? 0);
    const all = [{ pid: child.pid ?? 0, command: 'npm start' }, ...started];
    const told = Date.now();
    signal(child, end);
    const living = (): readonly string[] =>
      all.filter(({ pid }) => isAlive(pid)).map(({ command }) => command);
    while (living().length > 0 && Date.now() - told < 10_000) await pause(50);
    const left = living();
    return { opened: opened ?? 'nothing', seconds, said, goneAfter: (Date.now() - told) / 1000, left };
  } finally {
    for (const { pid } of descendants(child.pid ?? 0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
    display?.close();
  }
}

function signal(child: ChildProcess, end: StartCase['end']): void {
  const pid = child.pid ?? 0;
  process.kill(end.to === 'terminal' ? -pid : pid, end.signal);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

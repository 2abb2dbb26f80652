import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { paths } from '../../../build/kit/paths.ts';
import { runLocalShell } from '../../../electron/local/run.ts';
import { descendants } from './processes.ts';

/**
 * Runs the local shell with the machine's browser, as `npm start` does, looks at what other users and later readers of the
 * profile could find, ends it by a signal and tells all as JSON: `node shell-in-browser.ts FOLDER SECONDS`.
 */

const [, , folder = '', seconds = '0'] = process.argv;
const said: string[] = [];
const { shell, opened, ended } = await runLocalShell(
  {
    distDir: paths.dist,
    dataDir: join(folder, 'data'),
    campaignsDir: join(paths.root, 'resources', 'campaigns'),
    fontsDir: join(paths.dist, 'fonts'),
    temporaryDir: folder,
    open: true,
  },
  (line) => said.push(line),
);
const entered = await Promise.race([
  new Promise<boolean>((resolve) => shell.onEntered(() => resolve(true))),
  pause(60_000, false),
]);
for (let tries = 0; shell.windows() === 0 && tries < 300; tries += 1) await pause(100);
const windows = shell.windows();
await pause(Number(seconds) * 1000);

const children = descendants(process.pid);
const profile = join(folder, 'browser');

/** Codes and rooms that stand anywhere in the profile, as bytes: databases, logs, sessions. */
function inProfile(pattern: RegExp): readonly string[] {
  const found = new Set<string>();
  for (const name of readdirSync(profile, { recursive: true }).map(String)) {
    const path = join(profile, name);
    if (!existsSync(path) || !statSync(path).isFile()) continue;
    const text = readFileSync(path, 'latin1');
    // Chromium writes some of its files in 16 bits a letter.
    for (const plain of [text, text.replaceAll('\0', '')])
      for (const [, secret] of plain.matchAll(pattern)) if (secret !== undefined) found.add(secret);
  }
  return [...found];
}

function statusOf(path: string, method: string, body?: string): Promise<number> {
  const origin = `http://127.0.0.1:${shell.port}`;
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method, headers: { Origin: origin } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const codes = inProfile(/code=([A-Za-z0-9_-]{43})/g);
const rooms = inProfile(/\/w\/([A-Za-z0-9_-]{43})\//g);
const usable: string[] = [];
for (const code of codes) if ((await statusOf('/enter', 'POST', code)) !== 403) usable.push('code');
for (const room of rooms)
  if ((await statusOf(`/w/${room}/upload?name=x`, 'POST', 'x')) !== 403) usable.push('room');
const modes = [profile, shell.runFolder.path].map((path) => (statSync(path).mode & 0o777).toString(8));
const pages = readdirSync(shell.runFolder.path).filter((name) => name.endsWith('.html'));

process.kill(process.pid, 'SIGHUP');
await ended;
for (let tries = 0; children.some(({ pid }) => existsSync(`/proc/${pid}`)) && tries < 100; tries += 1)
  await pause(100);
console.log(
  JSON.stringify({
    opened,
    entered,
    windows,
    said,
    commands: children.map(({ command }) => command),
    roomsSeen: rooms.length,
    usable,
    modes,
    pages,
    left: children.filter(({ pid }) => existsSync(`/proc/${pid}`)).map(({ command }) => command),
    runFolderLeft: existsSync(shell.runFolder.path),
  }),
);
process.exit(0);

import { randomBytes } from 'node:crypto';
import {
  type Dirent,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { uptime } from 'node:os';
import { join, resolve } from 'node:path';
import { isProcessRunning } from '../engine/files/running-process.ts';

const PREFIX = 'jianbiao-local-';
/** The file that says which data a run works on. */
const DATA = 'data';
/** A folder without the mark of its process (an earlier version's) is left alone so long: its run may still go on. */
const UNMARKED_REST_MS = 24 * 3600 * 1000;
/** A file that the browser or a scanner of viruses still holds cannot be removed on Windows at once. */
const REMOVAL = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 } as const;

export interface RunFolder {
  readonly path: string;
  /** Another run on the same data goes on already. */
  readonly isSecond: boolean;
  /** Writes a page that sends the browser on to an address, for this user's eyes alone. Gives its path. */
  writePage(address: string): string;
  /** Removes the pages written so far: their codes are spent, or will be refused. */
  dropPages(): void;
  remove(): void;
}

/**
 * The private folder (0700) of one run of the local shell: files on their way, and the page that hands over the code.
 * Says whether a run on the same data goes on. Sweeps away what earlier runs left behind that ended without tidying up (a crash, kill -9, a power cut).
 */
export function createRunFolder(parent: string, dataDir: string): RunFolder {
  mkdirSync(parent, { recursive: true });
  sweepRunFolders(parent);
  const isSecond = listed(parent).some(({ name }) => dataOf(join(parent, name)) === resolve(dataDir));
  const path = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  writeFileSync(join(path, 'process'), processMark(process.pid) ?? '', { mode: 0o600 });
  writeFileSync(join(path, DATA), resolve(dataDir), { mode: 0o600 });
  const pages = new Set<string>();
  return {
    path,
    isSecond,
    writePage(address) {
      const page = join(path, `open-${randomBytes(9).toString('base64url')}.html`);
      writeFileSync(page, openingPage(address), { flag: 'wx', mode: 0o600 });
      pages.add(page);
      return page;
    },
    dropPages() {
      for (const page of pages) rmSync(page, REMOVAL);
      pages.clear();
    },
    remove: () => rmSync(path, REMOVAL),
  };
}

/** The data that a run works on; null where it does not say, as another user's folder. */
function dataOf(folder: string): string | null {
  try {
    return isOwn(folder) ? readFileSync(join(folder, DATA), 'utf8') : null;
  } catch {
    return null;
  }
}

/** A page on disk and no address in the command line, which every user of the machine can read. */
function openingPage(address: string): string {
  const quoted = JSON.stringify(address).replaceAll('<', '\\u003c');
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="google" content="notranslate">' +
    `<meta name="referrer" content="no-referrer"><title>荐表</title></head><body><script>location.replace(${quoted})</script></body></html>\n`
  );
}

/** Removes the folders of runs that are over. Only folders of this user, never what a link points to. */
export function sweepRunFolders(parent: string): void {
  for (const entry of listed(parent)) {
    const path = join(parent, entry.name);
    try {
      if (entry.isDirectory() && isOwn(path) && isOver(path)) rmSync(path, REMOVAL);
    } catch {
      // Gone meanwhile, or held: the next start tries again.
    }
  }
}

function listed(parent: string): readonly Dirent[] {
  try {
    return readdirSync(parent, { withFileTypes: true }).filter(({ name }) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function isOwn(path: string): boolean {
  const uid = process.getuid?.();
  return uid === undefined || lstatSync(path).uid === uid;
}

function isOver(path: string): boolean {
  const made = lstatSync(path).mtimeMs;
  if (made < Date.now() - uptime() * 1000) return true;
  const pid = Number(new RegExp(`${PREFIX}(\\d+)-[^-]*$`).exec(path)?.[1] ?? Number.NaN);
  if (!Number.isInteger(pid)) return made < Date.now() - UNMARKED_REST_MS;
  const now = processMark(pid);
  if (now === null) return true;
  let then = '';
  try {
    then = readFileSync(join(path, 'process'), 'utf8');
  } catch {
    // Ended before it wrote its mark, or has not come to it yet: the process id alone decides.
  }
  return then !== '' && then !== now;
}

/** What tells a process from a later one with the same number; null when there is none. */
function processMark(pid: number): string | null {
  if (!isProcessRunning(pid)) return null;
  try {
    // Linux: field 22 of stat is the time of its start; the second field is a name that may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

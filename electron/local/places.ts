import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import type { FolderListing } from './messages.ts';

export interface Places {
  /** What stands in a folder; with null the places to begin at. Throws JianbiaoError when it cannot be read. */
  list(place: string | null): Promise<FolderListing>;
  /** Makes a folder inside one and gives its listing. Throws JianbiaoError for a name that no system would take. */
  create(place: string, name: string): Promise<FolderListing>;
  /** The path behind a place, for the server alone. Throws JianbiaoError for an unknown one. */
  pathOf(place: string): string;
}

/** Names that Windows refuses or that leave the folder (models.md C1: reserved names). */
const UNFIT_NAME = /[\\/:*?"<>|\p{Cc}]|^\.|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu;

/**
 * The folder dialog's view of this machine: opaque places instead of paths, so that the page in the browser cannot
 * name a folder that the user was not shown (design: one API contract).
 * `roots` gives the places to begin at; it is asked anew each time, because drives come and go.
 */
export function createPlaces(roots: () => Promise<readonly { path: string; name: string }[]>): Places {
  const paths = new Map<string, string>();
  const known = new Map<string, string>();

  function placeOf(path: string): string {
    const old = known.get(path);
    if (old !== undefined) return old;
    const place = `p-${randomBytes(12).toString('base64url')}`;
    paths.set(place, path);
    known.set(path, place);
    return place;
  }

  function pathOf(place: string): string {
    const path = paths.get(place);
    if (path === undefined) throw new JianbiaoError('choice-expired');
    return path;
  }

  async function list(place: string | null): Promise<FolderListing> {
    if (place === null) {
      const begin = await roots();
      const folders = begin.map(({ path, name }) => ({ place: placeOf(path), name }));
      return { title: '选择位置', here: null, folders };
    }
    const path = pathOf(place);
    const name = basename(path) || path;
    try {
      const entries = await readdir(path, { withFileTypes: true });
      const folders = entries
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map((entry) => ({ place: placeOf(join(path, entry.name)), name: entry.name }))
        .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
      const parent = dirname(path);
      if (parent !== path) folders.unshift({ place: placeOf(parent), name: '..' });
      return { title: name, here: place, folders };
    } catch (cause) {
      throw new JianbiaoError('folder-unreadable', { name }, { cause });
    }
  }

  return {
    list,
    pathOf,
    async create(place, name) {
      const trimmed = name.normalize('NFC').trim();
      if (trimmed === '' || UNFIT_NAME.test(trimmed))
        throw new JianbiaoError('folder-name-invalid', { name });
      const path = join(pathOf(place), trimmed);
      try {
        await mkdir(path, { recursive: true });
      } catch (cause) {
        throw new JianbiaoError('folder-unreadable', { name: trimmed }, { cause });
      }
      return list(placeOf(path));
    },
  };
}

/** Where people keep files: documents, desktop, downloads, home, and whatever is mounted as removable. */
export async function usualPlaces(
  platform: NodeJS.Platform = process.platform,
): Promise<readonly { path: string; name: string }[]> {
  const home = homedir();
  const own = [
    { path: join(home, 'Documents'), name: '文档' },
    { path: join(home, '文档'), name: '文档' },
    { path: join(home, 'Desktop'), name: '桌面' },
    { path: join(home, '桌面'), name: '桌面' },
    { path: join(home, 'Downloads'), name: '下载' },
    { path: home, name: '个人文件夹' },
  ].filter(({ path }) => existsSync(path));
  return [...own, ...(await drives(platform))];
}

async function drives(platform: NodeJS.Platform): Promise<readonly { path: string; name: string }[]> {
  switch (platform) {
    case 'win32':
      return [...'DEFGHIJKLMNOPQRSTUVWXYZ']
        .map((letter) => ({ path: `${letter}:\\`, name: `${letter}: 盘` }))
        .filter(({ path }) => existsSync(path));
    case 'darwin':
      return mounted('/Volumes');
    default: {
      const user = basename(homedir());
      const lists = await Promise.all([
        mounted(`/media/${user}`),
        mounted(`/run/media/${user}`),
        mounted('/mnt'),
      ]);
      return lists.flat();
    }
  }
}

async function mounted(folder: string): Promise<readonly { path: string; name: string }[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => ({ path: join(folder, entry.name), name: `介质 ${entry.name}` }));
  } catch {
    // The folder exists only on systems that mount there.
    return [];
  }
}

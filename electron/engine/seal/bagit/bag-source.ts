import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Entry, open, type ZipFile } from 'yauzl';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { errorCode } from '../../files/error-code.ts';
import { nameProblem } from '../zip-directory.ts';

/** The files of a bag, whether in a folder or a zip. Paths use `/` and are relative to the bag's base. */
export interface BagSource {
  /** Regular files, sorted. */
  readonly files: readonly string[];
  /** Links, devices, unsafe zip entries: never followed. */
  readonly others: readonly string[];
  /** Runs the file's bytes through `onBlock`; gives their number. */
  readonly readBytes: (path: string, onBlock: (block: Uint8Array) => void) => Promise<number>;
  readonly close: () => Promise<void>;
}

async function walk(base: string, folder: string, files: string[], others: string[]): Promise<void> {
  for (const entry of await readdir(join(base, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) await walk(base, path, files, others);
    else if (entry.isFile()) files.push(path);
    else others.push(path);
  }
}

async function pump(stream: NodeJS.ReadableStream, onBlock: (block: Uint8Array) => void): Promise<number> {
  let bytes = 0;
  const sink = new Writable({
    write(block: Buffer, _encoding, done) {
      bytes += block.length;
      try {
        onBlock(block);
        done();
      } catch (thrown) {
        done(thrown instanceof Error ? thrown : new JianbiaoError('internal'));
      }
    },
  });
  await pipeline(stream, sink);
  return bytes;
}

async function folderSource(base: string): Promise<BagSource> {
  const files: string[] = [];
  const others: string[] = [];
  await walk(base, '', files, others);
  return {
    files: files.sort(),
    others,
    readBytes: (path, onBlock) => pump(createReadStream(join(base, path)), onBlock),
    close: async () => undefined,
  };
}

/** The folder all entries share, with its slash; empty when they share none. */
function sharedFolder(names: readonly string[]): string {
  const first = names[0] ?? '';
  const top = first.slice(0, first.indexOf('/') + 1);
  return top !== '' && names.every((name) => name.startsWith(top)) ? top : '';
}

/** Names that leave the bag; characters our own packages do not use are fine in other people's bags. */
function leavesBag(name: string): boolean {
  const found = nameProblem(name);
  return found !== null && found !== '含不允许的字符' && found !== '过长' && found !== '以点或空格结尾';
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { autoClose: false, lazyEntries: true, strictFileNames: true }, (error, zip) =>
      error === null ? resolve(zip) : reject(error),
    );
  });
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function zipSource(path: string): Promise<BagSource> {
  const zip = await openZip(path);
  const openStream = promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip));
  try {
    const entries = new Map<string, Entry>();
    const others: string[] = [];
    for (const entry of await listEntries(zip)) {
      const name = entry.fileName;
      const type = (entry.externalFileAttributes >>> 16) & 0o170000;
      if (name.endsWith('/')) continue;
      if (leavesBag(name) || entries.has(name) || (type !== 0 && type !== 0o100000)) others.push(name);
      else entries.set(name, entry);
    }
    const top = sharedFolder([...entries.keys()]);
    const byPath = new Map([...entries].map(([name, entry]) => [name.slice(top.length), entry]));
    return {
      files: [...byPath.keys()].sort(),
      others,
      async readBytes(file, onBlock) {
        const entry = byPath.get(file);
        if (entry === undefined) throw new JianbiaoError('package-entry-unknown', { name: file });
        return pump(await openStream(entry), onBlock);
      },
      async close() {
        zip.close();
      },
    };
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}

/** Why a bag could not be opened, in words: the system's and the zip reader's own are English, and name folders. */
export function whyUnreadable(thrown: unknown): string {
  const code = errorCode(thrown);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return '找不到这个文件或文件夹，请核对路径';
    case 'EACCES':
    case 'EPERM':
      return '没有读取的权限';
    case '':
      return '它不是文件夹，也不是完整的 zip 文件';
    default:
      return `读取时出错（${code}），请检查介质`;
  }
}

/** Opens a bag in a folder or zip for reading. Throws bag-unreadable. */
export async function openBagSource(path: string): Promise<BagSource> {
  try {
    return (await lstat(path)).isDirectory() ? await folderSource(path) : await zipSource(path);
  } catch (cause) {
    throw new JianbiaoError(
      'bag-unreadable',
      { name: basename(path), problem: whyUnreadable(cause) },
      { cause },
    );
  }
}

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { paths } from '../kit/paths.ts';
import { PORTABLE_MARK, PORTABLE_TEXT } from './portable-mark.ts';
import { programFacts } from './program-facts.ts';
import type { PackTarget } from './targets.ts';

/** Every file and folder below `folder`, relative, in one order. */
function contents(folder: string): {
  readonly files: readonly string[];
  readonly folders: readonly string[];
} {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    path: relative(folder, join(entry.parentPath, entry.name)),
    isFolder: entry.isDirectory(),
  }));
  const pick = (wanted: boolean): string[] =>
    entries
      .filter(({ isFolder }) => isFolder === wanted)
      .map(({ path }) => path)
      .sort();
  return { files: pick(false), folders: pick(true) };
}

/** A path in the installer's own writing: `$` begins a variable there. */
const nsisPath = (path: string): string =>
  `"$INSTDIR\\${path.split(sep).join('\\').replaceAll('$', '$$$$')}"`;

/**
 * The uninstaller's list: each file that this version brings, by name, then the folders from the deepest up, each only
 * when nothing is left in it. Whatever else lies there (drafts of a portable copy, a clerk's own files) is not touched.
 */
export function removalList(unpacked: string): string {
  const { files, folders } = contents(unpacked);
  const deepestFirst = [...folders].sort((a, b) => b.split(sep).length - a.split(sep).length);
  return [
    ...files.map((path) => `Delete ${nsisPath(path)}`),
    ...deepestFirst.map((path) => `RMDir ${nsisPath(path)}`),
    '',
  ].join('\n');
}

/** Whether Debian's makensis is on this machine. */
export function hasMakensis(): boolean {
  return existsSync('/usr/bin/makensis');
}

/**
 * Makes the setup program from an unpacked Windows program by Debian's makensis (windows/installer.nsi says how it
 * behaves). `compressor` is lzma for a release. Gives the file's path; throws Error with what makensis said.
 */
export function makeWindowsSetup(
  unpacked: string,
  target: PackTarget,
  suffix: string,
  options: { version?: string; compressor?: 'lzma' | 'zlib' } = {},
): string {
  const facts = programFacts();
  const version = options.version ?? facts.version;
  const out = join(paths.release, `jianbiao-${version}-windows-${target.arch}${suffix}-setup.exe`);
  const work = mkdtempSync(join(tmpdir(), 'jianbiao-nsis-'));
  try {
    const list = join(work, 'remove.nsh');
    writeFileSync(list, removalList(unpacked));
    const bytes = contents(unpacked).files.reduce(
      (sum, path) => sum + statSync(join(unpacked, path)).size,
      0,
    );
    const define: Readonly<Record<string, string>> = {
      VERSION: version,
      PUBLISHER: facts.publisher,
      COPYRIGHT: facts.copyright,
      SOURCE: unpacked,
      OUT: out,
      ICON: join(paths.dist, 'icons', 'icon.ico'),
      REMOVE: list,
      COMPRESSOR: options.compressor ?? 'lzma',
      SIZE_KB: String(Math.ceil(bytes / 1024)),
    };
    execFileSync(
      'makensis',
      [
        '-V2',
        '-INPUTCHARSET',
        'UTF8',
        ...Object.entries(define).map(([name, value]) => `-D${name}=${value}`),
        join(import.meta.dirname, '..', 'windows', 'installer.nsi'),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return out;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Packs the portable edition: a folder in a .zip, whose data stay inside that folder. Gives the file's path. */
export async function makePortableZip(unpacked: string, target: PackTarget, suffix: string): Promise<string> {
  const name = `jianbiao-${programFacts().version}-windows-${target.arch}${suffix}-portable`;
  const out = join(paths.release, `${name}.zip`);
  const file = createWriteStream(out);
  const zip = new Zip((error, chunk, last) => {
    if (error !== null) file.destroy(error);
    else {
      file.write(chunk);
      if (last) file.end();
    }
  });
  const mtime = programFacts().date;
  const add = async (path: string, bytes: Uint8Array): Promise<void> => {
    const entry = new ZipDeflate(`${name}/${path.split(sep).join('/')}`, { level: 6, mem: 8 });
    entry.mtime = mtime;
    zip.add(entry);
    entry.push(bytes, true);
    // What the disk has not taken yet stays in memory: wait before the next file.
    if (file.writableNeedDrain) await once(file, 'drain');
  };
  for (const path of contents(unpacked).files) await add(path, readFileSync(join(unpacked, path)));
  await add(PORTABLE_MARK, Buffer.from(PORTABLE_TEXT));
  zip.end();
  await once(file, 'close');
  return out;
}

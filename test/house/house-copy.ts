import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { paths } from '../../build/kit/paths.ts';

const LEFT_OUT: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  'dist',
  'release',
  'screenshots',
  'resources',
  'docs',
]);

/** A copy of the sources in which a fault can be planted and looked at with the project's own tools. */
export class HouseCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'jianbiao-house-'));

  constructor() {
    cpSync(paths.root, this.folder, {
      recursive: true,
      filter: (from) => {
        const [first = ''] = relative(paths.root, from).split('/');
        return !LEFT_OUT.has(first) && !/^\.(?!ci)/.test(first);
      },
    });
    symlinkSync(join(paths.root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Changes a file of the copy while something is looked at. Throws when the change changes nothing. */
  changed<T>(file: string, change: (source: string) => string, look: () => T): T {
    const path = join(this.folder, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`nothing was planted in ${file}`);
    writeFileSync(path, after);
    try {
      return look();
    } finally {
      writeFileSync(path, before);
    }
  }

  /** What a tool of the project says of the copy, and whether it was content. */
  said(tool: string, args: readonly string[]): { readonly text: string; readonly ok: boolean } {
    const command = [join(paths.root, 'node_modules', '.bin', tool), ...args];
    const { stdout, stderr, status } = spawnSync(process.execPath, command, {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { text: stdout + stderr, ok: status === 0 };
  }

  /** The files in which the compiler finds something, each once, in order. */
  filesWithErrors(): string[] {
    const { text } = this.said('tsc', ['--noEmit', '--pretty', 'false']);
    return [
      ...new Set([...text.matchAll(/^([^\s(]+)\(\d+,\d+\): error/gm)].map(([, file = '']) => file)),
    ].sort();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

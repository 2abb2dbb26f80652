import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../electron/cli/command-names.ts';

/** The script by which the editions without installation start, with the machine's own answers put in its way. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-launcher-'));
  copyFileSync(join(import.meta.dirname, 'linux-launcher.sh'), join(folder, 'jianbiao'));
  writeFileSync(join(folder, 'jianbiao.bin'), '#!/bin/sh\nprintf "ran:%s" "$*"\n');
  writeFileSync(join(folder, 'chrome-sandbox'), '');
  for (const name of ['jianbiao', 'jianbiao.bin']) chmodSync(join(folder, name), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a program of this name first in the launcher's path. */
function answer(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

function launch(...words: string[]): { code: number | null; out: string } {
  return launchOn(':4711', ...words);
}

function launchOn(display: string | null, ...words: string[]): { code: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(join(folder, 'jianbiao'), words, {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH ?? ''}`, ...(display === null ? {} : { DISPLAY: display }) },
  });
  return { code: status, out: stdout + stderr };
}

test.skipIf(process.platform !== 'linux')(
  'starts the program where namespaces are free, with its words',
  () => {
    answer('id', 'echo 1000');
    answer('unshare', 'exit 0');
    answer('cat', 'case $1 in */max_user_namespaces) echo 1000;; *) echo 1;; esac');
    expect(launch('a b.zip')).toEqual({ code: 0, out: 'ran:a b.zip' });
  },
);

test.skipIf(process.platform !== 'linux')(
  'says what is missing where they are not, and where it is root',
  () => {
    answer('id', 'echo 1000');
    answer('unshare', 'exit 1');
    const refused = launch();
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('用户命名空间');
    expect(refused.out).toContain('.deb');
    answer('unshare', 'exit 0');
    answer('cat', 'echo 0');
    expect(launch()).toEqual(refused);
    // A helper that an administrator has set up stands in for them.
    answer('stat', 'echo 0');
    chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
    expect(launch().out).toBe('ran:');
    answer('id', 'echo 0');
    expect(launch().out).toContain('root');
  },
);

test.skipIf(process.platform !== 'linux')(
  'says that there is no screen, unless a command is asked for that needs none',
  () => {
    answer('id', 'echo 1000');
    answer('unshare', 'exit 0');
    answer('cat', 'echo 1000');
    for (const words of [[], ['frobnicate'], ['a.zip']]) {
      const refused = launchOn(null, ...words);
      expect(refused.code).toBe(1);
      expect(refused.out).toContain('没有图形界面');
    }
    for (const command of [...COMMAND_NAMES, '--help'])
      expect(launchOn(null, command)).toEqual({ code: 0, out: `ran:${command}` });
  },
);

test.skipIf(process.platform !== 'linux')('is a script that every shell of a Debian reads', () => {
  execFileSync('sh', ['-n', join(folder, 'jianbiao')]);
});

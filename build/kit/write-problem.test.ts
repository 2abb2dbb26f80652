import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openToAll } from '../../test/e2e/support/ordinary-user.ts';
import { requireWritable, writeProblem } from './write-problem.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-writable-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failed = (code: string): Error => Object.assign(new Error(code), { code });

test('what cannot be written is said with what to do; another failure is left to whoever knows it', () => {
  expect(writeProblem(failed('EACCES'), '/x/dist')).toContain('/x/dist 不许当前用户写入');
  expect(writeProblem(failed('EROFS'), '/x/dist')).toContain('只读的磁盘');
  expect(writeProblem(failed('ENOSPC'), '/x/dist')).toContain('磁盘空间不够');
  expect(writeProblem(failed('ENOENT'), '/x/dist')).toBeNull();
  expect(writeProblem('no error', '/x/dist')).toBeNull();
});

test('one’s own folder is writable, also one that is still to be made', () => {
  mkdirSync(join(folder, 'inside'));
  expect(() => requireWritable(folder)).not.toThrow();
  expect(() => requireWritable(join(folder, 'not', 'there', 'yet'))).not.toThrow();
});

/** Root may write anywhere: as somebody who owns nothing here, in a process of his own. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

test.skipIf(process.platform === 'win32' || (isRoot && !openToAll(process.execPath)))(
  'a folder of somebody else’s is not, nor one that somebody else has made inside',
  () => {
    const mine = join(folder, 'mine');
    mkdirSync(join(mine, 'fonts'), { recursive: true });
    chmodSync(mine, isRoot ? 0o777 : 0o755);
    chmodSync(join(mine, 'fonts'), 0o555);
    const module = join(folder, 'write-problem.ts');
    copyFileSync(join(import.meta.dirname, 'write-problem.ts'), module);
    const script =
      `import { requireWritable } from ${JSON.stringify(module)};` +
      `for (const path of ${JSON.stringify([mine, join(mine, 'fonts'), join(mine, 'fonts', 'new')])})` +
      "  try { requireWritable(path); console.log('writable'); } catch (thrown) { console.log(thrown.code); }";
    const said = execFileSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      { encoding: 'utf8', cwd: folder, ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) },
    );
    expect(said.trim().split('\n')).toEqual(['EACCES', 'EACCES', 'EACCES']);
  },
);

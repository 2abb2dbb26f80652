import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireDataFolder } from './data-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-folders-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a data folder is made for this user alone, and nothing is left in it', () => {
  const data = join(folder, 'a', 'data');
  requireDataFolder(data);
  requireDataFolder(data);
  expect(readdirSync(data)).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(data).mode & 0o777).toBe(0o700);
});

test('a data folder that cannot be is refused by a sentence that names it', () => {
  // Root may write anywhere, but nobody makes a folder below a file.
  writeFileSync(join(folder, 'home'), '');
  const data = join(folder, 'home', '.config', 'Jianbiao', 'data');
  expect(() => requireDataFolder(data)).toThrow(`数据文件夹“${data}”不能写入（ENOTDIR）`);
});

test('a file, or a link to nowhere, where the data folder should be is called what it is', () => {
  const [file, link] = [join(folder, 'file'), join(folder, 'link')];
  writeFileSync(file, '');
  symlinkSync(join(folder, 'nowhere'), link, 'junction');
  for (const data of [file, link])
    expect(() => requireDataFolder(data)).toThrow(`数据文件夹的位置“${data}”上有一个同名的文件`);
  const kept = join(folder, 'kept');
  mkdirSync(kept);
  const good = join(folder, 'good');
  symlinkSync(kept, good, 'junction');
  requireDataFolder(good);
});

test('a temporary folder that is not there gives way to the usual one; where none will do, a sentence', () => {
  const usual = join(folder, 'usual');
  mkdirSync(usual);
  expect(temporaryFolder(folder, [usual])).toBe(folder);
  expect(temporaryFolder(join(folder, 'gone'), [usual])).toBe(usual);
  expect(readdirSync(usual)).toEqual([]);
  expect(() => temporaryFolder(join(folder, 'gone'), [])).toThrow(
    `没有能写入的临时文件夹（“${join(folder, 'gone')}”不能写入）`,
  );
});

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSystemFile, isUnsafePath } from './bag-tags.ts';
import { validateBag } from './validate-bag.ts';

let bag = '';
beforeEach(async () => {
  bag = await mkdtemp(join(tmpdir(), 'jianbiao-bag-'));
  await mkdir(join(bag, 'data'));
  await writeFile(join(bag, 'bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  await writeFile(join(bag, 'data', 'a.txt'), 'a');
  await manifest('data/a.txt');
});
afterEach(() => rm(bag, { recursive: true, force: true }));

const digestOfA = createHash('sha256').update('a').digest('hex');

async function manifest(...paths: string[]): Promise<void> {
  await writeFile(join(bag, 'manifest-sha256.txt'), paths.map((path) => `${digestOfA}  ${path}\n`).join(''));
}

async function errors(): Promise<string[]> {
  return (await validateBag(bag)).errors.map(({ code }) => code);
}

describe('paths only one system would follow', () => {
  // The suite's windows-only cases, judged the same everywhere: a bag checked here may be unpacked there.
  test.each([
    'C:\\Windows\\System32\\setx.exe',
    '\\\\?\\UNC\\server\\Windows\\System32\\setx.exe',
    '%HomeDrive%\\Windows\\System32\\setx.exe',
    'data\\..\\..\\evil',
    '/tmp/foo',
    '~/foo',
    '~root/foo',
    '$HOME/foo',
  ])('%s', async (path) => {
    expect(isUnsafePath(path)).toBe(true);
    await manifest('data/a.txt', path);
    expect(await errors()).toEqual(['bag-path-unsafe']);
    await manifest('data/a.txt');
    await writeFile(join(bag, 'fetch.txt'), `https://example.org/x - ${path}\n`);
    expect(await errors()).toEqual(['bag-path-unsafe']);
  });

  test.each(['data/%7Edir2/test4.txt', 'data/%test2.txt', 'data/~x', 'data/a..b'])(
    '%s is harmless',
    (path) => {
      expect(isUnsafePath(path)).toBe(false);
    },
  );
});

describe('bags', () => {
  test('a good one, a fetch list that is not fulfilled, a link', async () => {
    expect(await validateBag(bag)).toEqual({ ok: true, errors: [], warnings: [] });
    await writeFile(join(bag, 'fetch.txt'), 'https://example.org/x - data/b.txt\nnonsense\n');
    expect(await errors()).toEqual(['bag-fetch-line', 'bag-fetch-missing']);
    await rm(join(bag, 'fetch.txt'));
    await symlink('/etc/passwd', join(bag, 'data', 'link'));
    expect(await errors()).toEqual(['bag-link']);
  });

  test('oxum, encoding, missing and unreadable', async () => {
    await writeFile(join(bag, 'bag-info.txt'), 'Payload-Oxum: 1.2\n');
    expect(await errors()).toEqual(['bag-oxum']);
    await writeFile(join(bag, 'bag-info.txt'), 'Payload-Oxum: many\nnonsense\n');
    expect(await errors()).toEqual(['bag-info-line', 'bag-oxum-invalid']);
    await writeFile(join(bag, 'bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n');
    expect(await errors()).toContain('bag-encoding');
    await rm(join(bag, 'bagit.txt'));
    expect(await errors()).toEqual(['bag-not-bag']);
    await writeFile(join(bag, 'x.zip'), 'no zip');
    expect((await validateBag(join(bag, 'x.zip'))).errors[0]?.code).toBe('bag-unreadable');
    // In words, and without the folder it was looked for in.
    expect(await validateBag(join(bag, 'absent'))).toEqual({
      ok: false,
      errors: [
        expect.objectContaining({
          code: 'bag-unreadable',
          message: '“absent”无法读取：找不到这个文件或文件夹，请核对路径。',
        }),
      ],
      warnings: [],
    });
  });

  test('an algorithm nobody knows is a warning beside a known one, an error alone', async () => {
    await writeFile(join(bag, 'manifest-tiger.txt'), 'aa  data/a.txt\n');
    expect(await validateBag(bag)).toMatchObject({ ok: true, warnings: [{ code: 'bag-manifest-unknown' }] });
    await rm(join(bag, 'manifest-sha256.txt'));
    expect(await errors()).toContain('bag-no-manifest');
  });
});

test('files systems leave behind', () => {
  for (const path of [
    'data/.DS_Store',
    'data/Thumbs.db',
    'data/x/desktop.ini',
    'data/._a',
    'System Volume Information/x',
    'data/$RECYCLE.BIN/x',
  ])
    expect(isSystemFile(path)).toBe(true);
  expect(isSystemFile('data/thumbs.txt')).toBe(false);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { makeDiscFolder, makeDiscImage } from '../../electron/engine/media/index.ts';
import { requireTool } from './require-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-disc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function disc(name: string, bytes: Buffer) {
  return { name, source: { bytes }, bytes: bytes.length, crc32: crc32(bytes) };
}

const longName = `${'荐'.repeat(70)}.zip.age`;
/** A package, one of exactly a sector, an empty one, one over the border of a sector, one with the longest Chinese name. */
const files = [
  disc('ggj-2021-u1234abcd-preliminary-r1.zip.age', Buffer.alloc(70_001, 7)),
  disc('交接 单.pdf', Buffer.alloc(2048, 1)),
  disc('empty.txt', Buffer.alloc(0)),
  disc('GGJ-2021-u1234abcd-formal-r1.zip', Buffer.alloc(2049, 2)),
  disc(longName, Buffer.from('one')),
  // So many that their records need more than one sector.
  ...Array.from({ length: 40 }, (_, at) => disc(`附件${at}.txt`, Buffer.from(`${at}`))),
];

describe.skipIf(requireTool('sha256sum') === null)('sha256sum', () => {
  test('accepts the disc folder', async () => {
    await makeDiscFolder([disc('汇总表.pdf', Buffer.from('one'))], join(folder, 'sums'));
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: join(folder, 'sums') });
  });
});

describe.skipIf(requireTool('xorriso') === null)('xorriso', () => {
  const environment = { ...process.env, LC_ALL: 'C.UTF-8' };
  const image = join(folder, 'disc.iso');
  const date = new Date('2021-09-02T03:04:05Z');
  const xorriso = (...words: string[]) =>
    execFileSync('xorriso', words, { encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'pipe'] });

  test('an image holds the folder, byte for byte, under the Joliet names', async () => {
    const beside = join(folder, 'disc');
    await makeDiscFolder(files, beside);
    const made = await makeDiscImage(files, { folder, fileName: 'disc.iso', label: 'ggj-2021', date });
    expect(statSync(image).size).toBe(made.bytes);
    const out = join(folder, 'out');
    xorriso('-osirrox', 'on', '-read_fs', 'norock', '-indev', image, '-extract', '/', out);
    execFileSync('diff', ['-r', beside, out]);
    const names = readdirSync(out);
    expect(names).toHaveLength(files.length + 2);
    expect(names.every((name) => name.length <= 64)).toBe(true);
    expect(names).toContain(`${'荐'.repeat(60)}.age`);
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: out });
  });

  test('those who read no Joliet find the same bytes under short names of their own', () => {
    const out = join(folder, 'plain');
    xorriso('-osirrox', 'on', '-read_fs', 'ecma119', '-indev', image, '-extract', '/', out);
    const names = readdirSync(out).map((name) => name.toUpperCase());
    expect(new Set(names).size).toBe(files.length + 2);
    expect(names.every((name) => /^[A-Z0-9_]{1,8}(?:\.[A-Z0-9_]{0,3})?$/.test(name))).toBe(true);
    expect(xorriso('-indev', image, '-pvd_info')).toContain('GGJ_2021');
  });

  test('a change of one byte anywhere in the files is what its readers see', async () => {
    const bytes = readFileSync(image);
    for (const { source } of files.filter((file) => file.bytes > 0))
      expect(bytes.includes(source.bytes)).toBe(true);
    await expect(
      makeDiscImage(files, { folder, fileName: 'disc.iso', label: 'x', date }),
    ).rejects.toMatchObject({ code: 'seal-target-exists' });
    expect(readFileSync(image).equals(bytes)).toBe(true);
  });
});

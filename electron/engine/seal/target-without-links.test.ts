import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TargetFile } from './target-file.ts';

// FAT and exFAT, which sticks have, know no hard links: link(2) answers EPERM there. The one call is replaced, because
// not every kernel the tests run on can mount such a file system.
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  link: () => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' })),
}));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianbiao-fat-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('publishes by renaming', async () => {
  const target = await TargetFile.create(folder, 'a.zip', 5);
  await target.write(Buffer.from('hello'));
  await target.sync(true);
  await target.publish();
  expect(await readdir(folder)).toEqual(['a.zip']);
  expect(await readFile(join(folder, 'a.zip'), 'utf8')).toBe('hello');
});

test('never replaces a file that came there meanwhile', async () => {
  const target = await TargetFile.create(folder, 'a.zip', 5);
  await target.write(Buffer.from('hello'));
  await target.sync(false);
  await writeFile(join(folder, 'a.zip'), 'theirs');
  await expect(target.publish()).rejects.toMatchObject({ code: 'seal-target-exists' });
  await target.discard();
  expect(await readdir(folder)).toEqual(['a.zip']);
  expect(await readFile(join(folder, 'a.zip'), 'utf8')).toBe('theirs');
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TargetFile } from './target-file.ts';

/** What the file system answers at the next calls, as Windows does while a virus scanner has the file open. */
const held = vi.hoisted(() => ({
  link: 0,
  rename: 0,
  rm: 0,
  code: 'EPERM',
  take(kind: 'link' | 'rename' | 'rm'): Promise<never> | null {
    if (this[kind] <= 0) return null;
    this[kind] -= 1;
    return Promise.reject(Object.assign(new Error(`${this.code}: ${kind}`), { code: this.code }));
  },
}));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    link: (from: string, to: string) => held.take('link') ?? real.link(from, to),
    rename: (from: string, to: string) => held.take('rename') ?? real.rename(from, to),
    unlink: (path: string) => held.take('rm') ?? real.unlink(path),
    rm: (path: string, options: object) => held.take('rm') ?? real.rm(path, options),
  };
});

let folder = '';
beforeEach(async () => {
  Object.assign(held, { link: 0, rename: 0, rm: 0, code: 'EPERM' });
  folder = await mkdtemp(join(tmpdir(), 'jianbiao-held-'));
});
afterEach(() => {
  held.rm = 0;
  return rm(folder, { recursive: true, force: true });
});

async function written(name = 'a.zip'): Promise<TargetFile> {
  const target = await TargetFile.create(folder, name, 5);
  await target.write(Buffer.from('hello'));
  await target.sync(false);
  return target;
}

describe('D7: a file that another program holds for a moment', () => {
  test.each(['EPERM', 'EBUSY', 'EACCES'])('renaming is tried again after %s', async (code) => {
    const target = await written();
    Object.assign(held, { code, link: 1, rename: 3 });
    await target.publish();
    expect(await readdir(folder)).toEqual(['a.zip']);
    expect(await readFile(join(folder, 'a.zip'), 'utf8')).toBe('hello');
  });

  test('linked is sealed: a temporary name held for a moment goes at the next try', async () => {
    const target = await written();
    held.rm = 1;
    await target.publish();
    expect(await readdir(folder)).toEqual(['a.zip']);
  });

  test('linked is sealed: a temporary name held for long is removed at the next sealing there', async () => {
    const target = await written();
    held.rm = 1000;
    await target.publish();
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toHaveLength(1);
    expect(await readFile(join(folder, 'a.zip'), 'utf8')).toBe('hello');
    held.rm = 0;
    await (await written('b.zip')).publish();
    expect(await readdir(folder)).toEqual(['a.zip', 'b.zip']);
  });

  test('held for longer than two seconds is said as what it is, and leaves nothing', async () => {
    const target = await written();
    Object.assign(held, { link: 1, rename: 1000 });
    await expect(target.publish()).rejects.toMatchObject({ code: 'file-held', params: { file: 'a.zip' } });
    held.rename = 0;
    await target.discard();
    expect(await readdir(folder)).toEqual([]);
  });
});

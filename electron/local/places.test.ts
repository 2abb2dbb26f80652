import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPlaces, type Places } from './places.ts';

let folder: string;
let places: Places;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-places-'));
  mkdirSync(join(folder, '二〇二一'));
  mkdirSync(join(folder, '.hidden'));
  writeFileSync(join(folder, 'file.txt'), '');
  places = createPlaces(async () => [{ path: folder, name: '文档' }]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('lists folders as opaque places, never as paths', async () => {
  const begin = await places.list(null);
  expect(begin.here).toBeNull();
  const first = begin.folders[0]?.place ?? '';
  const inside = await places.list(first);
  expect(inside.folders.map(({ name }) => name)).toEqual(['..', '二〇二一']);
  expect(JSON.stringify([begin, inside.folders])).not.toContain(tmpdir());
  expect(places.pathOf(first)).toBe(folder);
});

test('makes a folder, and refuses names that would leave it or that Windows has no word for', async () => {
  const place = (await places.list(null)).folders[0]?.place ?? '';
  const made = await places.create(place, ' 上报材料 ');
  expect(made.title).toBe('上报材料');
  expect(existsSync(join(folder, '上报材料'))).toBe(true);
  for (const name of ['', '..', '../x', 'a/b', 'a\\b', 'CON', 'nul.txt', 'a.', 'a:b', '.hidden'])
    await expect(places.create(place, name)).rejects.toMatchObject({ code: 'folder-name-invalid' });
});

test('an unknown place and a folder that went away are told apart', async () => {
  expect(() => places.pathOf('p-0000000000000000')).toThrow('重新选择');
  const place = (await places.list(null)).folders[0]?.place ?? '';
  rmSync(folder, { recursive: true });
  await expect(places.list(place)).rejects.toMatchObject({ code: 'folder-unreadable' });
});

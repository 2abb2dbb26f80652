import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtFiles } from '../shared/ground/built-files.ts';
import { findElectron, tooOldForDriver } from './kit/find-electron.ts';
import { drawIcon, encodeIco } from './kit/icons.ts';
import { encodePng } from './kit/png.ts';
import { listBuiltFiles } from './list-built-files.ts';

test('a drawn icon is a PNG whose pixels come back', () => {
  const rgba = drawIcon(16);
  const png = encodePng(16, rgba);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  expect(rows.length).toBe(16 * 65);
  expect([...rows.subarray(1 + 65 * 8, 65 * 9)]).toEqual([...rgba.subarray(64 * 8, 64 * 9)]);
  // Corners are clear, the ground is the theme's blue.
  expect(rgba[3]).toBe(0);
  expect(rgba[4 * (16 * 8 + 1) + 2]).toBe(150);
  const ico = encodeIco([{ size: 16, png }]);
  expect(ico.readUInt16LE(4)).toBe(1);
  expect(ico.subarray(ico.readUInt32LE(18)).equals(png)).toBe(true);
});

test('only files that a shell should serve are listed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-list-'));
  try {
    mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
    mkdirSync(join(folder, 'fonts'));
    writeFileSync(join(folder, 'renderer', 'assets', 'a.js'), 'x');
    writeFileSync(join(folder, 'fonts', 'song.ttf'), 'xy');
    writeFileSync(join(folder, 'fonts', 'manifest.json'), '{}');
    const list = builtFiles.parse(listBuiltFiles(folder));
    expect(Object.keys(list).sort()).toEqual(['/assets/a.js', '/fonts/song.ttf']);
    expect(list['/assets/a.js']).toMatchObject({
      file: 'renderer/assets/a.js',
      type: 'text/javascript; charset=utf-8',
      bytes: 1,
    });
    expect(list['/fonts/song.ttf']).toMatchObject({ file: 'fonts/song.ttf', type: 'font/ttf', bytes: 2 });
    writeFileSync(join(folder, 'renderer', 'secret.pem'), 'x');
    expect(() => listBuiltFiles(folder)).toThrow('secret.pem');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a runtime is found where the environment says, and only if it is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-runtime-'));
  try {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    expect(findElectron(env)).toBeNull();
    for (const name of ['electron', 'electron.exe']) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, 'version'), 'v33.2.1');
    const found = findElectron(env);
    expect(found?.major).toBe(33);
    expect(tooOldForDriver({ executable: '', major: 33 })).toBe(true);
    expect(tooOldForDriver({ executable: '', major: 45 })).toBe(false);
    expect(tooOldForDriver({ executable: '', major: null })).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

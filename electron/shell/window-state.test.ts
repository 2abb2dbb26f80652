import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

const small = { x: 0, y: 0, width: 1366, height: 728 };
const large = { x: 1366, y: 0, width: 1920, height: 1040 };

test('the remembered place comes back while its screen is there', () => {
  const place = { x: 1500, y: 50, width: 1200, height: 800 };
  expect(placeWindow(place, [small, large])).toEqual(place);
  expect(placeWindow(place, [small])).toEqual({ x: 0, y: 0, width: 1366, height: 728 });
});

test('a new window fits the first screen', () => {
  expect(placeWindow(null, [small])).toEqual({ x: 0, y: 0, width: 1366, height: 728 });
  expect(placeWindow(null, [large])).toEqual({ x: 1366 + 240, y: 70, width: 1440, height: 900 });
});

test('a state survives writing and reading; a damaged file counts as none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-window-'));
  try {
    const path = join(folder, 'window.json');
    expect(readWindowState(path)).toBeNull();
    const state = { bounds: small, maximized: true, zoomLevel: 0.5 };
    writeWindowState(path, state);
    expect(readWindowState(path)).toEqual(state);
    writeFileSync(path, '{"bounds":');
    expect(readWindowState(path)).toBeNull();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('D7: a state that cannot be written keeps no window from closing', () => {
  const nowhere = join(tmpdir(), 'jianbiao-no-such-folder', 'window.json');
  writeWindowState(nowhere, { bounds: small, maximized: false, zoomLevel: 0 });
  expect(readWindowState(nowhere)).toBeNull();
});

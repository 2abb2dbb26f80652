import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findDebugSwitch } from './debug-switches.ts';
import { runKind } from './run-kind.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-kind-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('only a run from source and a build that the tests mark listen to the environment', () => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'jianbiao' }));
  expect(runKind(true, folder)).toEqual({ packaged: true, underTest: false });
  expect(runKind(false, folder)).toEqual({ packaged: false, underTest: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ jianbiaoTestBuild: true }));
  expect(runKind(true, folder)).toEqual({ packaged: true, underTest: true });
});

test('switches that open the window to other programs are found, however they are written', () => {
  const line = ['jianbiao', '--lang=zh-CN', '/home/x/inspect.zip'];
  expect(findDebugSwitch(line)).toBeNull();
  for (const written of [
    '--remote-debugging-port=0',
    '-remote-debugging-port',
    '/Remote-Debugging-Port=9222',
  ])
    expect(findDebugSwitch([...line, written])).toBe('remote-debugging-port');
});

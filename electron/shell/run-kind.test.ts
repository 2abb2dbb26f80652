import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findDebugSwitch } from './debug-switches.ts';
import { engineNode, runKind } from './run-kind.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbiao-kind-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { JIANBIAO_ENGINE_NODE: '/opt/node/bin/node' };

test('a release takes no Node from its environment', () => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'jianbiao' }));
  const kind = runKind(true, folder);
  expect(kind).toEqual({ packaged: true, underTest: false });
  expect(engineNode(kind, env)).toBeNull();
});

test('a run from source and a marked test build do', () => {
  expect(engineNode(runKind(false, folder), env)).toBe('/opt/node/bin/node');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ jianbiaoTestBuild: true }));
  expect(engineNode(runKind(true, folder), env)).toBe('/opt/node/bin/node');
});

test('only an absolute path counts, and absence means Electron itself', () => {
  const kind = runKind(false, folder);
  expect(engineNode(kind, { JIANBIAO_ENGINE_NODE: 'node' })).toBeNull();
  expect(engineNode(kind, {})).toBeNull();
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

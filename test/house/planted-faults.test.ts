import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { houseFaults } from '../../build/floors/house-faults.ts';
import { paths } from '../../build/kit/paths.ts';

/** Each fault that `npm run check` is there for, planted in a copy of the sources, and seen. */

const copy = mkdtempSync(join(tmpdir(), 'jianbiao-house-'));
const left = new Set(['.git', 'node_modules', 'dist', 'release', 'screenshots', 'resources', 'docs']);

beforeAll(() => {
  cpSync(paths.root, copy, {
    recursive: true,
    filter: (from) => {
      const [first = ''] = relative(paths.root, from).split('/');
      return !left.has(first) && (first === '' || first === '.git' || !/^\.(?!ci)/.test(first));
    },
  });
  symlinkSync(join(paths.root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Adds a line to a file of the copy while something is looked at. */
function withLine<T>(file: string, line: string, look: () => T): T {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  appendFileSync(path, `${line}\n`);
  try {
    return look();
  } finally {
    writeFileSync(path, before);
  }
}

const tool = (name: string) => join(paths.root, 'node_modules', '.bin', name);

/** What a tool says of the copy, and whether it was content. */
function said(name: string, args: readonly string[]): { readonly text: string; readonly ok: boolean } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [tool(name), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { text: stdout + stderr, ok: status === 0 };
}

test('the house as it stands has no fault', () => {
  expect(houseFaults(copy)).toEqual([]);
});

test.each([
  [
    'an import from above',
    'renderer/ui/list.ts',
    "import '../kit/paths.ts';",
    'renderer/ui/list.ts imports renderer/kit/paths.ts, which lies above it',
  ],
  [
    'an import from the room beside it',
    'renderer/inbox/package-state.ts',
    "import '../review/review-draft.ts';",
    'renderer/inbox/package-state.ts imports renderer/review/review-draft.ts, which lies in the room beside it',
  ],
  [
    'folders in a circle, of types alone',
    'build/kit/paths.ts',
    "export type * from '../fetch-electron.ts';",
    /^folders import each other in a circle: build, .*build\/kit/,
  ],
  [
    'files in a circle',
    'shared/rules/context/kind.ts',
    "import '../engine.ts';",
    /^files need each other in a circle: .*shared\/rules\/context\/kind\.ts/,
  ],
  [
    'SQL outside the store',
    'electron/engine/desk/desk.ts',
    "export const everything = 'SELECT * FROM records';",
    /^electron\/engine\/desk\/desk\.ts:\d+ holds SQL, which belongs into electron\/engine\/store\/$/,
  ],
])('%s is seen', (_what, file, line, sentence) => {
  const faults = withLine(file, line, () => houseFaults(copy));
  expect(
    faults.some((fault) => (typeof sentence === 'string' ? fault === sentence : sentence.test(fault))),
  ).toBe(true);
});

test('an export that nobody uses is seen', () => {
  const { text, ok } = withLine('shared/ground/unseen-signs.ts', 'export const nobodyAsks = 1;', () =>
    said('knip', ['--no-progress']),
  );
  expect(ok).toBe(false);
  expect(text).toContain('nobodyAsks');
});

test('code that only a test runs is seen', () => {
  const { text, ok } = withLine('shared/ground/unseen-signs.ts', 'export const onlyTested = 1;', () =>
    withLine(
      'renderer/ui/format.test.ts',
      "import { onlyTested } from '../../shared/ground/unseen-signs.ts';\nexpect(onlyTested).toBe(1);",
      () => {
        expect(said('knip', ['--no-progress']).ok).toBe(true);
        return said('knip', ['--no-progress', '--production']);
      },
    ),
  );
  expect(ok).toBe(false);
  expect(text).toContain('onlyTested');
});

test('a method without a declared nature is seen', () => {
  const line =
    "export const more = { 'font.more': method({ title: '更多', args: nothing, result: nothing }) };";
  const { text, ok } = withLine('shared/api/font-methods.ts', line, () =>
    said('tsc', ['--noEmit', '-p', 'shared']),
  );
  expect(ok).toBe(false);
  for (const part of ['needs', 'roles', 'mode', 'reads', 'changes']) expect(text).toContain(part);
});

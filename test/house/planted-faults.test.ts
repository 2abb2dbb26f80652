import { afterAll, expect, test } from 'vitest';
import { houseFaults } from '../../build/floors/house-faults.ts';
import { HouseCopy } from './house-copy.ts';

/** Each fault that `npm run check` is there for, planted in a copy of the sources, and seen. */

const copy = new HouseCopy();
afterAll(() => copy.remove());

/** Adds a line to a file of the copy while something is looked at. */
function withLine<T>(file: string, line: string, look: () => T): T {
  return copy.changed(file, (source) => `${source}${line}\n`, look);
}

test('the house as it stands has no fault', () => {
  expect(houseFaults(copy.folder)).toEqual([]);
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
    'electron/engine/desk/ground/desk.ts',
    "export const everything = 'SELECT * FROM records';",
    /^electron\/engine\/desk\/ground\/desk\.ts:\d+ holds SQL, which belongs into electron\/engine\/store\/$/,
  ],
  [
    'a renaming outside durable/',
    'electron/engine/desk/ground/desk.ts',
    "import { renameSync as moved } from 'node:fs';\nexport const move = (from: string) => moved(from, 'x');",
    /^electron\/engine\/desk\/ground\/desk\.ts:\d+ uses renameSync, which belongs into electron\/engine\/durable\/$/,
  ],
  [
    'a syncing outside durable/',
    'electron/shell/window-state.ts',
    "import { open } from 'node:fs/promises';\nexport const keep = async () => (await open('x', 'w')).sync();",
    /^electron\/shell\/window-state\.ts:\d+ uses sync, which belongs into electron\/engine\/durable\/$/,
  ],
  [
    'the whole file system at hand, by which both could be done unseen',
    'electron/engine/store/witness.ts',
    "import * as disk from 'node:fs';\nexport const move = () => disk.renameSync('x', 'y');",
    /^electron\/engine\/store\/witness\.ts:\d+ uses all of node:fs, which belongs into electron\/engine\/durable\/$/,
  ],
])('%s is seen', (_what, file, line, sentence) => {
  const faults = withLine(file, line, () => houseFaults(copy.folder));
  expect(
    faults.some((fault) => (typeof sentence === 'string' ? fault === sentence : sentence.test(fault))),
  ).toBe(true);
});

test('an export that nobody uses is seen', () => {
  const { text, ok } = withLine('shared/ground/unseen-signs.ts', 'export const nobodyAsks = 1;', () =>
    copy.said('knip', ['--no-progress']),
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
        expect(copy.said('knip', ['--no-progress']).ok).toBe(true);
        return copy.said('knip', ['--no-progress', '--production']);
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
    copy.said('tsc', ['--noEmit', '-p', 'shared']),
  );
  expect(ok).toBe(false);
  for (const part of ['needs', 'roles', 'mode', 'reads', 'changes']) expect(text).toContain(part);
});

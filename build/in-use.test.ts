import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { api } from '../shared/api.ts';
import { messages } from '../shared/errors/catalog.ts';
import { EVENT_NAMES } from '../shared/ground/event-names.ts';
import { paths } from './kit/paths.ts';

/*
 * What knip cannot see: a method, a sentence and an event are strings. One that nothing of the program asks for, throws or
 * writes exists in tests only.
 */

function sourcesOf(glob: string, without: RegExp): string {
  return globSync(glob, { cwd: paths.root })
    .filter((path) => !/\.test\.tsx?$/.test(path) && !without.test(path))
    .map((path) => readFileSync(join(paths.root, path), 'utf8'))
    .join('\n');
}

const product = sourcesOf('{electron,renderer,shared}/**/*.{ts,tsx}', /-messages\.ts$|event-names\.ts$/);
const callers = sourcesOf('{renderer,electron/{cli,local,shell}}/**/*.{ts,tsx}', /^$/);

test('every method is called by a window, a shell or the command line', () => {
  // Sealed by their kind: electron/cli/kit/seal-as-shown.ts, renderer/review/answer-panel.tsx.
  const byKind = /`\$\{\w+\}\.seal`/.test(callers) ? ['feedback.seal', 'receipt.seal'] : [];
  const uncalled = Object.keys(api).filter(
    (method) => !byKind.includes(method) && !callers.includes(`'${method}'`),
  );
  expect(uncalled).toEqual([]);
});

test('every sentence is one that something says', () => {
  expect(Object.keys(messages).filter((code) => !product.includes(`'${code}'`))).toEqual([]);
});

test('every event is one that something writes', () => {
  const unwritten = Object.keys(EVENT_NAMES).filter((kind) => !product.includes(`'${kind}'`));
  expect(unwritten).toEqual([]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type BuildStep, dueSteps, runStep } from './stamp.ts';

const dist = mkdtempSync(join(tmpdir(), 'jianbiao-dist-'));
afterAll(() => rmSync(dist, { recursive: true, force: true }));

test('a step is due until it has run, and again when somebody took its result away', async () => {
  const step: BuildStep = {
    name: 'words',
    sources: ['package.json'],
    makes: ['words.txt'],
    run: async () => writeFileSync(join(dist, 'words.txt'), 'made'),
  };
  const runDue = async (): Promise<number> => {
    const due = dueSteps([step], dist);
    for (const one of due) await runStep(one, dist);
    return due.length;
  };
  expect([await runDue(), await runDue()]).toEqual([1, 0]);
  rmSync(join(dist, 'words.txt'));
  expect([await runDue(), await runDue()]).toEqual([1, 0]);
});

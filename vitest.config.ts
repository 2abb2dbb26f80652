import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';
import { UNMET_LIST } from './test/support/unmet.ts';
import { UnmetReporter } from './test/support/unmet-reporter.ts';

const cache = join(import.meta.dirname, 'node_modules', '.cache', 'jianbiao');
const unmetList = join(cache, `unmet-${process.pid}`);

export default defineConfig({
  test: {
    // One patience for all: it ends what hangs, and must not end what a busy machine only delays.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What is waited for comes when the machine gets to it: a second is not enough where others work beside it.
    expect: { poll: { timeout: 120_000 } },
    pool: 'forks',
    // Vitest would leave one of two processors idle; most of the time of a file goes into waiting for windows and disks.
    maxWorkers: 2,
    // Engines and command lines are started by the hundred: Node keeps what it made of their sources.
    env: { NODE_COMPILE_CACHE: join(cache, 'compiled'), [UNMET_LIST]: unmetList },
    reporters: ['default', new UnmetReporter(unmetList)],
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        // Values in, values out: one process serves many of these files, which each would take longer to start than to run.
        test: { name: 'values', include: ['{shared,renderer}/**/*.test.{ts,tsx}'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'machine',
          include: ['{electron,build,test}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/e2e/electron/**'],
        },
      },
    ],
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { UNMET_LIST } from '../../support/unmet.ts';
import { UnmetReporter } from '../../support/unmet-reporter.ts';

const unmetList = fileURLToPath(
  new URL(`../../../node_modules/.cache/jianbiao/unmet-${process.pid}`, import.meta.url),
);

/** A session's own screen has one focus for all windows; without one, every window gets a virtual screen to itself. */
const ownScreen = (process.env.DISPLAY ?? '') !== '';

/** Tests in a real Electron window. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    include: ['test/e2e/electron/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    pool: 'forks',
    env: { [UNMET_LIST]: unmetList },
    reporters: ['default', new UnmetReporter(unmetList)],
    maxWorkers: ownScreen ? 1 : 2,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** A session's own screen has one focus for all windows; without one, every window gets a virtual screen to itself. */
const ownScreen = (process.env.DISPLAY ?? '') !== '';

/** Tests in a real Electron window. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    include: ['test/e2e/electron/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: ownScreen ? 1 : 2,
  },
});

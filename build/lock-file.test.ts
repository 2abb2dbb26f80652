import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { paths } from './kit/paths.ts';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const text = readFileSync(join(paths.root, 'package-lock.json'), 'utf8');
const { packages } = lockFile.parse(JSON.parse(text));

/** Every optional dependency must have its entry, or `npm ci` refuses the file on every machine. */
test('the lock file names the packages of every system', () => {
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) =>
        packages[`${path}/node_modules/${name}`] === undefined &&
        packages[`node_modules/${name}`] === undefined,
    ),
  );
  // Mended by resolving from nothing: `npm install --package-lock-only` in a folder that holds package.json alone.
  expect(missing).toEqual([]);
});

test('the lock file carries a hash for every package and the address of none', () => {
  const bare = Object.entries(packages).filter(
    ([path, entry]) => path !== '' && entry.integrity === undefined,
  );
  expect(bare.map(([path]) => path)).toEqual([]);
  expect(text).not.toMatch(/"resolved"|registry\./);
});

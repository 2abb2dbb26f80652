import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { builtDriver, putDriver } from '../../build/driver/build-driver.ts';

/**
 * Makes an installed program on the tests' old runtime usable to a test: the driver for that runtime's Node-API, and the
 * mark by which the program lets its window be reached. Only ever of what a test has installed; everything else
 * (sandbox, fuses, place, rights) stays as the package laid it.
 */
export async function markInstalled(program: string): Promise<void> {
  const asar = join(program, 'resources', 'app.asar');
  const work = mkdtempSync(join(tmpdir(), 'jianbiao-mark-'));
  try {
    extractAll(asar, work);
    const file = join(work, 'package.json');
    writeFileSync(
      file,
      JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), jianbiaoTestBuild: true }),
    );
    putDriver(
      await builtDriver({ arch: 'x64', oldNodeApi: true }, console.log),
      join(work, 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node'),
    );
    await createPackageWithOptions(work, asar, { unpack: '**/*.node' });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { builtDriver } from '../../../build/driver/build-driver.ts';
import { ensureElectronRuntime } from '../../../build/kit/electron-runtime.ts';
import { paths } from '../../../build/kit/paths.ts';
import { ordinaryUser } from '../support/ordinary-user.ts';
import { isOld } from '../support/test-app.ts';

/**
 * `npm run test:electron`: builds, gets the Electron runtime by itself, and runs the flows and the security checks in a
 * real window. Further arguments go to vitest (a file name, -t …).
 */
function run(script: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: paths.root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run(join(paths.root, 'build', 'build.ts'), []);
// Made here once, before the test files run beside each other: the runtime, and the driver that works on it.
const runtime = await ensureElectronRuntime();
await builtDriver({ arch: 'x64', oldNodeApi: isOld(runtime) }, console.log);
// Made here once: two test files that make the same user at the same moment would get in each other's way.
ordinaryUser();
run(join(paths.root, 'node_modules', 'vitest', 'vitest.mjs'), [
  'run',
  '--config',
  join(import.meta.dirname, 'vitest.config.ts'),
  ...process.argv.slice(2),
]);

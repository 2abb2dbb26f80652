import { builtDriver } from './build-driver.ts';

/** `npm run driver -- x64 arm64`: compiles the database driver for Linux and prints where it lies. */
const asked = process.argv.slice(2);
for (const arch of ['x64', 'arm64'] as const)
  if (asked.length === 0 || asked.includes(arch)) console.log(await builtDriver({ arch }, console.log));

import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

/** Files that the program is asked to open: sealed packages and campaign packs, plain or wrapped by age (design: format 1). */
const PACKAGE_NAME = /\.(zip|zip\.age|age)$/i;

/**
 * The package file that a command line names (double click, "open with"), as an absolute path, or null. Switches and
 * anything that is no existing package file are ignored; `cwd` is where a relative name begins.
 */
export function packageArgument(argv: readonly string[], cwd: string): string | null {
  const named = argv.slice(1).findLast((part) => !part.startsWith('-') && PACKAGE_NAME.test(part));
  if (named === undefined) return null;
  const path = isAbsolute(named) ? named : resolve(cwd, named);
  return existsSync(path) ? path : null;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageMark = z.looseObject({ jianbiaoTestBuild: z.boolean().optional() });

/** How this copy of the program was made, which decides what its environment may change. */
export interface RunKind {
  /** An installed or unpacked release. */
  readonly packaged: boolean;
  /** Run from source, or packed by the tests with the mark in its own package.json: environment variables count. */
  readonly underTest: boolean;
}

/**
 * Tells a release from a development or test run. The mark stands in the program's own package.json, inside the asar
 * that the integrity fuse protects: an environment variable cannot turn a release into a test build.
 */
export function runKind(packaged: boolean, appDir: string): RunKind {
  if (!packaged) return { packaged, underTest: true };
  const mark = packageMark.parse(JSON.parse(readFileSync(join(appDir, 'package.json'), 'utf8')));
  return { packaged, underTest: mark.jianbiaoTestBuild === true };
}

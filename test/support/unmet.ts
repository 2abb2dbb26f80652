import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

/** What a test file needed and the machine has not: written by the tests' processes, read by the reporter. */
export const unmetNeed = z.strictObject({
  what: z.string(),
  debianPackage: z.string().nullable(),
  file: z.string(),
});
export type UnmetNeed = z.infer<typeof unmetNeed>;

/** Environment variable with the path of the list (vitest.config.ts). */
export const UNMET_LIST = 'JIANBIAO_UNMET_LIST';

/** Notes a need of the test file that asks, which the call stack names. */
export function noteUnmet(need: Omit<UnmetNeed, 'file'>): void {
  const list = process.env[UNMET_LIST];
  if (list === undefined) return;
  const asking = /[^\s(]+\.test\.tsx?/.exec(new Error('who asks').stack ?? '')?.[0] ?? '';
  const file = relative(process.cwd(), asking.replace(/^file:\/\//, ''));
  appendFileSync(list, `${JSON.stringify({ ...need, file } satisfies UnmetNeed)}\n`);
}

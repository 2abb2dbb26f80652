import { z } from 'zod';
import { method } from './method.ts';
import { everyone } from './roles.ts';
import { workspaceInfo } from './workspace-methods.ts';

/** The desks that a filled sample is shown of. */
export const sampleRole = z.enum(['recommender', 'office']);
export type SampleRole = z.infer<typeof sampleRole>;

/** A filled sample to look at before one's own work begins. */
export const sampleMethods = {
  /**
   * Opens a finished sample on a copy of its own, its clock in the days of its campaign. Closing it (`workspace.lock`)
   * leaves nothing behind. Throws `samples-absent` where the program was put together without one.
   */
  'sample.open': method({
    title: '打开样例',
    args: z.strictObject({ role: sampleRole }),
    result: workspaceInfo,
    needs: 'nothing',
    roles: everyone,
    mode: 'exclusive',
    reads: ['drafts'],
    changes: ['workspace'],
  }),
} as const;

/** What a start names as its sample though there is none of that name; null where all is well. */
export function unknownSample(argv: readonly string[]): string | null {
  const named = argv.find((part) => part.startsWith('--sample='))?.slice('--sample='.length);
  return named === undefined || sampleRole.safeParse(named).success ? null : named;
}

/** The sample that a start of the program asks for (`--sample`, `--sample=office`), or null. */
export function sampleArgument(argv: readonly string[]): SampleRole | null {
  const asked = argv.find((part) => part === '--sample' || part.startsWith('--sample='));
  if (asked === undefined) return null;
  const named = sampleRole.safeParse(asked.slice('--sample='.length));
  return named.success ? named.data : 'recommender';
}

import { z } from 'zod';
import { method, nothing, saveTarget } from './common.ts';

/** What helps whoever mends the program: shown in full before it is saved. No names, numbers, contents or paths are in it. */
export const diagnosticsMethods = {
  /** Works with no workspace open, too. */
  'diagnostics.report': method(nothing, z.strictObject({ text: z.string(), digest: z.string() })),
  /** Saves the very text that was shown, known by its digest. Throws `diagnostics-stale` for another one. */
  'diagnostics.save': method(
    z.strictObject({ digest: z.string(), target: saveTarget }),
    z.strictObject({ fileName: z.string() }),
  ),
} as const;

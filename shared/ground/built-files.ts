import { z } from 'zod';

/**
 * The exact list of files that make up the built window, written by the build. Shells serve these and nothing else
 * (models.md C1 item 18): a request is looked up here and never becomes a path by itself.
 */
export const builtFiles = z.record(
  z.string().regex(/^\/[A-Za-z0-9_./-]+$/),
  z.strictObject({
    /** Where it lies, below dist: the window's own files, and the paper's fonts, which the window falls back on. */
    file: z.string().regex(/^(renderer|fonts)(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/),
    type: z.string(),
    bytes: z.int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);
export type BuiltFiles = z.infer<typeof builtFiles>;

/** Name of the list, beside the folder of the files. */
export const BUILT_FILES_NAME = 'renderer-files.json';

import { z } from 'zod';
import { seenSigns } from '../ground/unseen-signs.ts';

/** No arguments, no result. */
export const nothing = z.strictObject({});
export const done = z.strictObject({});

/**
 * An opaque name for a file or folder that a dialog of the shell chose. The renderer never sees a path; the engine
 * knows which path a handle stands for and what may be done with it (design: one API contract).
 */
export const fileHandle = z.string().regex(/^h-[A-Za-z0-9_-]{16,64}$/);

/** The subject of a record: `unit`, or a nominee's id. */
export const subjectId = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const packageId = z.string().regex(/^[0-9a-f]{64}$/);
export const passphrase = z.string().min(1).max(1024);
/** Why somebody decided so, for the record: as many signs as asked for that a reader of the record can see. */
export function givenReason(least: number, most: number) {
  return z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine((text) => seenSigns(text).length >= least);
}
export const isoTime = z.iso.datetime();
export const bytes = z.instanceof(Uint8Array);
/** Chosen by the caller, so that it can listen for progress before the answer comes and cancel. */
export const jobId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
/** A long job writes either into a file chosen in a dialog or, under the engine's own name, into a folder or drive. */
export const saveTarget = z.union([
  z.strictObject({ file: fileHandle }),
  z.strictObject({ folder: fileHandle }),
]);

import { z } from 'zod';

/**
 * Messages between a shell (Electron's main process, the local shell's server) and the engine's own process. Both ends
 * are ours, yet both parse: a process boundary is a boundary (design: the host engine never blocks the window).
 */

/** What a dialog's choice may be used for. Only the shell's own process registers paths; a window never does. */
const handleUse = z.enum(['read', 'write', 'folder']);
export type HandleUse = z.infer<typeof handleUse>;

const engineStart = z.strictObject({
  dataDir: z.string(),
  campaignsDir: z.string(),
  fontsDir: z.string(),
  samplesDir: z.string().optional(),
  shell: z.enum(['electron', 'local', 'cli']),
});
export type EngineStart = z.infer<typeof engineStart>;

const id = z.int().positive();

export const toEngine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), options: engineStart }),
  z.strictObject({ kind: z.literal('call'), id, method: z.string(), args: z.unknown() }),
  z.strictObject({
    kind: z.literal('register'),
    id,
    use: handleUse,
    path: z.string(),
    /** How the file is called where people see it; absent, by its own name. */
    name: z.string().min(1).max(200).optional(),
  }),
  z.strictObject({ kind: z.literal('resolve'), id, handle: z.string() }),
  z.strictObject({ kind: z.literal('close') }),
]);
export type ToEngine = z.infer<typeof toEngine>;

const answer = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      message: z.string(),
    }),
  }),
]);
/** An answer whose value the engine has checked already against the method's result schema. */
export type RawAnswer = z.infer<typeof answer>;

export const fromEngine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('answer'), id, answer }),
  z.strictObject({ kind: z.literal('event'), event: z.string(), payload: z.unknown() }),
]);
export type FromEngine = z.infer<typeof fromEngine>;

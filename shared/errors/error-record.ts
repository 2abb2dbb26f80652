import { z } from 'zod';

/** An error as it crosses from the engine to a window: its stable code, its parameters, its sentence. */
export const errorRecord = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});

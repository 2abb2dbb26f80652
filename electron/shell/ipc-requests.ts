import { z } from 'zod';

const title = z.string().min(1).max(200);

/** What each request of the window must look like; the engine checks a call's own arguments once more. */
export const requests = {
  call: z.strictObject({ method: z.string().max(100), args: z.unknown() }),
  chooseFiles: z.strictObject({
    title,
    accept: z.array(z.string().regex(/^[a-z0-9]{1,10}$/)).max(30),
    multiple: z.boolean(),
  }),
  chooseFolder: z.strictObject({ title }),
  chooseSave: z.strictObject({ title, suggestedName: z.string().min(1).max(200) }),
  finishSave: z.strictObject({ handle: z.string().max(100), reveal: z.boolean() }),
  ready: z.strictObject({}),
} as const;
export type RequestName = keyof typeof requests;
export type RequestOf<N extends RequestName> = z.output<(typeof requests)[N]>;

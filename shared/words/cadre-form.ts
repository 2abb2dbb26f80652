import { z } from 'zod';

const text = z.string().max(60_000);
const schooling = z.strictObject({ education: text, degree: text });

/**
 * What is kept of a file of the 干部任免审批表 (.lrmx, .lrm). Family members, appointments and whatever else such a file holds
 * are no part of it: they are passed over while reading and never leave the reader (data economy).
 */
export const cadreForm = z.strictObject({
  name: text,
  sex: text,
  birth: text,
  ethnicity: text,
  nativePlace: text,
  /** When the person joined the party, or the name of another one, or both. */
  party: text,
  workStart: text,
  technicalTitle: text,
  fullTime: schooling,
  partTime: schooling,
  post: text,
  resume: text,
  awards: text,
  idNumber: text,
  /** The picture in the file, as it stands there; null where there is none. */
  photo: z.instanceof(Uint8Array).nullable(),
});
export type CadreForm = z.infer<typeof cadreForm>;

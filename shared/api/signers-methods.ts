import { z } from 'zod';
import { done, fileHandle, givenReason, isoTime, method, nothing } from './common.ts';
import { reasonText } from './settle-methods.ts';

/** Whose keys are believed: enrolled units, by name and fingerprint. */
export const signersMethods = {
  'signers.list': method(
    nothing,
    z.array(
      z.strictObject({
        principal: z.string(),
        fingerprint: z.string(),
        /** The unit's name of today, and those it had before. */
        name: z.string(),
        formerNames: z.array(z.string()),
        enrolledAt: isoTime,
        revokedAt: isoTime.nullable(),
        pending: z.boolean(),
        /** A change of name asked for with this key, not yet decided. */
        asked: z.strictObject({ name: z.string(), at: isoTime }).nullable(),
        /** Pending: the enrolled unit whose key vouches for this one. */
        follows: z.string().nullable(),
      }),
    ),
  ),
  /** Accepts an imported enrolment after its fingerprint was compared with the stamped 附件11; `typed` must equal it. */
  'signers.enrol': method(
    z.strictObject({
      fingerprint: z.string(),
      typed: z.string(),
      /** By decision the same unit as one known here, whose material it carries on; without it a signed change says so. */
      follows: z.strictObject({ principal: z.string(), reason: reasonText }).optional(),
    }),
    done,
  ),
  'signers.revoke': method(z.strictObject({ fingerprint: z.string(), reason: givenReason(1, 500) }), done),
  /** allowed_signers and the revocation list, readable by ssh-keygen. */
  'signers.export': method(
    z.strictObject({ folder: fileHandle }),
    z.strictObject({ files: z.array(z.string()) }),
  ),
} as const;

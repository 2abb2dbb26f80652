import { z } from 'zod';
import { done, fileHandle, givenReason, isoTime, nothing } from './common.ts';
import { method } from './method.ts';
import { everyone } from './roles.ts';
import { reasonText } from './settle-methods.ts';

/** Whose keys are believed: enrolled units, by name and fingerprint. */
export const signersMethods = {
  'signers.list': method({
    title: '查看单位登记',
    args: nothing,
    result: z.array(
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
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['signers', 'pack'],
    changes: [],
  }),
  /** Accepts an imported enrolment after its fingerprint was compared with the stamped 附件11; `typed` must equal it. */
  'signers.enrol': method({
    title: '登记单位',
    args: z.strictObject({
      fingerprint: z.string(),
      typed: z.string(),
      /** By decision the same unit as one known here, whose material it carries on; without it a signed change says so. */
      follows: z.strictObject({ principal: z.string(), reason: reasonText }).optional(),
    }),
    /** How many files that waited in quarantine for this key have come in. */
    result: z.strictObject({ admitted: z.int() }),
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: ['signers', 'quarantine'],
    changes: ['inbox', 'quarantine', 'signers', 'answers', 'log'],
  }),
  'signers.revoke': method({
    title: '吊销密钥',
    args: z.strictObject({ fingerprint: z.string(), reason: givenReason(1, 500) }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['signers'],
    changes: ['signers', 'log'],
  }),
  /** allowed_signers and the revocation list, readable by ssh-keygen. */
  'signers.export': method({
    title: '导出登记名单',
    args: z.strictObject({ folder: fileHandle }),
    result: z.strictObject({ files: z.array(z.string()) }),
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['signers', 'identity', 'pack'],
    changes: ['log'],
    refusedInSample: true,
  }),
} as const;

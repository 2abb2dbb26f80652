import { z } from 'zod';
import { round } from '../words/field-schema.ts';
import {
  done,
  fileHandle,
  givenReason,
  isoTime,
  jobId,
  nothing,
  packageId,
  passphrase,
  saveTarget,
} from './common.ts';
import { method } from './method.ts';
import { clerks, everyone, receivers } from './roles.ts';
import { submissionTopics } from './topics.ts';

const identity = z.strictObject({
  /** `SHA256:…`, as ssh-keygen prints it; compared on the stamped 附件11. */
  fingerprint: z.string(),
  publicKey: z.string(),
  ageRecipient: z.string(),
  createdAt: isoTime,
});

const sealResult = z.strictObject({
  fileName: z.string(),
  digest: packageId,
  bytes: z.int(),
  revision: z.int(),
  encrypted: z.boolean(),
});

/**
 * How it stands with the one a package is for: known with a key to encrypt to, known without one, several to choose
 * among, nobody, an enrolment not yet compared, or only revoked keys.
 */
const recipientState = z.enum(['ready', 'no-encryption-key', 'choose', 'none', 'pending', 'revoked']);
export type RecipientState = z.infer<typeof recipientState>;

const recipient = z.strictObject({ name: z.string(), fingerprint: z.string() });
const recipientAnswer = {
  recipient: recipient.nullable(),
  /** Whom the clerk may choose among; one or none where there is no choice. */
  candidates: z.array(recipient),
  recipientState,
  /** How the file will be written; `undecided` is refused: a recipient or the clerk's own choice is missing. */
  encryption: z.enum(['encrypted', 'plain', 'undecided']),
};

/** Digest of a plan as it was shown: sealing is refused with the difference when it no longer holds. */
const seenDigest = z.string().regex(/^[0-9a-f]{64}$/);
const keyFingerprint = z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/);
/** The clerk's recorded choice of a package that anyone can read: it stands in the log and in the record. */
const plainChoice = z.strictObject({ reason: givenReason(2, 200) });

const answerFile = z.strictObject({ fileName: z.string(), planDigest: seenDigest });

/** Keys, sealing, and the answers that are sealed to a package. */
export const sealMethods = {
  'identity.get': method({
    title: '查看单位密钥',
    args: nothing,
    result: identity.nullable(),
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: ['identity', 'workspace'],
    changes: [],
  }),
  'identity.create': method({
    title: '生成单位密钥',
    args: nothing,
    result: identity,
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: ['identity'],
    changes: ['identity', 'log'],
    refusedInSample: true,
  }),
  /** Writes the key as an encrypted OpenSSH private key that ssh-keygen reads. */
  'identity.export': method({
    title: '备份单位密钥',
    args: z.strictObject({ passphrase, target: saveTarget }),
    result: z.strictObject({ fileName: z.string() }),
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['identity'],
    changes: ['log'],
    refusedInSample: true,
  }),
  'identity.import': method({
    title: '导入单位密钥',
    args: z.strictObject({ source: fileHandle, passphrase }),
    result: identity,
    needs: 'workspace',
    roles: everyone,
    mode: 'exclusive',
    reads: ['outside'],
    changes: ['identity', 'log'],
    refusedInSample: true,
  }),

  /** What sealing would put into the package, and what still stands in the way. */
  'seal.plan': method({
    title: '准备封包',
    args: z.strictObject({ round, recipient: keyFingerprint.optional(), plain: z.boolean().default(false) }),
    result: z.strictObject({
      planDigest: seenDigest,
      /** The same for what goes in alone, without signer, recipient and name. */
      contentsDigest: seenDigest,
      fileName: z.string(),
      revision: z.int(),
      /** Numbers used up by sealings that were cut off since the newest package. */
      interrupted: z.array(z.int()),
      supersedes: packageId.nullable(),
      /** Nothing was changed since the newest sealed package of the round; false when there is none. */
      sameAsSealed: z.boolean(),
      entries: z.array(z.strictObject({ title: z.string(), fileName: z.string() })),
      /** What `sealReadiness` says of it. */
      empty: z.boolean(),
      errors: z.int(),
      unexplained: z.int(),
      ready: z.boolean(),
      ...recipientAnswer,
      needsIdentity: z.boolean(),
    }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['drafts', ...submissionTopics, 'signers', 'workspace'],
    changes: [],
  }),
  /**
   * Prints, packs, signs, encrypts, writes, reads back, verifies. `seal-plan-changed` names what changed since the plan of
   * `planDigest` was shown; without a recipient's key only a `plain` choice with its reason goes on.
   */
  'seal.run': method({
    title: '封包',
    args: z.strictObject({
      round,
      target: saveTarget,
      jobId,
      planDigest: seenDigest,
      recipient: keyFingerprint.optional(),
      plain: plainChoice.optional(),
    }),
    result: sealResult,
    needs: 'workspace',
    roles: clerks,
    mode: 'job',
    reads: ['drafts', ...submissionTopics, 'signers', 'fonts'],
    changes: ['sealed', 'log'],
    refusedInSample: true,
  }),
  'seal.history': method({
    title: '查看封包记录',
    args: nothing,
    result: z.array(
      z.strictObject({
        round,
        revision: z.int(),
        digest: packageId,
        fileName: z.string(),
        sealedAt: isoTime,
        encrypted: z.boolean(),
        /** For whom it is; null where the record does not say. */
        recipient: z.string().nullable(),
        plainReason: z.string().nullable(),
        hasFeedback: z.boolean(),
        hasReceipt: z.boolean(),
      }),
    ),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['sealed', 'answers', 'signers', 'pack'],
    changes: [],
  }),
  /** The printable 清单与交接单 of a sealed package. */
  'seal.coverSheet': method({
    title: '打印清单与交接单',
    args: z.strictObject({ digest: packageId, target: saveTarget }),
    result: z.strictObject({ fileName: z.string() }),
    needs: 'workspace',
    roles: clerks,
    mode: 'read',
    reads: ['sealed', 'identity', 'signers', 'pack'],
    changes: [],
  }),
  /**
   * Makes of a sealed package what is burned onto a disc: a folder of its own in the given folder, or one image file. The
   * package's file is checked against the record; what failed or was cancelled leaves nothing, what is there is never replaced.
   */
  'seal.disc': method({
    title: '制作光盘',
    args: z.strictObject({
      digest: packageId,
      /** Where the file lies: chosen by the clerk, written by `seal.run`, or the folder it was written into. */
      source: z.union([
        fileHandle,
        z.strictObject({ saved: fileHandle }),
        z.strictObject({ folder: fileHandle }),
      ]),
      target: z.union([z.strictObject({ image: fileHandle }), z.strictObject({ folder: fileHandle })]),
      jobId,
    }),
    result: z.strictObject({
      /** Name of the folder or image. */
      name: z.string(),
      bytes: z.int(),
      files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string() })),
    }),
    needs: 'workspace',
    roles: everyone,
    mode: 'job',
    reads: ['sealed', 'outside'],
    changes: ['log'],
  }),
  'enrolment.seal': method({
    title: '制作登记包',
    args: z.strictObject({ target: saveTarget }),
    result: sealResult,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: ['drafts', 'record', 'identity', 'pack', 'sealed'],
    changes: ['sealed', 'log'],
    refusedInSample: true,
  }),
  'job.cancel': method({
    title: '取消',
    args: z.strictObject({ jobId }),
    result: done,
    needs: 'nothing',
    roles: everyone,
    mode: 'read',
    reads: [],
    changes: [],
  }),

  /** For whom the answers to a package would be sealed, and how their files would be called. Reads only. */
  'answer.plan': method({
    title: '查看答复的收件人',
    args: z.strictObject({ packageId, plain: z.boolean().default(false) }),
    result: z.strictObject({ ...recipientAnswer, feedback: answerFile, receipt: answerFile }),
    needs: 'workspace',
    roles: receivers,
    mode: 'read',
    reads: ['inbox', 'sealed', 'identity', 'signers'],
    changes: [],
  }),
  /** Encrypted to the unit, or plain with a recorded reason; refused like `seal.run` when the plan changed. */
  'feedback.seal': method({
    title: '制作反馈',
    args: z.strictObject({
      packageId,
      target: saveTarget,
      planDigest: seenDigest,
      plain: plainChoice.optional(),
    }),
    result: sealResult,
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['drafts', 'inbox', 'review', 'sealed', 'identity', 'signers', 'quotas', 'pack'],
    changes: ['sealed', 'log'],
    refusedInSample: true,
  }),
  'receipt.seal': method({
    title: '制作回执',
    args: z.strictObject({
      packageId,
      target: saveTarget,
      planDigest: seenDigest,
      plain: plainChoice.optional(),
    }),
    result: sealResult,
    needs: 'workspace',
    roles: receivers,
    mode: 'write',
    reads: ['drafts', 'inbox', 'review', 'sealed', 'identity', 'signers', 'quotas', 'pack'],
    changes: ['sealed', 'log'],
    refusedInSample: true,
  }),
} as const;

import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';
import { scanResult } from '../paper/scan-result.ts';
import { feedbackSchema } from '../words/feedback-schema.ts';
import { nomineeKind, round } from '../words/field-schema.ts';
import { reviewBases, reviewChange, reviewContent } from '../words/review-schema.ts';
import { findingSchema } from '../words/rule-schema.ts';
import { submissionSchema } from '../words/submission-schema.ts';
import {
  bytes,
  done,
  fileHandle,
  givenReason,
  isoTime,
  jobId,
  method,
  nothing,
  packageId,
  passphrase,
  saveTarget,
  subjectId,
} from './common.ts';
import { importOutcome, quarantineEntry } from './settle-methods.ts';

export type { ImportOutcome } from './settle-methods.ts';

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

const importedPackage = z.strictObject({
  packageId,
  kind: z.string(),
  fileName: z.string(),
  unit: z.string(),
  revision: z.int(),
  importedAt: isoTime,
  /**
   * `current` counts; `superseded` was replaced by a later revision; `aside` is the newest of a submission of the unit while
   * another submission counts; `released` was taken out as another's.
   */
  state: z.enum(['current', 'superseded', 'aside', 'released']),
  /** The revision that counts instead of this one. */
  supersededBy: z.strictObject({ packageId, revision: z.int() }).nullable(),
  signer: z.strictObject({
    fingerprint: z.string(),
    principal: z.string().nullable(),
    trusted: z.boolean(),
    /** The signing unit's name of today; null when its key is not enrolled. */
    name: z.string().nullable(),
    /** The package is written in a name that the signer does not have. */
    other: z.boolean(),
    /** When and why this workspace stopped believing the key; the package came before. */
    revoked: z.strictObject({ at: isoTime, reason: z.string() }).nullable(),
  }),
  /** What somebody has to look at, and what was decided about it. */
  remarks: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      settledAt: isoTime.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** Another submission of the same unit and kind; `settled` once somebody has chosen. */
  rival: z
    .strictObject({
      packageId,
      revision: z.int(),
      /** This one counts, not the other. */
      counts: z.boolean(),
      settled: z.boolean(),
      reason: z.string().nullable(),
    })
    .nullable(),
  released: z.strictObject({ at: isoTime, reason: z.string() }).nullable(),
  nominees: z.int(),
  decided: z.int(),
  /** Nominees that the sender took back in this or a later revision. */
  withdrawn: z.int(),
  feedbackSealedAt: isoTime.nullable(),
  /** Something was decided otherwise since the feedback was sealed: the unit holds another answer. */
  feedbackOutdated: z.boolean(),
});
export type ImportedPackage = z.infer<typeof importedPackage>;

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

/** Keys, sealing, import, review, feedback. */
export const packageMethods = {
  'identity.get': method(nothing, identity.nullable()),
  'identity.create': method(nothing, identity),
  /** Writes the key as an encrypted OpenSSH private key that ssh-keygen reads. */
  'identity.export': method(
    z.strictObject({ passphrase, target: saveTarget }),
    z.strictObject({ fileName: z.string() }),
  ),
  'identity.import': method(z.strictObject({ source: fileHandle, passphrase }), identity),

  /** What sealing would put into the package, and what still stands in the way. */
  'seal.plan': method(
    z.strictObject({ round, recipient: keyFingerprint.optional(), plain: z.boolean().default(false) }),
    z.strictObject({
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
      errors: z.int(),
      unexplained: z.int(),
      ...recipientAnswer,
      needsIdentity: z.boolean(),
    }),
  ),
  /**
   * Prints, packs, signs, encrypts, writes, reads back, verifies. `seal-plan-changed` names what changed since the plan of
   * `planDigest` was shown; without a recipient's key only a `plain` choice with its reason goes on.
   */
  'seal.run': method(
    z.strictObject({
      round,
      target: saveTarget,
      jobId,
      planDigest: seenDigest,
      recipient: keyFingerprint.optional(),
      plain: plainChoice.optional(),
    }),
    sealResult,
  ),
  'seal.history': method(
    nothing,
    z.array(
      z.strictObject({
        round,
        revision: z.int(),
        digest: packageId,
        fileName: z.string(),
        sealedAt: isoTime,
        encrypted: z.boolean(),
        plainReason: z.string().nullable(),
        hasFeedback: z.boolean(),
        hasReceipt: z.boolean(),
      }),
    ),
  ),
  /** The printable 清单与交接单 of a sealed package. */
  'seal.coverSheet': method(
    z.strictObject({ digest: packageId, target: saveTarget }),
    z.strictObject({ fileName: z.string() }),
  ),
  'enrolment.seal': method(z.strictObject({ target: saveTarget }), sealResult),
  'job.cancel': method(z.strictObject({ jobId }), done),

  /**
   * Each file is verified and imported or quarantined by itself; one bad file never stops the others. A cancel, once begun, and
   * a full disk answer with what was done so far: the rest is `untouched`.
   */
  'inbox.import': method(
    z.strictObject({ sources: z.array(fileHandle).min(1).max(2000), jobId }),
    z.array(importOutcome),
  ),
  'inbox.list': method(nothing, z.array(importedPackage)),
  'inbox.get': method(
    z.strictObject({ packageId }),
    z.strictObject({
      package: importedPackage,
      submission: submissionSchema,
      findings: z.array(findingSchema),
      files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), title: z.string() })),
      /** Nominees that the sender took back: of earlier revisions here, or of this one in the newest. */
      withdrawn: z.array(
        z.strictObject({
          nomineeId: z.string(),
          name: z.string(),
          /** The last package that has the nominee, its revision, and the first one without. */
          packageId,
          lastRevision: z.int(),
          goneSince: z.int(),
        }),
      ),
    }),
  ),
  'inbox.file': method(
    z.strictObject({ packageId, path: z.string().max(300) }),
    z.strictObject({ mediaType: z.string(), bytes }),
  ),
  /** A scan in a received package, compared with the data of that package (see `paper.checkAttachment`). */
  'inbox.checkFile': method(
    z.strictObject({ packageId, path: z.string().max(300), name: z.string().min(1).max(200) }),
    scanResult,
  ),
  'inbox.quarantine': method(nothing, z.array(quarantineEntry)),
  /** The last files that left the quarantine, and how. */
  'inbox.quarantineLeft': method(nothing, z.array(quarantineEntry)),
  /**
   * Nominees of other units' current packages that are the same as one of this package: by number, by name and birth
   * day, photo, deeds. As findings, each naming the other.
   */
  'inbox.alike': method(
    z.strictObject({ packageId }),
    z.array(
      findingSchema.extend({
        other: z.strictObject({
          packageId,
          unit: z.string(),
          subjectId: z.string(),
          name: z.string(),
        }),
      }),
    ),
  ),
  /** How many nominees of each current package are so; packages without any are left out. */
  'inbox.alikeCounts': method(nothing, z.array(z.strictObject({ packageId, nominees: z.int().positive() }))),
  /** Revisions of one submission compared field by field. */
  'inbox.compare': method(
    z.strictObject({ left: packageId, right: packageId }),
    z.array(
      z.strictObject({
        subjectId: z.string(),
        subjectName: z.string(),
        kind: nomineeKind.nullable(),
        fieldId: z.string(),
        before: z.string(),
        after: z.string(),
      }),
    ),
  ),

  /**
   * Recommending unit: puts a host package's nominees onto its own list, under the ids they have there. Those taken over from
   * an earlier revision get what the host changed since; fields that both changed are left and named in `kept`.
   */
  'inbox.takeOver': method(
    z.strictObject({ packageId }),
    z.strictObject({
      created: z.array(subjectId),
      updated: z.array(subjectId),
      /** Taken off this unit's list by its own clerk: left alone until put back. */
      removed: z.array(subjectId),
      /** On this unit's list from an earlier revision, and no longer in this one: for the clerk to decide. */
      dropped: z.array(z.strictObject({ subjectId, name: z.string() })),
      /** Refused by this unit's own review of the package: not put onto its list. */
      refused: z.array(subjectId),
      kept: z.array(z.strictObject({ subjectId, fieldId: z.string() })),
    }),
  ),
  /** The host units' packages inside a recommending unit's: who signed first, and what was changed on the way. */
  'inbox.originals': method(
    z.strictObject({ packageId }),
    z.array(
      z.strictObject({
        fileName: z.string(),
        ok: z.boolean(),
        problems: z.array(errorRecord),
        unit: z.string().nullable(),
        revision: z.int().nullable(),
        /** The key that signed first; the receiver need not know it. */
        fingerprint: z.string().nullable(),
        /**
         * What is known of that key: `enrolled` here under the unit's name; `met` before under the same name in another
         * package; `unknown`; `other`: known under another name, or the name under another key.
         */
        standing: z.enum(['enrolled', 'met', 'unknown', 'other']),
        /** Where it was met first, and the name that stands against it. */
        metAt: isoTime.nullable(),
        knownAs: z.string().nullable(),
        nominees: z.array(z.string()),
        changes: z.array(
          z.strictObject({
            subjectId: z.string(),
            subjectName: z.string(),
            fieldId: z.string(),
            before: z.string(),
            after: z.string(),
          }),
        ),
      }),
    ),
  ),

  'review.get': method(
    z.strictObject({ packageId }),
    reviewContent.extend({
      /** The step at which each part stands, which a change of it must name. */
      bases: reviewBases,
      /** The last step that stands and the parts it wrote: what an undo takes back. 0 when there is none. */
      step: z.int(),
      lastParts: z.array(z.string()),
      /** Grows with every step: tells which of two readings is the newer. */
      version: z.int(),
      canUndo: z.boolean(),
    }),
  ),
  /**
   * Append-only: one step that `review.undo` takes back. Each part names the step it was changed on; `review-conflict` when one
   * of them was written elsewhere meanwhile, and then nothing is written.
   */
  'review.save': method(
    z.strictObject({ packageId, revision: z.int(), changes: z.array(reviewChange).min(1).max(5000) }),
    z.strictObject({ step: z.int() }),
  ),
  /** Takes back the last step, which must be the one the reviewer saw (`step`). */
  'review.undo': method(z.strictObject({ packageId, revision: z.int(), step: z.int() }), done),
  /** For whom the answers to a package would be sealed, and how their files would be called. Reads only. */
  'answer.plan': method(
    z.strictObject({ packageId, plain: z.boolean().default(false) }),
    z.strictObject({ ...recipientAnswer, feedback: answerFile, receipt: answerFile }),
  ),
  /** Encrypted to the unit, or plain with a recorded reason; refused like `seal.run` when the plan changed. */
  'feedback.seal': method(
    z.strictObject({
      packageId,
      target: saveTarget,
      planDigest: seenDigest,
      plain: plainChoice.optional(),
    }),
    sealResult,
  ),
  'receipt.seal': method(
    z.strictObject({
      packageId,
      target: saveTarget,
      planDigest: seenDigest,
      plain: plainChoice.optional(),
    }),
    sealResult,
  ),

  /** Unit: feedbacks that came back, the latest decision first, whenever they arrived; replaced ones last. */
  'feedback.list': method(
    nothing,
    z.array(
      z.strictObject({
        packageId,
        importedAt: isoTime,
        signer: z.string(),
        feedback: feedbackSchema,
        /** A later answer about the same round is here. */
        superseded: z.boolean(),
      }),
    ),
  ),
} as const;

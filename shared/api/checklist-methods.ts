import { z } from 'zod';
import { attachmentRef } from '../words/content.ts';
import { nomineeKind, packId, round } from '../words/field-schema.ts';
import { done, isoTime, nothing, subjectId } from './common.ts';
import { method } from './method.ts';
import { clerks, everyone } from './roles.ts';
import { submissionTopics } from './topics.ts';

/** Steps that only the clerk can call done; `campaign` are those of no round. */
export const handStep = z.enum(['pack', 'enrolled', 'listed', 'compared', 'delivered', 'closed']);
export type HandStep = z.infer<typeof handStep>;
export const stepRound = z.union([z.literal('campaign'), round]);

const handDone = z.strictObject({
  round: stepRound,
  step: handStep,
  at: isoTime,
  proof: attachmentRef.nullable(),
});

const missingOn = z.strictObject({
  id: subjectId,
  name: z.string(),
  /** Required fields that are empty, without those of public notices and consultations. */
  missing: z.int(),
  /** The form to open for them. */
  formId: z.string(),
});

const unitForm = z.strictObject({
  formId: z.string(),
  title: z.string(),
  /** `key`: the sheet that carries the key's fingerprint and is handed in by itself; `report`: what is written at the end. */
  part: z.enum(['key', 'facts', 'report']),
  missing: z.int(),
});

const quotaUse = z.strictObject({
  title: z.string(),
  used: z.int(),
  /** Null while nobody has entered it. */
  quota: z.int().nullable(),
});

/** One nominee's public notice. */
const noticeFact = z.strictObject({
  subjectId,
  name: z.string(),
  title: z.string(),
  start: z.iso.date().nullable(),
  end: z.iso.date().nullable(),
  workdays: z.int(),
  due: z.iso.date().nullable(),
  /** Null while nobody has said. */
  objections: z.boolean().nullable(),
  handled: z.boolean(),
  /** Required fields of the notice that are empty. */
  missing: z.int(),
  formId: z.string(),
});
export type NoticeFact = z.infer<typeof noticeFact>;

const consultationFact = z.strictObject({
  subjectId,
  name: z.string(),
  department: z.string(),
  state: z.enum(['missing', 'waiting', 'agreed', 'refused']),
});

/** What was handed in of a round, and what has become of it since. */
const sentFact = z.strictObject({
  digest: z.string(),
  revision: z.int(),
  at: isoTime,
  /** What stands here now says the same. */
  sameAsNow: z.boolean(),
});

/** The receiver's answer to what was handed in last. */
const answerFact = z.strictObject({
  accepted: z.int(),
  rejected: z.int(),
  /** Sent back, and whether each was changed since. */
  returned: z.array(z.strictObject({ id: subjectId, name: z.string(), changed: z.boolean() })),
  unitToCorrect: z.boolean(),
  unitChanged: z.boolean(),
});

const paperFact = z.strictObject({
  due: z.int(),
  exported: z.int(),
  printed: z.int(),
  verified: z.int(),
  /** Said of all papers of the round as they stand: a digest of their check codes. */
  about: z.string(),
});

const roundFacts = z.strictObject({
  round,
  nominees: z.array(missingOn),
  unitForms: z.array(unitForm),
  quotas: z.array(quotaUse),
  /** Where the quota is entered; null where the campaign has none. */
  quotaPlace: z.strictObject({ formId: z.string(), fieldId: packId }).nullable(),
  errors: z.int(),
  unexplained: z.int(),
  notices: z.array(noticeFact),
  consultations: z.array(consultationFact),
  /** Dates of stamps and signatures that may be filled in once the paper is sealed, and are not. */
  stampDates: z.int(),
  papers: paperFact,
  sent: sentFact.nullable(),
  answer: answerFact.nullable(),
  /** On the list, and in nothing that was handed in. */
  unsent: z.array(z.strictObject({ id: subjectId, name: z.string() })),
  /** In this round although the answer to the one before did not accept them. */
  unaccepted: z.array(z.strictObject({ id: subjectId, name: z.string() })),
});
export type RoundFacts = z.infer<typeof roundFacts>;

const unitFacts = z.strictObject({
  desk: z.enum(['host', 'recommender']),
  /** Handed in on paper and disc: the receiver does not use this program. */
  paperOnly: z.boolean(),
  packVersion: z.int(),
  /** The pack was signed by an office and names its key. */
  packIssued: z.boolean(),
  fingerprint: z.string().nullable(),
  /** The enrolment that this key signed was written to a file. */
  enrolmentMade: z.boolean(),
  /** The sheet with the fingerprint: where it stands on its way to paper; null where the campaign has none. */
  keySheet: z
    .strictObject({
      formId: z.string(),
      title: z.string(),
      missing: z.int(),
      exported: z.boolean(),
      printed: z.boolean(),
    })
    .nullable(),
  /** Packages of host units that count, and those of them of which nobody is on the list. */
  received: z.int(),
  untaken: z.int(),
  /** Enrolments that nobody has compared yet. */
  pendingSigners: z.int(),
  /** Nominees of the list that were refused, taken back, or changed by their host unit. */
  kinds: z.array(nomineeKind),
  rounds: z.array(roundFacts),
  hand: z.array(handDone),
  ownDeadlines: z.record(z.string(), z.iso.date()),
});
export type UnitFacts = z.infer<typeof unitFacts>;

const officeRound = z.strictObject({
  round,
  packages: z.int(),
  undecided: z.int(),
  unanswered: z.int(),
  accepted: z.int(),
});

const officeFacts = z.strictObject({
  desk: z.literal('office'),
  packVersion: z.int(),
  hasKey: z.boolean(),
  packIssued: z.boolean(),
  enrolled: z.int(),
  pendingSigners: z.int(),
  quarantined: z.int(),
  rounds: z.array(officeRound),
  ownDeadlines: z.record(z.string(), z.iso.date()),
});
export type OfficeFacts = z.infer<typeof officeFacts>;

const checklistFacts = z.union([unitFacts, officeFacts]);
export type ChecklistFacts = z.infer<typeof checklistFacts>;

/** The campaign's checklist: what it is computed from, and what only the clerk can say. */
export const checklistMethods = {
  /** What `campaignChecklist` (shared/checklist) computes the checklist from. */
  'checklist.facts': method({
    title: '查看办理进度',
    args: nothing,
    result: checklistFacts,
    needs: 'workspace',
    roles: everyone,
    mode: 'read',
    reads: [
      'drafts',
      ...submissionTopics,
      'signers',
      'workspace',
      'paper',
      'inbox',
      'quarantine',
      'review',
      'answers',
      'handover',
      'steps',
    ],
    changes: [],
  }),
  /** Says that a step is done, or takes it back; the engine binds it to what stands now. */
  'checklist.setDone': method({
    title: '记录办理情况',
    args: z.strictObject({
      round: stepRound,
      step: handStep,
      done: z.boolean(),
      proof: attachmentRef.optional(),
    }),
    result: done,
    needs: 'workspace',
    roles: clerks,
    mode: 'write',
    reads: [
      'drafts',
      'record',
      'records',
      'settings',
      'pack',
      'identity',
      'sealed',
      'attachments',
      'handover',
    ],
    changes: ['steps', 'log'],
  }),
  /** The date that a unit above has set for a milestone; null goes back to the notice's own. */
  'checklist.setDeadline': method({
    title: '设定自己的期限',
    args: z.strictObject({ milestone: packId, due: z.iso.date().nullable() }),
    result: done,
    needs: 'workspace',
    roles: everyone,
    mode: 'write',
    reads: ['pack'],
    changes: ['steps', 'log'],
  }),
} as const;

import { z } from 'zod';

/** The parts of what the engine knows, of which windows are told when one has changed. */
export const topic = z.enum([
  /** Which workspaces there are, which is open, and what is known of it without its content. */
  'workspace',
  /** Campaigns to choose for a new workspace. */
  'campaigns',
  /** The pinned campaign pack, its texts included. */
  'pack',
  'settings',
  'log',
  /** The list of nominees: who is on it, in which order and for which round. */
  'records',
  /** What is written in a record. */
  'record',
  'explanations',
  'attachments',
  /** What was printed, and which scans of it were compared. */
  'paper',
  'identity',
  /** Packages sealed here, and the numbers they used up. */
  'sealed',
  /** Packages that came in, how they stand to each other, and what was noted about them. */
  'inbox',
  'quarantine',
  /** Decisions, and what was settled about an earlier round. */
  'review',
  'quotas',
  /** Enrolled units, their names and keys. */
  'signers',
  /** Feedback and receipts that came back. */
  'answers',
  'fonts',
  'backup',
  /** What the clerk has said of the campaign's steps, and dates that a unit above has set. */
  'steps',
  /** Sets made for a receiver that takes paper and discs only, and its answers. */
  'handover',
]);
export type Topic = z.infer<typeof topic>;

/**
 * What an answer may rest on beside: `drafts`, text in the windows that is not saved yet, and so is saved first; `view`,
 * places that each window remembers for itself; `outside`, chosen files and disks, which are looked at anew each time.
 */
export type Untold = 'drafts' | 'view' | 'outside';

/** What a submission is made of, and what says whether it may leave: whoever judges one as a whole rests on all of them. */
export const submissionTopics = [
  'record',
  'records',
  'settings',
  'pack',
  'identity',
  'sealed',
  'explanations',
  'attachments',
] as const satisfies readonly Topic[];

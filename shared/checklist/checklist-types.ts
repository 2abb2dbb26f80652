import type { HandStep } from '../api/checklist-methods.ts';
import type { Round } from '../words/field-schema.ts';

/** Where a step is done. The window turns it into an address. */
export type Place =
  | {
      readonly page:
        | 'notices'
        | 'checks'
        | 'paper'
        | 'seal'
        /** Where the unit's key is made, and sent to be enrolled. */
        | 'enrolment'
        | 'handover'
        | 'feedback'
        | 'inbox'
        | 'signers'
        | 'pack';
    }
  | { readonly page: 'form'; readonly subjectId: string; readonly formId: string; readonly fieldId?: string }
  /** A new nominee. */
  | { readonly page: 'add' };

/**
 * `todo`: its preconditions are met and it is not done. `waiting`: nothing can be done but wait. `blocked`: something
 * before it is not done. `optional`: nothing to do here unless something comes in.
 */
export type StepState = 'done' | 'todo' | 'waiting' | 'blocked' | 'optional';

/** A day by which a step must be done. */
export interface Until {
  readonly date: string;
  readonly lastWorkday: string;
  /** Set by a unit above, earlier or later than the notice's own day. */
  readonly own: boolean;
}

/** What the clerk may say of a step with a tick. */
export interface Tick {
  readonly step: HandStep;
  readonly done: boolean;
  readonly label: string;
  /** A scan of the signed paper may be attached to it. */
  readonly withProof: boolean;
  /** The name of the file that was attached. */
  readonly proof: string | null;
}

/** One step of the campaign. */
export interface Step {
  readonly id: StepId;
  /** Null for steps of no round. */
  readonly round: Round | null;
  readonly roundTitle: string | null;
  readonly title: string;
  readonly state: StepState;
  /** The state in words. */
  readonly words: string;
  readonly who: string;
  readonly until: Until | null;
  readonly place: Place;
  /** What stands on the button. */
  readonly action: string;
  /** Why, or how, where it is the next one. */
  readonly hint: string;
  readonly tick: Tick | null;
}

export type StepId =
  | 'pack'
  | 'enrol'
  | 'receive'
  | 'choose'
  | 'fill'
  | 'consult'
  | 'notice'
  | 'report'
  | 'check'
  | 'print'
  | 'compare'
  | 'seal'
  | 'deliver'
  | 'answer'
  | 'correct'
  | 'review'
  | 'reply'
  | 'list';

/** A deadline of the campaign, as the clerk is to see it now. */
export interface Deadline {
  readonly id: string;
  readonly title: string;
  readonly until: Until;
  /** The notice's own day. */
  readonly due: string;
  readonly clauses: readonly string[];
  /** What stands instead of the days left: 已报送, 已打印, 已填; null while there is still all to do. */
  readonly reached: string | null;
}

/** The next step, and why there is one. */
export interface NextStep {
  readonly step: Step | null;
  readonly title: string;
  readonly why: string;
}

export interface Checklist {
  readonly steps: readonly Step[];
  readonly next: NextStep;
  readonly deadlines: readonly Deadline[];
}

/** A step while it is worked out: what its row says. */
export type Draft = Omit<Step, 'round' | 'roundTitle' | 'until' | 'who'>;

/** A step that is done. */
export function done(step: Omit<Draft, 'state' | 'hint' | 'action'> & { readonly action?: string }): Draft {
  return { ...step, state: 'done', hint: '', action: step.action ?? '查看' };
}

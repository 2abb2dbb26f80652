/**
 * The floors of the house, from the ground up (docs/architecture.md). A file may import its own floor's room and what lies
 * below; rooms that stand side by side on one floor know none of each other.
 */
export interface House {
  /** The folder whose rooms these are. */
  readonly root: string;
  /** Rooms by their paths below the root; `*` is every room that is named nowhere else. */
  readonly floors: readonly (readonly string[])[];
}

export const houses: readonly House[] = [
  {
    root: 'shared',
    floors: [
      ['ground'],
      ['errors', 'identifiers'],
      ['words'],
      ['typed'],
      ['reading'],
      ['calendar'],
      ['counting'],
      ['rules'],
      ['paper', 'package'],
      ['pack-check'],
      ['api'],
      ['checklist'],
      ['api.ts'],
    ],
  },
  {
    root: 'renderer',
    // Side by side: the features of one floor, and the parts that features share.
    floors: [['ui'], ['kit'], ['parts/*'], ['*'], ['app'], ['main.tsx']],
  },
  {
    root: 'electron/engine',
    floors: [
      ['files'],
      ['durable'],
      ['reading-room'],
      ['seal'],
      ['store', 'pack', 'media', 'paper'],
      ['kernel'],
      ['desk'],
      ['create-engine.ts'],
      ['host'],
    ],
  },
  {
    root: 'electron/engine/desk',
    floors: [
      ['ground'],
      ['workspace', 'drafts'],
      ['paper'],
      ['seal'],
      ['inbox'],
      ['review', 'campaign'],
      // Puts the rooms' handlers together; the tests that walk through several rooms stand beside it.
      ['handlers.ts'],
    ],
  },
  { root: 'electron', floors: [['engine'], ['local', 'shell'], ['cli'], ['main.ts', 'preload.ts']] },
];

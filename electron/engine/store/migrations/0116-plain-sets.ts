/**
 * What goes to a receiver that takes paper and discs only: the submission as it stood when the set was made, and the answers
 * that came by telephone or letter. Both are only ever added; an answer stands until a later one about the same is entered.
 */
export const plainSets = {
  version: 116,
  sql: `
CREATE TABLE plain_sets (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  round TEXT NOT NULL,
  revision INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE hand_answers (
  id INTEGER PRIMARY KEY,
  about TEXT NOT NULL,
  answered_on TEXT NOT NULL,
  way TEXT NOT NULL,
  note TEXT NOT NULL,
  unit_to_correct INTEGER NOT NULL,
  decisions TEXT NOT NULL,
  entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX hand_answers_about ON hand_answers (about);
`,
} as const;

/**
 * What only the clerk can know of the campaign's way: papers that really came out of the printer (saving a file is not
 * printing), steps done by hand, each bound to what it was said of, and dates that a unit above has set.
 */
export const checklist = {
  version: 115,
  sql: `
CREATE TABLE printed_by_hand (
  form_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  round TEXT NOT NULL,
  code TEXT NOT NULL,
  printed_at TEXT NOT NULL,
  PRIMARY KEY (form_id, subject_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE steps_done (
  round TEXT NOT NULL,
  step TEXT NOT NULL,
  about TEXT NOT NULL,
  done_at TEXT NOT NULL,
  proof TEXT,
  PRIMARY KEY (round, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_deadlines (
  milestone TEXT PRIMARY KEY,
  due TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const;

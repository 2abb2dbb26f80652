/** Sealed papers whose scans were read and agreed with the data: the check code they carried, and when. */
export const scanned = {
  version: 40,
  sql: `
CREATE TABLE scanned (
  form_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  round TEXT NOT NULL,
  code TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  PRIMARY KEY (form_id, subject_id, round)
) STRICT, WITHOUT ROWID;
`,
} as const;

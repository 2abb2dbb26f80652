/** Which nominees a recommending unit took over from a host unit's package, and from which revision of it. */
export const takenOver = {
  version: 30,
  sql: `
CREATE TABLE taken_over (
  subject_id TEXT PRIMARY KEY REFERENCES subjects (id),
  lineage TEXT NOT NULL,
  digest TEXT NOT NULL REFERENCES packages (digest),
  at TEXT NOT NULL
) STRICT;
`,
} as const;

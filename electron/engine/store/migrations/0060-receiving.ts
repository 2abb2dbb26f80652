/**
 * Receiving: whose names a key's holder had, which submission of a unit counts, remarks about a package that somebody has to
 * settle, what became of quarantined files, keys met inside others' packages, and which answer came before which.
 */
export const receiving = {
  version: 60,
  sql: `
-- Both signatures stood on the enrolment: from then on both are asked for. NULL: enrolled before this was kept.
ALTER TABLE signers ADD COLUMN suite TEXT;

-- A principal is the same unit for good; its name may change. The newest row is the name of today, no row that of the
-- enrolment. A row without decided_at is a change that the unit asked for, signed by its own key.
CREATE TABLE unit_names (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  principal TEXT NOT NULL,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  decided_at TEXT,
  how TEXT NOT NULL CHECK (how IN ('signed', 'decision')),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX unit_names_principal ON unit_names (principal, seq);

ALTER TABLE packages ADD COLUMN supersedes TEXT;
ALTER TABLE packages ADD COLUMN released_at TEXT;
ALTER TABLE packages ADD COLUMN released_reason TEXT;

-- Which of several submissions of one unit counts, by decision. Without a row the first one that came does.
CREATE TABLE counting (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  principal TEXT NOT NULL,
  kind TEXT NOT NULL,
  lineage TEXT NOT NULL,
  lineages INTEGER NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE package_remarks (
  digest TEXT NOT NULL REFERENCES packages (digest),
  code TEXT NOT NULL,
  params TEXT NOT NULL,
  at TEXT NOT NULL,
  settled_at TEXT,
  reason TEXT,
  PRIMARY KEY (digest, code)
) STRICT, WITHOUT ROWID;

ALTER TABLE quarantine ADD COLUMN claimed TEXT;
ALTER TABLE quarantine ADD COLUMN kept INTEGER NOT NULL DEFAULT 1;
ALTER TABLE quarantine ADD COLUMN how TEXT;
ALTER TABLE quarantine ADD COLUMN replaced_by TEXT;
ALTER TABLE quarantine ADD COLUMN reason TEXT;

CREATE TABLE met_keys (
  fingerprint TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL REFERENCES packages (digest),
  at TEXT NOT NULL,
  PRIMARY KEY (fingerprint, name, digest)
) STRICT, WITHOUT ROWID;

-- The answer's own revision in its bag. NULL: imported before it was kept.
ALTER TABLE answers ADD COLUMN revision INTEGER;

-- Two submissions of one unit stood as current until now: the first goes on counting, and the window asks about the other.
UPDATE packages SET superseded_by = (
  SELECT first.digest FROM packages AS first
  WHERE first.principal = packages.principal AND first.kind = packages.kind AND first.superseded_by IS NULL
  ORDER BY first.imported_at, first.rowid LIMIT 1
)
WHERE superseded_by IS NULL AND principal IS NOT NULL AND rowid <> (
  SELECT first.rowid FROM packages AS first
  WHERE first.principal = packages.principal AND first.kind = packages.kind AND first.superseded_by IS NULL
  ORDER BY first.imported_at, first.rowid LIMIT 1
);
`,
} as const;

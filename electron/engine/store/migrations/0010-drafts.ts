/** The workspace itself: pinned packs, records with their append-only revisions, attachments, paper, events. */
export const drafts = {
  version: 10,
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE packs (
  version INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  json TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('shipped', 'issued', 'installed')),
  installed_at TEXT NOT NULL
) STRICT;

CREATE TABLE subjects (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('unit', 'collective', 'individual')),
  position INTEGER NOT NULL,
  in_formal INTEGER NOT NULL DEFAULT 1 CHECK (in_formal IN (0, 1)),
  created_at TEXT NOT NULL,
  removed_at TEXT,
  revision INTEGER NOT NULL DEFAULT 0,
  saved_at TEXT,
  content TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE revisions (
  subject_id TEXT NOT NULL REFERENCES subjects (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  saved_at TEXT NOT NULL,
  changes TEXT NOT NULL,
  full TEXT,
  PRIMARY KEY (subject_id, revision)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END;
CREATE TRIGGER revisions_no_delete BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END;

CREATE TABLE explanations (key TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE settings (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE view_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- The bytes stand among the blobs under their SHA-256, shared with imported packages.
CREATE TABLE attachments (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE printed (
  form_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  round TEXT NOT NULL,
  code TEXT NOT NULL,
  revision INTEGER NOT NULL,
  printed_at TEXT NOT NULL,
  PRIMARY KEY (form_id, subject_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
`,
} as const;

/** Keys, sealed packages, what came in, quarantine, reviews, signers, answers. */
export const packages = {
  version: 20,
  sql: `
CREATE TABLE identities (
  fingerprint TEXT PRIMARY KEY,
  public_key TEXT NOT NULL,
  secret TEXT NOT NULL,
  age_recipient TEXT NOT NULL,
  age_identity TEXT NOT NULL,
  sm2_secret TEXT NOT NULL,
  sm2_public_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;

-- A revision number is taken before its package is written: one that was cut off is never used for other content.
CREATE TABLE seal_attempts (
  lineage TEXT NOT NULL,
  revision INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'done', 'abandoned')),
  PRIMARY KEY (lineage, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed (
  digest TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  lineage TEXT NOT NULL,
  revision INTEGER NOT NULL,
  supersedes TEXT,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  encrypted INTEGER NOT NULL,
  recipient TEXT,
  pack_version INTEGER NOT NULL,
  document TEXT NOT NULL,
  papers TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  UNIQUE (lineage, revision)
) STRICT;

CREATE TABLE packages (
  digest TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  unit_code TEXT NOT NULL,
  unit TEXT NOT NULL,
  lineage TEXT NOT NULL,
  revision INTEGER NOT NULL,
  pack_version INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  superseded_by TEXT REFERENCES packages (digest) DEFERRABLE INITIALLY DEFERRED,
  signer TEXT NOT NULL,
  principal TEXT,
  document TEXT NOT NULL,
  findings TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX packages_lineage ON packages (lineage, revision);

-- Payload bytes by SHA-256, in pieces of at most one mebibyte, so that neither side ever holds a package in memory.
-- A blob that a killed import left unfinished is complete = 0 and swept at the next opening.
CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
) STRICT;
CREATE TABLE blob_pieces (
  blob INTEGER NOT NULL REFERENCES blobs (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (blob, seq)
) STRICT;

-- Every file of an imported bag in zip order: the plain zip can be made again from them, byte for byte.
CREATE TABLE package_files (
  digest TEXT NOT NULL REFERENCES packages (digest),
  seq INTEGER NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (digest, seq),
  UNIQUE (digest, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_name TEXT NOT NULL,
  at TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  signer TEXT,
  problems TEXT NOT NULL,
  resolved_at TEXT
) STRICT;
CREATE INDEX quarantine_sha256 ON quarantine (sha256);

CREATE TABLE reviews (
  step INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL REFERENCES packages (digest),
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('save', 'undo')),
  content TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_digest ON reviews (digest, step);
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;

CREATE TABLE signers (
  fingerprint TEXT PRIMARY KEY,
  principal TEXT NOT NULL,
  public_key TEXT NOT NULL,
  age_recipient TEXT,
  sm2_public_key TEXT,
  enrolment TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  enrolled_at TEXT,
  revoked_at TEXT,
  reason TEXT
) STRICT;

CREATE TABLE answers (
  digest TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('feedback', 'receipt')),
  package_digest TEXT NOT NULL REFERENCES sealed (digest),
  imported_at TEXT NOT NULL,
  signer TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
`,
} as const;

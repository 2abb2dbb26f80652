/**
 * What of each received nominee is compared with those of other units: keys (a number, a name and birth day, a photo's digest)
 * and sketches of texts, looked up hash by hash; and the pairs that were found. Derived from the packages by the rules
 * of the campaign, and made anew when those change.
 */
export const compared = {
  version: 90,
  sql: `
CREATE TABLE compared_packages (
  digest TEXT PRIMARY KEY REFERENCES packages (digest),
  submission_id TEXT NOT NULL,
  rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE compared (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL REFERENCES packages (digest),
  subject_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  key TEXT,
  sketch TEXT
) STRICT;
CREATE INDEX compared_key ON compared (rule_id, key) WHERE key IS NOT NULL;
CREATE INDEX compared_digest ON compared (digest);

CREATE TABLE compared_runs (
  hash INTEGER NOT NULL,
  compared_id INTEGER NOT NULL,
  PRIMARY KEY (hash, compared_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE alike (
  left_id INTEGER NOT NULL,
  right_id INTEGER NOT NULL,
  share REAL NOT NULL,
  PRIMARY KEY (left_id, right_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alike_right ON alike (right_id);
`,
} as const;

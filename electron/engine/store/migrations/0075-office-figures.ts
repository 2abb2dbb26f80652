/**
 * What the office itself lays down: that it received a unit's earlier round elsewhere, and how many nominees each unit may
 * send. Both are steps that are only ever added, so that who decided what and when stays to be seen, and can be taken back.
 */
export const officeFigures = {
  version: 75,
  sql: `
CREATE TABLE round_settlements (
  step INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL REFERENCES packages (digest),
  -- Whose word is believed, and about what: the sender, and the digest of all that its package says of the earlier round.
  sender TEXT NOT NULL,
  claim TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  -- Empty takes the decision back.
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX round_settlements_claim ON round_settlements (sender, claim, step);

CREATE TABLE quota_steps (
  step INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES quota_steps (step)
) STRICT;

-- One unit's figures by its principal, as its enrolled key is known. Null: not given.
CREATE TABLE quota_events (
  step INTEGER NOT NULL REFERENCES quota_steps (step),
  principal TEXT NOT NULL,
  unit TEXT NOT NULL,
  base INTEGER NOT NULL,
  collective INTEGER CHECK (collective >= 0),
  individual INTEGER CHECK (individual >= 0),
  PRIMARY KEY (step, principal)
) STRICT, WITHOUT ROWID;
CREATE INDEX quota_events_principal ON quota_events (principal, step);

CREATE TRIGGER round_settlements_no_update BEFORE UPDATE ON round_settlements BEGIN SELECT RAISE(ABORT, 'settlements are append-only'); END;
CREATE TRIGGER round_settlements_no_delete BEFORE DELETE ON round_settlements BEGIN SELECT RAISE(ABORT, 'settlements are append-only'); END;
CREATE TRIGGER quota_steps_no_update BEFORE UPDATE ON quota_steps BEGIN SELECT RAISE(ABORT, 'quotas are append-only'); END;
CREATE TRIGGER quota_steps_no_delete BEFORE DELETE ON quota_steps BEGIN SELECT RAISE(ABORT, 'quotas are append-only'); END;
CREATE TRIGGER quota_events_no_update BEFORE UPDATE ON quota_events BEGIN SELECT RAISE(ABORT, 'quotas are append-only'); END;
CREATE TRIGGER quota_events_no_delete BEFORE DELETE ON quota_events BEGIN SELECT RAISE(ABORT, 'quotas are append-only'); END;
`,
} as const;

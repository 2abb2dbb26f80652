/**
 * Decisions as events: each step of a review names the parts it wrote and the step each part stood at before. Whole documents
 * let one of two windows that decided at the same moment undo the other's decision without a word.
 *
 * The steps of before are carried over under their own numbers: a whole document becomes the parts in which it differs from
 * the one that stood before it. The old table stays as it was, to look up.
 */
export const reviewEvents = {
  version: 70,
  sql: `
CREATE TABLE review_steps (
  step INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL REFERENCES packages (digest),
  at TEXT NOT NULL,
  -- The workspace in which it was decided; empty for steps of before.
  who TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES review_steps (step)
) STRICT;
CREATE INDEX review_steps_digest ON review_steps (digest, step);

CREATE TABLE review_events (
  step INTEGER NOT NULL REFERENCES review_steps (step),
  -- general, unit, or nominee/ and its id.
  part TEXT NOT NULL,
  base INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (step, part)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE old_steps AS
SELECT step, digest, at, kind, content,
  sum(CASE kind WHEN 'save' THEN 1 ELSE -1 END) OVER (PARTITION BY digest ORDER BY step) AS depth
FROM reviews;
CREATE INDEX temp.old_steps_place ON old_steps (digest, depth, step);

-- An undo takes back the last save that had made the pile as high as it was.
INSERT INTO review_steps (step, digest, at, who, undoes)
SELECT step, digest, at, '', CASE kind WHEN 'undo' THEN (
    SELECT max(saved.step) FROM old_steps AS saved
    WHERE saved.digest = old.digest AND saved.kind = 'save' AND saved.depth = old.depth + 1 AND saved.step < old.step
  ) END
FROM old_steps AS old ORDER BY step;

-- Every save beside the one it stood on, or an empty review.
CREATE TEMP TABLE old_pairs AS
SELECT old.step, old.digest, old.content AS after,
  coalesce((
    SELECT saved.content FROM old_steps AS saved
    WHERE saved.digest = old.digest AND saved.kind = 'save' AND saved.depth = old.depth - 1 AND saved.step < old.step
    ORDER BY saved.step DESC LIMIT 1
  ), '{"general":"","unitComments":[],"decisions":[]}') AS before
FROM old_steps AS old WHERE old.kind = 'save';

INSERT INTO review_events (step, part, base, content)
SELECT step, 'general', 0, json_object('text', json_extract(after, '$.general')) FROM old_pairs
WHERE json_extract(after, '$.general') IS NOT json_extract(before, '$.general');

INSERT INTO review_events (step, part, base, content)
SELECT step, 'unit', 0, json_object('comments', json_extract(after, '$.unitComments')) FROM old_pairs
WHERE json_extract(after, '$.unitComments') IS NOT json_extract(before, '$.unitComments');

INSERT INTO review_events (step, part, base, content)
SELECT pair.step, 'nominee/' || (made.value ->> '$.nomineeId'), 0, json_object('review', json_object(
    'decision', made.value ->> '$.decision',
    'note', coalesce(made.value ->> '$.note', ''),
    'comments', json(made.value -> '$.comments')
  ))
FROM old_pairs AS pair, json_each(pair.after, '$.decisions') AS made
WHERE NOT EXISTS (
  SELECT 1 FROM json_each(pair.before, '$.decisions') AS stood WHERE json(stood.value) = json(made.value)
)
-- A nominee written twice in one document: the first counted.
ON CONFLICT (step, part) DO NOTHING;

INSERT INTO review_events (step, part, base, content)
SELECT pair.step, 'nominee/' || (stood.value ->> '$.nomineeId'), 0,
  '{"review":{"decision":null,"note":"","comments":[]}}'
FROM old_pairs AS pair, json_each(pair.before, '$.decisions') AS stood
WHERE NOT EXISTS (
  SELECT 1 FROM json_each(pair.after, '$.decisions') AS made
  WHERE made.value ->> '$.nomineeId' = stood.value ->> '$.nomineeId'
)
ON CONFLICT (step, part) DO NOTHING;

UPDATE review_events SET base = coalesce((
  SELECT max(earlier.step) FROM review_events AS earlier
  JOIN review_steps AS made ON made.step = earlier.step
  WHERE earlier.part = review_events.part AND earlier.step < review_events.step
    AND made.digest = (SELECT digest FROM review_steps WHERE step = review_events.step)
    AND NOT EXISTS (
      SELECT 1 FROM review_steps AS undone
      WHERE undone.undoes = earlier.step AND undone.step < review_events.step
    )
), 0);

DROP TABLE old_pairs;
DROP TABLE old_steps;

CREATE TRIGGER review_steps_no_update BEFORE UPDATE ON review_steps BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER review_steps_no_delete BEFORE DELETE ON review_steps BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER review_events_no_update BEFORE UPDATE ON review_events BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER review_events_no_delete BEFORE DELETE ON review_events BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
`,
} as const;

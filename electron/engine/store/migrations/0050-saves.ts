/** One saving, as a trigger counts it: the next number, when, and a tag that no other history of the file has. */
function counted(name: string, on: string, at: string): string {
  return `CREATE TRIGGER saves_${name} AFTER ${on} BEGIN
  INSERT INTO saves (seq, at, tag) SELECT coalesce(max(seq), 0) + 1, ${at}, lower(hex(randomblob(8))) FROM saves;
END;`;
}

const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

/**
 * Counts what the clerk was told is saved, so that a file that has lost some of it after a crash can be told from one that
 * has not (witness.ts). Counted where the rows are written, in their own transaction: no code can forget it. Everything
 * that is logged counts by its event; positions of windows do not.
 */
export const saves = {
  version: 50,
  sql: `
CREATE TABLE saves (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, tag TEXT NOT NULL) STRICT;
INSERT INTO saves (seq, at, tag) VALUES (0, ${now}, lower(hex(randomblob(8))));
-- As many as a witness may lag behind and still be recognised.
CREATE TRIGGER saves_kept AFTER INSERT ON saves BEGIN DELETE FROM saves WHERE seq <= NEW.seq - 256; END;
${counted('revision', 'INSERT ON revisions', 'NEW.saved_at')}
${counted('event', 'INSERT ON events', 'NEW.at')}
${counted('review', 'INSERT ON reviews', 'NEW.at')}
${counted('explanation', 'INSERT ON explanations', 'NEW.at')}
${counted('explanation_changed', 'UPDATE ON explanations', 'NEW.at')}
${counted('setting', 'INSERT ON settings', now)}
${counted('setting_changed', 'UPDATE ON settings', now)}
${counted('subject', 'INSERT ON subjects', 'NEW.created_at')}
${counted('subject_place', 'UPDATE OF position, in_formal, removed_at ON subjects', now)}
`,
} as const;

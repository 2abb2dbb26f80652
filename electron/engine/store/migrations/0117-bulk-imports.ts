/**
 * Imports of spreadsheets: what each did to which record, so that the whole of it can be undone, its result seen again, and
 * rows that come later find their place by the number they have on the sheet.
 */
export const bulkImports = {
  version: 117,
  sql: `
CREATE TABLE bulk_imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  file_name TEXT NOT NULL,
  result TEXT NOT NULL,
  undone_at TEXT
) STRICT;

CREATE TABLE bulk_import_rows (
  import_id INTEGER NOT NULL REFERENCES bulk_imports (id),
  subject_id TEXT NOT NULL,
  is_new INTEGER NOT NULL,
  before_revision INTEGER NOT NULL,
  after_revision INTEGER NOT NULL,
  sheet_order REAL NOT NULL,
  PRIMARY KEY (import_id, subject_id)
) STRICT, WITHOUT ROWID;
`,
} as const;

import { z } from 'zod';
import { type Db, jsonColumn, type ReadDb } from './rows.ts';

const settingValue = z.union([z.string(), z.number(), z.boolean()]);
export type SettingValue = z.infer<typeof settingValue>;
const settingRow = z.object({ id: z.string(), value: jsonColumn(settingValue) });
const textRow = z.object({ key: z.string(), text: z.string() });
const viewRow = z.object({ value: z.string() });

/** The readings chosen by the user; those left at the pack's default are absent. */
export function readSettings(db: ReadDb): Record<string, SettingValue> {
  return Object.fromEntries(
    db.all(settingRow, 'SELECT id, value FROM settings').map((row) => [row.id, row.value]),
  );
}

export function writeSetting(db: Db, id: string, value: SettingValue): void {
  db.run(
    'INSERT INTO settings (id, value) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value',
    id,
    JSON.stringify(value),
  );
}

/** Written explanations of warnings, by finding key. */
export function readExplanations(db: ReadDb): Record<string, string> {
  return Object.fromEntries(
    db.all(textRow, 'SELECT key, text FROM explanations ORDER BY key').map((row) => [row.key, row.text]),
  );
}

/** Keeps an explanation; an empty text takes it back. */
export function writeExplanation(db: Db, key: string, text: string, at: string): void {
  if (text.trim() === '') {
    db.run('DELETE FROM explanations WHERE key = ?', key);
    return;
  }
  db.run(
    `INSERT INTO explanations (key, text, at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET text = excluded.text, at = excluded.at`,
    key,
    text,
    at,
  );
}

export function readView(db: ReadDb, key: string): string | null {
  return db.get(viewRow, 'SELECT value FROM view_state WHERE key = ?', key)?.value ?? null;
}

export function writeView(db: Db, key: string, value: string): void {
  db.run(
    'INSERT INTO view_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

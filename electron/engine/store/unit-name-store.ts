import { z } from 'zod';
import type { Db, ReadDb } from './rows.ts';

const nameRow = z.object({
  seq: z.int(),
  principal: z.string(),
  name: z.string(),
  fingerprint: z.string(),
  asked_at: z.string(),
  decided_at: z.string().nullable(),
  how: z.enum(['signed', 'decision']),
  reason: z.string(),
});
const columns = 'seq, principal, name, fingerprint, asked_at, decided_at, how, reason';

/** A change of a unit's name: asked for by the unit with its own key, or decided here. */
export interface NameChange {
  readonly seq: number;
  readonly principal: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly askedAt: string;
  /** Null while nobody has decided about it. */
  readonly decidedAt: string | null;
  readonly how: 'signed' | 'decision';
  readonly reason: string;
}

function toChange(row: z.infer<typeof nameRow>): NameChange {
  const { asked_at: askedAt, decided_at: decidedAt, ...rest } = row;
  return { ...rest, askedAt, decidedAt };
}

/** Every change of name, oldest first. */
export function listNameChanges(db: ReadDb): NameChange[] {
  return db.all(nameRow, `SELECT ${columns} FROM unit_names ORDER BY seq`).map(toChange);
}

/** The changes of one principal, oldest first. */
export function nameChangesOf(db: ReadDb, principal: string): NameChange[] {
  return db
    .all(nameRow, `SELECT ${columns} FROM unit_names WHERE principal = ? ORDER BY seq`, principal)
    .map(toChange);
}

/** Keeps a change that a unit asked for; the one it asked for before, if nobody has decided yet, is replaced. */
export function askForName(
  db: Db,
  change: { readonly principal: string; readonly name: string; readonly fingerprint: string },
  at: string,
): void {
  dropAskedName(db, change.principal);
  db.run(
    `INSERT INTO unit_names (principal, name, fingerprint, asked_at, how, reason) VALUES (?, ?, ?, ?, 'signed', '')`,
    change.principal,
    change.name,
    change.fingerprint,
    at,
  );
}

/** Takes back what a unit asked for and nobody decided; true when there was something. */
export function dropAskedName(db: Db, principal: string): boolean {
  return db.run('DELETE FROM unit_names WHERE principal = ? AND decided_at IS NULL', principal) > 0;
}

/** Records a decided change: the name of today from now on. */
export function decideName(
  db: Db,
  change: Pick<NameChange, 'principal' | 'name' | 'fingerprint' | 'how' | 'reason'>,
  at: string,
): void {
  dropAskedName(db, change.principal);
  db.run(
    'INSERT INTO unit_names (principal, name, fingerprint, asked_at, decided_at, how, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
    change.principal,
    change.name,
    change.fingerprint,
    at,
    at,
    change.how,
    change.reason,
  );
}

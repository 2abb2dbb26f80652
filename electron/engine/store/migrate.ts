import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { Migration } from './migrations/index.ts';
import type { OpenDb } from './rows.ts';

/** The schema version a list of steps leads to. */
export function newestVersion(steps: readonly Migration[]): number {
  return steps.at(-1)?.version ?? 0;
}

/**
 * Brings the schema up to date, each step in its own transaction. `backup` runs once before the first step on a
 * workspace that holds data. Throws `workspace-from-future` without touching anything, `workspace-migration-failed`
 * with the schema left at the last good step.
 */
export function migrate(db: OpenDb, steps: readonly Migration[], name: string, backup: () => void): void {
  const found = Number(db.raw.pragma('user_version', { simple: true }));
  const supported = newestVersion(steps);
  if (found > supported) throw new JianbiaoError('workspace-from-future', { name, found, supported });
  const due = steps.filter((step) => step.version > found);
  if (due.length === 0) return;
  if (found > 0) backup();
  for (const step of due) {
    try {
      db.atomic(() => {
        db.raw.exec(step.sql);
        db.raw.pragma(`user_version = ${Math.trunc(step.version)}`);
      });
    } catch (cause) {
      throw new JianbiaoError('workspace-migration-failed', { name, step: step.version }, { cause });
    }
  }
}

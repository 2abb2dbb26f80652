import type { Db } from './rows.ts';

/** Below this the pages left free are soon used again, and rewriting the file would cost more than it gives. */
const worthRewriting = 8 << 20;

/** Gives the room of removed bytes back to the disk where it is worth rewriting the file. Not inside a transaction. */
export function returnSpace(db: Db, bytes: number): void {
  if (bytes >= worthRewriting) db.run('VACUUM');
}

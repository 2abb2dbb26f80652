import { z } from 'zod';
import type { Db, ReadDb } from './rows.ts';

const settlementRow = z.object({ at: z.string(), reason: z.string() });

/** What an office decided about a sender's word on the earlier round. */
export type Settlement = z.infer<typeof settlementRow>;

/** Whose word, and the digest of what it says. */
export interface RoundClaim {
  readonly sender: string;
  readonly claim: string;
}

/** The decision that stands, or null. */
export function settlementOf(db: ReadDb, { sender, claim }: RoundClaim): Settlement | null {
  const row = db.get(
    settlementRow,
    'SELECT at, reason FROM round_settlements WHERE sender = ? AND claim = ? ORDER BY step DESC LIMIT 1',
    sender,
    claim,
  );
  return row === undefined || row.reason === '' ? null : row;
}

/** Adds a decision; an empty reason takes the one before back. */
export function addSettlement(
  db: Db,
  about: RoundClaim & { readonly digest: string },
  by: { readonly at: string; readonly who: string },
  reason: string,
): void {
  db.run(
    'INSERT INTO round_settlements (digest, sender, claim, at, who, reason) VALUES (?, ?, ?, ?, ?, ?)',
    about.digest,
    about.sender,
    about.claim,
    by.at,
    by.who,
    reason,
  );
}

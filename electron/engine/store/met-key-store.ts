import { z } from 'zod';
import type { CacheDb, ReadDb } from './rows.ts';

const metRow = z.object({ fingerprint: z.string(), name: z.string(), digest: z.string(), at: z.string() });

/** A key that signed a package lying inside another, under the name it gave itself. */
export type MetKey = z.infer<typeof metRow>;

/** Notes that a key was met inside a package, once. */
export function noteMetKey(db: CacheDb, met: MetKey): void {
  db.runInCache(
    'INSERT INTO met_keys (fingerprint, name, digest, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    met.fingerprint,
    met.name,
    met.digest,
    met.at,
  );
}

/** Every meeting, oldest first: which names are the same is not for a database to say. */
export function metKeys(db: ReadDb): MetKey[] {
  return db.all(metRow, 'SELECT fingerprint, name, digest, at FROM met_keys ORDER BY at, digest');
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import type { EventDetailName, EventKind } from '../../../shared/ground/event-names.ts';
import { type Db, jsonColumn, type ReadDb } from './rows.ts';

/** Digests, counts, ids, file names of our own making. Never a name of a person, an ID number or a secret. */
export type EventDetail = { readonly [K in EventDetailName]?: string | number };

const detailColumn = jsonColumn(z.record(z.string(), z.union([z.string(), z.number()])));
const eventRow = z.object({
  seq: z.int(),
  at: z.string(),
  kind: z.string(),
  detail: detailColumn,
  hash: z.string(),
});
export type LoggedEvent = Omit<z.infer<typeof eventRow>, 'hash'>;
const lastRow = z.object({ seq: z.int(), hash: z.string() });

const chainStart = '0'.repeat(64);

function chainHash(previous: string, event: LoggedEvent): string {
  const { seq, at, kind, detail } = event;
  return createHash('sha256').update(previous).update(canonicalJson({ seq, at, kind, detail })).digest('hex');
}

/** Adds an event: each one's hash covers the one before, so that a removed or changed event shows. */
export function logEvent(db: Db, at: string, kind: EventKind, detail: EventDetail): void {
  db.atomic(() => {
    const last = db.get(lastRow, 'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1');
    const event = { seq: (last?.seq ?? 0) + 1, at, kind, detail };
    db.run(
      'INSERT INTO events (seq, at, kind, detail, hash) VALUES (?, ?, ?, ?, ?)',
      event.seq,
      at,
      kind,
      canonicalJson(detail),
      chainHash(last?.hash ?? chainStart, event),
    );
  });
}

const newestRow = z.object({ at: z.string().nullable() });

/** The latest moment that any event carries, by the clocks of then; null without events. */
export function newestEventAt(db: ReadDb): string | null {
  return db.get(newestRow, 'SELECT max(at) AS at FROM events')?.at ?? null;
}

/** The newest events first, and whether the whole chain holds. */
export function readEvents(db: ReadDb, limit: number): { intact: boolean; events: LoggedEvent[] } {
  const all = db.all(eventRow, 'SELECT seq, at, kind, detail, hash FROM events ORDER BY seq');
  let previous = chainStart;
  let intact = true;
  for (const [index, event] of all.entries()) {
    if (event.seq !== index + 1 || event.hash !== chainHash(previous, event)) intact = false;
    previous = event.hash;
  }
  const events = all
    .slice(-limit)
    .reverse()
    .map(({ seq, at, kind, detail }) => ({ seq, at, kind, detail }));
  return { intact, events };
}

/** The number of the newest event; 0 before the first. */
export function lastEvent(db: ReadDb): number {
  return db.get(lastRow, 'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1')?.seq ?? 0;
}

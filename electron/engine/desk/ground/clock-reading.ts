import type { ClockReading } from '../../../../shared/rules/context/clock.ts';
import { newestEventAt } from '../../store/event-log.ts';
import type { ReadDb } from '../../store/rows.ts';
import { chinaDate, type Desk } from './desk.ts';

/** What this PC and the open workspace know of the time, for the rules about the clock. */
export function clockReading(desk: Desk, db: ReadDb): ClockReading {
  const newest = newestEventAt(db);
  return {
    today: chinaDate(desk.now()),
    ...(newest === null ? {} : { newestRecord: chinaDate(new Date(newest)) }),
  };
}

import type { ClockReading } from '../../../shared/rules/context/clock.ts';
import { newestEventAt } from '../store/event-log.ts';
import { chinaDate, type Desk } from './desk.ts';

/** What this PC and the open workspace know of the time, for the rules about the clock. */
export function clockReading(desk: Desk): ClockReading {
  const db = desk.current()?.db;
  const newest = db === undefined ? null : newestEventAt(db);
  return {
    today: chinaDate(desk.now()),
    ...(newest === null ? {} : { newestRecord: chinaDate(new Date(newest)) }),
  };
}

import type { CampaignPack } from '../../words/pack-schema.ts';

/** What is known of the time when a submission is checked; all of it absent where nothing may depend on the clock. */
export interface ClockReading {
  /** The day by this PC's clock. */
  readonly today?: string | undefined;
  /** The day of the newest thing this workspace has recorded. */
  readonly newestRecord?: string | undefined;
  /** The day of sealing as the sender's PC knew it, signed with the package; absent for drafts. */
  readonly sealedOn?: string | undefined;
}

/** A day that cannot be right, and what it contradicts. */
export interface ClockDoubt {
  readonly part: 'issued' | 'record' | 'sealed-early' | 'sealed-late';
  readonly day: string;
  readonly against: string;
}

/** The day that facts are judged by, where one can be trusted, and the days that cannot. */
export interface JudgedDay {
  readonly day: string | undefined;
  readonly doubts: readonly ClockDoubt[];
}

/**
 * Which day it is, for rules about what cannot have happened yet. A PC's clock is not believed when it stands before the
 * notice was issued, or before the newest record of its own workspace unless the clerk has explained that (a clock
 * that once ran ahead leaves records of days to come): a wrong clock must not make true dates wrong.
 *
 * For a package it is the day of sealing: what was not yet so when the unit signed cannot become true on the way, and
 * what was, must not be judged by the later day of arrival. No package is sealed after it has arrived, so a sealing
 * day later than today is not believed, nor one from before the notice.
 */
export function judgedDay(pack: CampaignPack, reading: ClockReading, explained: boolean): JudgedDay {
  const { issued } = pack.campaign.notice;
  const { today, newestRecord, sealedOn } = reading;
  const doubts: ClockDoubt[] = [];
  let own = today;
  if (today !== undefined && today < issued) {
    doubts.push({ part: 'issued', day: today, against: issued });
    own = undefined;
  } else if (today !== undefined && newestRecord !== undefined && today < newestRecord) {
    doubts.push({ part: 'record', day: today, against: newestRecord });
    if (!explained) own = undefined;
  }
  if (sealedOn === undefined) return { day: own, doubts };
  if (sealedOn < issued) {
    doubts.push({ part: 'sealed-early', day: sealedOn, against: issued });
    return { day: own, doubts };
  }
  if (own !== undefined && sealedOn > own) {
    doubts.push({ part: 'sealed-late', day: sealedOn, against: own });
    return { day: own, doubts };
  }
  return { day: sealedOn, doubts };
}

import { addDays } from '../ground/plain-date.ts';
import { mayHold, type Settings } from '../reading/evaluate-condition.ts';
import { noticesHere } from '../reading/lookup.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { consultationRulesOf } from '../words/rules-below.ts';
import {
  campaignCalendar,
  lastDayOfNotice,
  latestStart,
  type NoticeSpan,
  type WorkdayCalendar,
  workdayOnOrAfter,
  workdayOnOrBefore,
} from './workdays.ts';

/** A date by which something must arrive, and the last workday before it. */
interface PlannedDeadline {
  readonly id: string;
  readonly title: string;
  readonly due: string;
  /** The last workday not after the due date (or before it, when the day itself is not included). */
  readonly lastWorkday: string;
  readonly clauses: readonly string[];
}

/** A public notice planned backwards from its deadline. */
interface PlannedNotice {
  readonly id: string;
  readonly title: string;
  readonly workdays: number;
  readonly due: string;
  /** Latest start so that the notice is over before the due date. */
  readonly latestStart: string;
  readonly latestEnd: string;
  /** Latest start that still leaves the last workday free for delivering the papers. */
  readonly comfortableStart: string;
  readonly comfortableEnd: string;
}

/** Consultations planned backwards: the notice gives no time for replies, the number of workdays is the user's. */
interface PlannedConsultation {
  readonly due: string;
  readonly workdays: number;
  readonly latestStart: string;
}

export interface CampaignPlan {
  readonly deadlines: readonly PlannedDeadline[];
  readonly notices: readonly PlannedNotice[];
  readonly consultation: PlannedConsultation | null;
}

function lastDeliveryDay(due: string, inclusive: boolean, calendar: WorkdayCalendar): string {
  return workdayOnOrBefore(inclusive ? due : addDays(due, -1), calendar);
}

/** Whether the day named in "…日前" itself still counts: the setting `dueInclusive`, true unless chosen otherwise. */
function dueIsInclusive(settings: Settings): boolean {
  return settings.dueInclusive !== false;
}

/** The due date a public notice refers to: of a round or of a milestone. */
export function dueOf(pack: CampaignPack, id: string): string | undefined {
  return (
    pack.campaign.rounds.find((round) => round.id === id)?.due ??
    pack.campaign.milestones.find((milestone) => milestone.id === id)?.due
  );
}

/**
 * Works backwards from the campaign's deadlines (issue: calendar): the last workday for each, the latest day to start
 * each public notice, and the latest day to send out consultations that need `consultationDays` workdays. What the desk
 * of these settings does not do is left out: a date for papers it does not fill, another desk's notice and consultations.
 */
export function planBackwards(pack: CampaignPack, settings: Settings, consultationDays = 10): CampaignPlan {
  const calendar = campaignCalendar(pack.campaign.calendar);
  const inclusive = dueIsInclusive(settings);
  const due = (formId: string): boolean =>
    mayHold(pack.forms.find((form) => form.id === formId)?.when, settings);
  const deadlines = pack.campaign.milestones
    .filter(({ forms }) => forms.length === 0 || forms.some(due))
    .map(({ id, title, due: day, clauses }) => ({
      id,
      title,
      due: day,
      lastWorkday: lastDeliveryDay(day, inclusive, calendar),
      clauses,
    }));
  const notices = noticesHere(pack, settings).flatMap(({ id, title, workdays, before }) => {
    const due = dueOf(pack, before);
    if (due === undefined) return [];
    const latestEnd = workdayOnOrBefore(addDays(due, -1), calendar);
    const delivery = lastDeliveryDay(due, inclusive, calendar);
    const comfortableEnd = workdayOnOrBefore(addDays(delivery, -1), calendar);
    return [
      {
        id,
        title,
        workdays,
        due,
        latestEnd,
        latestStart: latestStart(latestEnd, workdays, calendar),
        comfortableEnd,
        comfortableStart: latestStart(comfortableEnd, workdays, calendar),
      },
    ];
  });
  const formal = pack.campaign.rounds.find((round) => round.id === 'formal');
  const consulting = consultationRulesOf(pack);
  const elsewhere = consulting.length > 0 && !consulting.some((rule) => mayHold(rule.when, settings));
  if (formal === undefined || elsewhere) return { deadlines, notices, consultation: null };
  const end = workdayOnOrBefore(addDays(lastDeliveryDay(formal.due, inclusive, calendar), -1), calendar);
  return {
    deadlines,
    notices,
    consultation: {
      due: formal.due,
      workdays: consultationDays,
      latestStart: latestStart(end, consultationDays, calendar),
    },
  };
}

/** What follows from starting one public notice on a day: its span, the first day to deliver, and whether in time. */
export interface ForwardPlan {
  readonly span: NoticeSpan;
  readonly firstDeliveryDay: string;
  readonly due: string;
  readonly inTime: boolean;
}

/** Works forwards from a chosen first day of a public notice. Undefined when the pack has no such notice. */
export function planForwards(pack: CampaignPack, noticeId: string, start: string): ForwardPlan | undefined {
  const notice = pack.campaign.publicNotices.find((item) => item.id === noticeId);
  const due = notice === undefined ? undefined : dueOf(pack, notice.before);
  if (notice === undefined || due === undefined) return undefined;
  const calendar = campaignCalendar(pack.campaign.calendar);
  const span = lastDayOfNotice(start, notice.workdays, calendar);
  return {
    span,
    firstDeliveryDay: workdayOnOrAfter(addDays(span.last, 1), calendar),
    due,
    inTime: span.last < due,
  };
}

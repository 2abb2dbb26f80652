import type { ChecklistFacts, OfficeFacts, RoundFacts, UnitFacts } from '../api/checklist-methods.ts';
import { planBackwards } from '../calendar/planner.ts';
import { campaignCalendar, type WorkdayCalendar, workdayOnOrBefore } from '../calendar/workdays.ts';
import { addDays } from '../ground/plain-date.ts';
import type { Settings } from '../reading/evaluate-condition.ts';
import { roundTitle } from '../reading/titles.ts';
import type { Round } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import type { Checklist, Deadline, Draft, NextStep, Step, Until } from './checklist-types.ts';
import { officeSteps } from './office-steps.ts';
import { isOver, laterSteps, overSteps, type RoundView, roundSteps, saidDone } from './round-steps.ts';
import { chooseStep, firstSteps } from './unit-steps.ts';

/** What the checklist is computed from. */
export interface ChecklistInput {
  readonly facts: ChecklistFacts;
  readonly pack: CampaignPack;
  readonly settings: Settings;
  /** Today as `YYYY-MM-DD`. */
  readonly today: string;
}

function untilOf(
  planned: { readonly due: string; readonly lastWorkday: string },
  own: string | undefined,
  calendar: WorkdayCalendar,
): Until {
  return own === undefined
    ? { date: planned.due, lastWorkday: planned.lastWorkday, own: false }
    : { date: own, lastWorkday: workdayOnOrBefore(own, calendar), own: true };
}

/** The milestone by which a round's material is due: that of the round's day. */
function milestoneOf(pack: CampaignPack, round: Round): string | null {
  const due = pack.campaign.rounds.find((one) => one.id === round)?.due;
  return pack.campaign.milestones.find((milestone) => milestone.due === due)?.id ?? null;
}

/** The milestone by which the sheet of the key is due by itself. */
function keyMilestone(pack: CampaignPack, formId: string | null): string | null {
  return pack.campaign.milestones.find(({ forms }) => formId !== null && forms.includes(formId))?.id ?? null;
}

/** What a deadline has reached, in the words of the work: 已填, 已打印, 已报送. */
function reachedWords(steps: readonly Draft[]): string | null {
  const state = (id: Draft['id']) => steps.find((step) => step.id === id)?.state;
  if (state('deliver') === 'done') return '已报送';
  if (state('print') === 'done') return '已打印';
  if (state('check') === 'done') return '已填';
  return null;
}

function keyReached({ keySheet, ...facts }: UnitFacts, steps: readonly Draft[]): string | null {
  if (steps.find(({ id }) => id === 'enrol')?.state === 'done') return '已报送';
  if (keySheet === null || keySheet.missing > 0) return null;
  return keySheet.printed ? '已打印' : facts.paperOnly || facts.fingerprint !== null ? '已填' : null;
}

function nextOf(steps: readonly Step[], finished: string): NextStep {
  const step = steps.find(({ state }) => state === 'todo') ?? steps.find(({ state }) => state === 'waiting');
  if (step === undefined) return { step: null, title: finished, why: '请保管好盖章的纸质材料，并备份一次。' };
  const round = step.roundTitle === null ? '' : `${step.roundTitle}　`;
  return { step, title: `${round}${step.title}`, why: step.hint };
}

function unitChecklist(facts: UnitFacts, { pack, settings, today }: ChecklistInput): Checklist {
  const calendar = campaignCalendar(pack.campaign.calendar);
  const receiver = facts.desk === 'host' ? '推荐单位' : '办公室';
  const who = facts.desk === 'host' ? '本单位' : '推荐单位';
  const planned = planBackwards(pack, settings).deadlines;
  const untilFor = (milestone: string | null): Until | null => {
    const found = planned.find(({ id }) => id === milestone);
    return found === undefined ? null : untilOf(found, facts.ownDeadlines[found.id], calendar);
  };
  const steps: Step[] = [];
  const reached = new Map<string, string | null>();
  const add = (draft: Draft, round: Round | null, until: Until | null) => {
    const waits = draft.id === 'answer';
    steps.push({
      ...draft,
      round,
      roundTitle: round === null ? null : roundTitle(pack.campaign, round),
      until: waits || draft.id === 'correct' ? null : until,
      who: waits ? receiver : who,
    });
  };
  const key = keyMilestone(pack, facts.keySheet?.formId ?? null);
  const first = firstSteps(facts);
  for (const draft of first) add(draft, null, draft.id === 'enrol' ? untilFor(key) : null);
  if (key !== null) reached.set(key, keyReached(facts, first));

  let blocked = false;
  const handedLater = (at: number) => facts.rounds.slice(at + 1).some(({ sent }) => sent !== null);
  for (const [at, round] of facts.rounds.entries()) {
    const view: RoundView = {
      facts,
      round,
      title: roundTitle(pack.campaign, round.round),
      first: at === 0,
      last: at === facts.rounds.length - 1,
      receiver,
      calendar,
      today,
    };
    const until = untilFor(milestoneOf(pack, round.round));
    const chosen = at === 0 ? null : chooseStep(facts, round, view.title, !blocked);
    const waits = blocked || (chosen !== null && chosen.state !== 'done');
    const over = isOver(round) || handedLater(at) || isClosed(facts, round);
    const drafts = waits ? laterSteps(view) : over ? overSteps(view) : roundSteps(view);
    if (chosen !== null)
      add(blocked ? { ...chosen, state: 'blocked', words: '还没有到' } : chosen, round.round, until);
    for (const draft of drafts) add(draft, round.round, until);
    const milestone = milestoneOf(pack, round.round);
    if (milestone !== null) reached.set(milestone, waits ? null : reachedWords(drafts));
    if (!over || isClosed(facts, round)) blocked = true;
  }
  const deadlines = planned.map(
    (one): Deadline => ({
      id: one.id,
      title: one.title,
      due: one.due,
      until: untilOf(one, facts.ownDeadlines[one.id], calendar),
      clauses: one.clauses,
      reached: reached.get(one.id) ?? null,
    }),
  );
  return { steps, next: nextOf(steps, '全部办完'), deadlines };
}

/** Nobody passed and the clerk has said that nobody else is put forward. */
function isClosed(facts: UnitFacts, round: RoundFacts): boolean {
  return round.answer !== null && round.answer.accepted === 0 && saidDone(facts, round.round, 'closed');
}

function officeChecklist(facts: OfficeFacts, { pack, settings }: ChecklistInput): Checklist {
  const calendar = campaignCalendar(pack.campaign.calendar);
  const planned = planBackwards(pack, settings).deadlines;
  const steps = officeSteps(facts).map(({ round, step }): Step => {
    const due = round === null ? undefined : planned.find(({ id }) => id === milestoneOf(pack, round));
    const until =
      due === undefined || step.id !== 'receive' ? null : untilOf(due, facts.ownDeadlines[due.id], calendar);
    return {
      ...step,
      round,
      roundTitle: round === null ? null : roundTitle(pack.campaign, round),
      until,
      who: step.state === 'waiting' ? '推荐单位' : '办公室',
    };
  });
  const deadlines = planned.map(
    (one): Deadline => ({
      id: one.id,
      title: one.title,
      due: one.due,
      until: untilOf(one, facts.ownDeadlines[one.id], calendar),
      clauses: one.clauses,
      reached: null,
    }),
  );
  return { steps, next: nextOf(steps, '收到的都已办完'), deadlines };
}

/**
 * 现在该做什么: the campaign as one dated list, from what stands in the workspace, the pack and the day. One definition for
 * window, command line and tests. The next step is the first whose preconditions are met and which is not done; where there
 * is none, what is waited for.
 */
export function campaignChecklist(input: ChecklistInput): Checklist {
  const { facts } = input;
  return facts.desk === 'office' ? officeChecklist(facts, input) : unitChecklist(facts, input);
}

/** So long after its last deadline a campaign counts as over: until then late material may still be on its way. */
const CAMPAIGN_OVER_DAYS = 90;

/** The last deadline of a campaign that is over on this day; null while it may still go on. */
export function campaignOverSince(deadlines: readonly Deadline[], today: string): string | null {
  const last = deadlines.reduce((latest, { due }) => (due > latest ? due : latest), '');
  return last !== '' && addDays(last, CAMPAIGN_OVER_DAYS) < today ? last : null;
}

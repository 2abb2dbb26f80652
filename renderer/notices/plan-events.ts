import type { CampaignPlan } from '../../shared/calendar/planner.ts';
import type { NoticeGroup } from '../../shared/checklist/notice-groups.ts';
import { chineseDate } from '../../shared/ground/plain-date.ts';

/** A point on the planner's timeline. */
export interface PlanEvent {
  readonly date: string;
  readonly kind: 'start' | 'end' | 'deadline' | 'consultation';
  readonly title: string;
  readonly text: string;
}

/**
 * The planner's timeline from the backwards plan: for each group of notices the recommended and latest start, the
 * consultations, and every deadline; by date, deadlines after what must be over by then.
 */
export function planEvents(plan: CampaignPlan, groups: readonly NoticeGroup[]): PlanEvent[] {
  const events: PlanEvent[] = [];
  for (const group of groups) {
    const ids = new Set(group.definitions.map((definition) => definition.id));
    const planned = plan.notices.find((notice) => ids.has(notice.id));
    if (planned === undefined) continue;
    if (planned.comfortableStart < planned.latestStart) {
      events.push({
        date: planned.comfortableStart,
        kind: 'start',
        title: `${group.title}：最好从这天开始`,
        text: `公示 ${group.workdays} 个工作日，到${chineseDate(planned.comfortableEnd)}期满，最后一个工作日留给报送。`,
      });
    }
    events.push({
      date: planned.latestStart,
      kind: 'start',
      title: `${group.title}：最晚这天开始`,
      text: `公示 ${group.workdays} 个工作日，到${chineseDate(planned.latestEnd)}期满；再晚就赶不上${chineseDate(planned.due)}的截止日。`,
    });
  }
  if (plan.consultation !== null) {
    events.push({
      date: plan.consultation.latestStart,
      kind: 'consultation',
      title: '征求意见：最晚这天发出',
      text: `按部门 ${plan.consultation.workdays} 个工作日答复估算，通知没有规定答复时间。`,
    });
  }
  for (const deadline of plan.deadlines) {
    events.push({
      date: deadline.due,
      kind: 'deadline',
      title: deadline.title,
      text:
        deadline.lastWorkday === deadline.due
          ? '截止日是工作日。'
          : `截止日不是工作日，请在最后一个工作日${chineseDate(deadline.lastWorkday)}以前送达。`,
    });
  }
  return events.sort(
    (a, b) => a.date.localeCompare(b.date) || Number(a.kind === 'deadline') - Number(b.kind === 'deadline'),
  );
}

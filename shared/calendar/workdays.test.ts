import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { addDays, birthday, chineseDate, isDate, monthNumber, wholeMonths } from '../ground/plain-date.ts';
import { effectiveSettings } from '../reading/lookup.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { planBackwards, planForwards } from './planner.ts';
import {
  campaignCalendar,
  countWorkdays,
  judgeDay,
  lastDayOfNotice,
  latestStart,
  libraryCalendar,
  type WorkdayCalendar,
  workdayOnOrBefore,
} from './workdays.ts';

let pack: CampaignPack;
let campaign: WorkdayCalendar;
beforeAll(async () => {
  pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
  campaign = campaignCalendar(pack.campaign.calendar);
});

const day = fc.integer({ min: 0, max: 365 * 20 }).map((offset) => addDays('2005-01-01', offset));

describe('official samples of public notices (domain notes 4.3)', () => {
  it.each([
    // 江苏轻工, 2024: a Sunday worked instead counts.
    ['2024-01-31', '2024-02-05'],
    // 住建部, 2011: over an ordinary weekend.
    ['2011-03-22', '2011-03-28'],
  ])('five workdays from %s end on %s', (start, last) => {
    expect(lastDayOfNotice(start, 5, libraryCalendar).last).toBe(last);
    expect(countWorkdays(start, last, libraryCalendar)).toBe(5);
  });

  it('gives the reason for every day', () => {
    const { days } = lastDayOfNotice('2021-09-17', 3, campaign);
    expect(days.map(({ date, reason }) => [date, reason])).toEqual([
      ['2021-09-17', 'workday'],
      ['2021-09-18', 'adjusted'],
      ['2021-09-19', 'holiday'],
      ['2021-09-20', 'holiday'],
      ['2021-09-21', 'holiday'],
      ['2021-09-22', 'workday'],
    ]);
  });
});

describe('the dates computed in the domain notes for 2021', () => {
  it('counts the workdays between the deadlines', () => {
    expect(countWorkdays('2021-09-03', '2021-09-18', campaign)).toBe(12);
    expect(countWorkdays('2021-09-22', '2021-11-10', campaign)).toBe(33);
  });

  it('plans backwards from the deadlines', () => {
    const plan = planBackwards(pack, {});
    const notice = (id: string) => plan.notices.find((item) => item.id === id);
    expect(notice('unitNoticeIndividual')).toMatchObject({
      latestStart: '2021-09-14',
      latestEnd: '2021-09-18',
      comfortableStart: '2021-09-13',
      comfortableEnd: '2021-09-17',
    });
    expect(notice('provinceNoticeCollective')).toMatchObject({
      latestStart: '2021-11-03',
      latestEnd: '2021-11-09',
      comfortableStart: '2021-11-03',
    });
    expect(plan.deadlines.map(({ due, lastWorkday }) => [due, lastWorkday])).toEqual([
      ['2021-09-10', '2021-09-10'],
      ['2021-09-20', '2021-09-18'],
      ['2021-11-10', '2021-11-10'],
    ]);
    expect(plan.consultation?.latestStart).toBe('2021-10-27');
    expect(planBackwards(pack, { dueInclusive: false }).deadlines[0]?.lastWorkday).toBe('2021-09-09');
  });

  it('leaves out what a host unit does not do: the contact table, the provincial notice, consultations', () => {
    const plan = planBackwards(pack, effectiveSettings(pack, { level: 'host' }));
    expect(plan.deadlines.map((deadline) => deadline.id)).toEqual(['preliminaryDue', 'formalDue']);
    expect(plan.notices.map((notice) => notice.id)).toEqual(['unitNoticeCollective', 'unitNoticeIndividual']);
    expect(plan.consultation).toBeNull();
    const recommender = planBackwards(pack, effectiveSettings(pack, {}));
    expect(recommender.deadlines).toHaveLength(3);
    expect(recommender.notices).toHaveLength(4);
  });

  it('plans forwards from a chosen day', () => {
    expect(planForwards(pack, 'unitNoticeIndividual', '2021-09-14')).toMatchObject({
      firstDeliveryDay: '2021-09-22',
      inTime: true,
    });
    expect(planForwards(pack, 'unitNoticeIndividual', '2021-09-15')?.inTime).toBe(false);
    expect(planForwards(pack, 'none', '2021-09-15')).toBeUndefined();
  });

  it("agrees with the library's data for the year of the pack", () => {
    for (let date = '2021-01-01'; date <= '2021-12-31'; date = addDays(date, 1))
      expect(judgeDay(date, campaign)).toEqual(judgeDay(date, libraryCalendar));
  });

  it('lets the pack alone rule its own year, and the library the others', () => {
    const own = campaignCalendar({ holidays: ['2021-09-20'], workdays: [], source: '' });
    expect(judgeDay('2021-10-01', own).counts).toBe(true);
    expect(judgeDay('2022-10-03', own).reason).toBe('holiday');
  });
});

describe('counting is consistent', () => {
  it('forwards and backwards meet on the same days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (start, days) => {
        const { last, days: verdicts } = lastDayOfNotice(start, days, campaign);
        expect(countWorkdays(start, last, campaign)).toBe(days);
        expect(judgeDay(last, campaign).counts).toBe(true);
        expect(verdicts).not.toHaveLength(0);
        expect(addDays(start, verdicts.length - 1)).toBe(last);
        const back = latestStart(last, days, campaign);
        expect(back >= start).toBe(true);
        expect(lastDayOfNotice(back, days, campaign).last).toBe(last);
        expect(workdayOnOrBefore(last, campaign)).toBe(last);
      }),
    );
  });

  it('refuses a number of days that is none', () => {
    for (const days of [0, -1, 1.5, Number.NaN])
      expect(() => lastDayOfNotice('2021-09-14', days, campaign)).toThrow(RangeError);
  });
});

describe('plain dates', () => {
  it('knows real days', () => {
    expect(isDate('2020-02-29')).toBe(true);
    expect(
      ['2021-02-29', '9999-12-31', '1899-12-31', '2021-2-1', '2021-13-01', '', '2021-09-02T00:00'].some(
        isDate,
      ),
    ).toBe(false);
  });

  it('counts whole months', () => {
    expect(wholeMonths('2016-09', '2021-09-02')).toBe(60);
    expect(wholeMonths('2016-09-03', '2021-09-02')).toBe(59);
    expect(wholeMonths('2016-09-02', '2021-09-02')).toBe(60);
    expect(wholeMonths('2021-10', '2021-09-02')).toBe(-1);
  });

  it('moves birthdays of 29 February', () => {
    expect(birthday('1980-02-29', 41)).toBe('2021-03-01');
    expect(birthday('1980-02-29', 40)).toBe('2020-02-29');
  });

  it('months follow one another, from year to year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), (year) => {
        const months = Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}`);
        const first = monthNumber(`${year}-01`);
        expect(months.map(monthNumber)).toEqual(months.map((_, n) => first + n));
        expect(monthNumber(`${year + 1}-01`)).toBe(first + 12);
      }),
    );
  });

  it('dates are told in Chinese, other words stay', () => {
    expect(chineseDate('2021-09')).toBe('2021年9月');
    expect(chineseDate('至今')).toBe('至今');
  });
});

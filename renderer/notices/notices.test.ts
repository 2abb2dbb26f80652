import { describe, expect, it } from 'vitest';
import { planBackwards } from '../../shared/calendar/planner.ts';
import { campaignCalendar } from '../../shared/calendar/workdays.ts';
import { consultationsOf } from '../../shared/checklist/consultation-state.ts';
import {
  commonEnding,
  commonStart,
  type NoticeGroup,
  noticeFields,
  noticeGroups,
} from '../../shared/checklist/notice-groups.ts';
import { noticeStatus } from '../../shared/checklist/notice-status.ts';
import { type RuledPack, ruledPackSchema } from '../../shared/rules/ruled-pack.ts';
import { planEvents } from './plan-events.ts';

const notice = (kind: 'collective' | 'individual', title: string) => ({
  id: `${kind}Notice`,
  title,
  workdays: 5,
  before: 'preliminary',
  startField: 'unitNotice.start',
  endField: 'unitNotice.end',
  subject: kind,
  content: ['name'],
  clauses: [],
});
const base = { certainty: 'notice', label: '栏目' };
const noticeCatalogue = [
  { ...base, id: 'unitNotice.text', type: 'longText' },
  { ...base, id: 'unitNotice.objections', type: 'yesNo' },
  { ...base, id: 'unitNotice.handling', type: 'longText' },
];

const pack: RuledPack = ruledPackSchema.parse({
  campaign: {
    format: 'jianbiao-campaign/1',
    id: 'sample-2021',
    version: 1,
    title: '样例',
    shortTitle: '样例',
    sponsors: ['某部'],
    awards: [],
    notice: { title: '通知', issued: '2021-09-02' },
    rounds: [{ id: 'preliminary', title: '初审', due: '2021-09-20', materials: [], clauses: [] }],
    milestones: [{ id: 'due', title: '报送初审推荐材料', due: '2021-09-20', clauses: [] }],
    publicNotices: [notice('collective', '先进集体本单位公示'), notice('individual', '先进个人本单位公示')],
    baseDate: '2021-09-02',
    calendar: {
      holidays: ['2021-09-19', '2021-09-20', '2021-09-21'],
      workdays: ['2021-09-18'],
      source: '国务院办公厅通知',
    },
    copies: 5,
    contacts: [],
    suites: ['ed25519'],
    settings: [],
    nameField: { collective: 'name', individual: 'name' },
    unitNameField: 'unitName',
  },
  clauses: {},
  fields: { unit: [], collective: [], individual: noticeCatalogue },
  forms: [],
  rules: [
    {
      id: 'E11a',
      kind: 'consultation',
      severity: 'error',
      clause: 'x',
      of: 'individual',
      message: '',
      fix: '',
      params: {
        table: 'consultations',
        departmentColumn: 'department',
        sealUnitColumn: 'sealUnit',
        dateColumn: 'date',
        replyColumn: 'reply',
        codeTable: 'reply',
        departments: ['组织人事', '纪检监察', '省级公安'],
        check: 'complete',
      },
    },
  ],
  codes: {
    reply: {
      id: 'reply',
      title: '意见',
      standard: '自编',
      certainty: 'inferred',
      items: [
        { code: 'agree', label: '同意推荐', tags: ['positive'] },
        { code: 'disagree', label: '不同意推荐', tags: ['negative'] },
        { code: 'pending', label: '尚未回复', tags: [] },
      ],
    },
  },
  quota: [],
});

function onlyGroup(): NoticeGroup {
  const group = noticeGroups(pack, {})[0];
  if (group === undefined) throw new Error('one group');
  return group;
}

describe('notice groups', () => {
  it('joins notices that share their dates and finds the common title', () => {
    expect(noticeGroups(pack, {})).toHaveLength(1);
    expect(onlyGroup()).toMatchObject({ key: 'unitNotice', title: '本单位公示', workdays: 5 });
    expect(commonEnding(['甲公告', '乙通报'])).toBe('甲公告');
  });

  it('finds the fields a pack gives and says which it leaves out', () => {
    expect(noticeFields(pack, onlyGroup(), 'individual')).toEqual({
      text: 'unitNotice.text',
      scope: undefined,
      objections: 'unitNotice.objections',
      handling: 'unitNotice.handling',
    });
    expect(noticeFields(pack, onlyGroup(), 'collective').text).toBeUndefined();
  });
});

describe('the day on which a notice began', () => {
  const group = { startField: 'unitNotice.start' };
  const of = (...starts: (string | null)[]) =>
    commonStart(
      starts.map((start) => ({ record: { content: { 'unitNotice.start': start } } })),
      group,
    );

  it('is shown where all records agree, and left open where they differ or say nothing', () => {
    expect(of('2021-09-07', '2021-09-07')).toBe('2021-09-07');
    expect(of('2021-09-07', '2021-09-08')).toBeNull();
    expect(of('2021-09-07', null)).toBeNull();
    expect(of()).toBeNull();
  });
});

describe('status of one nominee', () => {
  const judge = (content: Record<string, string | boolean>, today: string) => {
    const group = onlyGroup();
    const fields = noticeFields(pack, group, 'individual');
    const calendar = campaignCalendar(pack.campaign.calendar);
    return noticeStatus({ content, group, fields, calendar, due: '2021-09-20', today });
  };
  const dates = (start: string, end: string) => ({ 'unitNotice.start': start, 'unitNotice.end': end });

  it('counts the adjusted Saturday and finds short and late ones', () => {
    expect(judge(dates('2021-09-14', '2021-09-18'), '2021-09-15')).toMatchObject({
      stage: 'running',
      workdays: 5,
    });
    expect(judge(dates('2021-09-15', '2021-09-18'), '2021-09-15').stage).toBe('short');
    expect(judge(dates('2021-09-14', '2021-09-22'), '2021-09-15').stage).toBe('late');
    expect(judge({}, '2021-09-15').stage).toBe('unplanned');
  });

  it('asks for the result after the last day, and for the handling of objections', () => {
    const span = dates('2021-09-13', '2021-09-17');
    expect(judge(span, '2021-09-12').stage).toBe('planned');
    expect(judge(span, '2021-09-18').stage).toBe('open');
    expect(judge({ ...span, 'unitNotice.objections': false }, '2021-09-18').stage).toBe('done');
    expect(judge({ ...span, 'unitNotice.objections': true }, '2021-09-18').stage).toBe('objection');
    const handled = { ...span, 'unitNotice.objections': true, 'unitNotice.handling': '经核查不实。' };
    expect(judge(handled, '2021-09-18').stage).toBe('done');
  });
});

describe('timeline', () => {
  it('puts starts before the deadline they serve, one entry for both kinds', () => {
    const events = planEvents(planBackwards(pack, {}), noticeGroups(pack, {}));
    expect(events.map((event) => event.date)).toEqual(['2021-09-13', '2021-09-14', '2021-09-20']);
    expect(events[1]?.title).toBe('本单位公示：最晚这天开始');
    expect(events[2]?.text).toContain('2021年9月18日');
  });
});

describe('consultations', () => {
  it('lists what the rules demand with what the record says', () => {
    const record = {
      consultations: [
        { department: '组织人事部门', sealUnit: '某县委组织部', date: '2021-10-11', reply: 'agree' },
        { department: '纪检监察', sealUnit: '某县纪委', reply: 'pending' },
      ],
    };
    const list = consultationsOf(pack, 'individual', { record, unit: {}, settings: {} });
    expect(list.map((entry) => [entry.department, entry.state])).toEqual([
      ['组织人事', 'agreed'],
      ['纪检监察', 'waiting'],
      ['省级公安', 'missing'],
    ]);
    expect(consultationsOf(pack, 'collective', { record, unit: {}, settings: {} })).toEqual([]);
  });
});

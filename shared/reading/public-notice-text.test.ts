import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldSchema } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { findPersonalData, personalValues, publicNoticeText } from './public-notice-text.ts';

function field(definition: Record<string, unknown>) {
  return fieldSchema.parse({ certainty: 'notice', ...definition });
}

const individual = [
  field({ id: 'name', label: '姓名', type: 'text' }),
  field({ id: 'birth', label: '出生日期', type: 'date' }),
  field({ id: 'idNumber', label: '身份证号', type: 'idNumber', personal: true }),
  field({ id: 'address', label: '单位地址', type: 'text', personal: true }),
  field({ id: 'employer', label: '工作单位', type: 'text' }),
  field({ id: 'deeds', label: '主要先进事迹', type: 'longText' }),
];

const pack: CampaignPack = {
  campaign: {
    format: 'jianbiao-campaign/1',
    id: 'sample-2021',
    version: 1,
    title: '样例评选',
    shortTitle: '样例',
    sponsors: ['某部'],
    awards: [
      { kind: 'collective', title: '先进集体', quota: 1 },
      { kind: 'individual', title: '先进个人', quota: 1 },
    ],
    notice: { title: '关于评选的通知', issued: '2021-09-02' },
    rounds: [],
    milestones: [],
    publicNotices: [
      {
        id: 'unitNotice',
        title: '本单位公示',
        workdays: 5,
        before: 'preliminary',
        startField: 'unitNotice.start',
        endField: 'unitNotice.end',
        subject: 'individual',
        content: ['name', 'birth', 'idNumber', 'address', 'employer', 'deeds'],
        clauses: [],
      },
    ],
    baseDate: '2021-09-02',
    calendar: { holidays: [], workdays: [], source: '样例' },
    copies: 5,
    contacts: [],
    suites: ['ed25519'],
    settings: [],
    nameField: { collective: 'name', individual: 'name' },
    unitNameField: 'unitName',
  },
  clauses: {},
  fields: { unit: [], collective: [], individual },
  forms: [],
  rules: [],
  codes: {},
  quota: [],
};

const record = {
  name: '欧阳建国',
  birth: '1966-01-01',
  idNumber: '53010219200508011X',
  address: '某市西安门大街22号',
  employer: '某省机关事务管理局服务中心',
  deeds: '欧阳建国同志长期在一线工作。\n他主持完成了集中办公区改造。',
};

function generate(over: Partial<Record<keyof typeof record, string>> = {}) {
  const notice = pack.campaign.publicNotices[0];
  if (notice === undefined) throw new Error('sample pack has one notice');
  return publicNoticeText({
    pack,
    notices: [notice],
    unit: { unitName: '某省推荐单位' },
    nominees: [{ kind: 'individual', content: { ...record, ...over } }],
    period: { start: '2021-09-13', end: '2021-09-17' },
    reception: { department: '某局人事处', phone: '010-84234176' },
    publishedOn: '2021-09-13',
  });
}

describe('publicNoticeText', () => {
  it('names the award, the nominee, the period and the place for objections', () => {
    const text = generate();
    expect(text.title).toBe('关于拟推荐先进个人的公示');
    const whole = text.paragraphs.join('\n');
    expect(whole).toContain('1．欧阳建国。出生日期：1966年1月；工作单位：某省机关事务管理局服务中心。');
    expect(whole).toContain('公示时间：2021年9月13日至2021年9月17日（不少于5个工作日）。');
    expect(whole).toContain('某局人事处');
    expect(text.leaks).toEqual([]);
  });

  it('never prints a field marked personal, even when the pack lists it', () => {
    const whole = generate().paragraphs.join('\n');
    expect(whole).not.toContain(record.idNumber);
    expect(whole).not.toContain(record.address);
    expect(whole).not.toContain('1966年1月1日');
  });

  it('counts people by 名, not by 个', () => {
    expect(generate().paragraphs.join('\n')).toMatch(/先进个人（\d+名）/);
  });

  it('finds personal values that people typed into free text', () => {
    const text = generate({
      deeds: '联系人手机13812345678，身份证53010219200508011X，住某市西安门大街22号。',
    });
    expect(text.leaks.map((leak) => leak.what).sort()).toEqual(['field', 'idNumber', 'mobile']);
    expect(text.leaks.find((leak) => leak.what === 'field')?.label).toBe('单位地址');
  });
});

describe('findPersonalData', () => {
  it('sees full-width digits, spaced mobiles and old numbers, but no landline, year or amount', () => {
    expect(findPersonalData('电话１３８１２３４５６７８')).toHaveLength(1);
    expect(findPersonalData('138 1234 5678')).toHaveLength(1);
    expect(findPersonalData('旧证530102200508011')).toHaveLength(1);
    expect(findPersonalData('010-84234176，2021年节约资金1200000元')).toEqual([]);
  });

  it('finds every valid-looking ID number wherever it stands among Chinese characters', () => {
    const digits = fc.stringMatching(/^[1-9]\d{16}[0-9X]$/);
    const words = fc.stringMatching(/^[一-龥，。]{0,12}$/);
    fc.assert(
      fc.property(words, digits, words, (before, id, after) => {
        expect(findPersonalData(`${before}${id}${after}`).some((leak) => leak.found === id)).toBe(true);
      }),
    );
  });

  it('takes personal values out of records, telephone columns of tables included', () => {
    const staff = field({
      id: 'staff',
      label: '工作人员',
      type: 'table',
      columns: [{ id: 'mobile', label: '手机', certainty: 'custom', type: 'phone' }],
    });
    expect(
      personalValues([staff, ...individual], { ...record, staff: [{ mobile: '010-84234177' }] }),
    ).toEqual([
      { label: '手机', value: '010-84234177' },
      { label: '身份证号', value: record.idNumber },
      { label: '单位地址', value: record.address },
    ]);
  });
});

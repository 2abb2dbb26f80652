import { describe, expect, it } from 'vitest';
import { effectiveSettings } from '../../shared/reading/lookup.ts';
import { packSchema } from '../../shared/words/pack-schema.ts';
import { nextSteps } from './next-steps.ts';

const pack = packSchema.parse({
  campaign: {
    format: 'jianbiao-campaign/1',
    id: 'sample',
    version: 1,
    title: '样例',
    shortTitle: '样例',
    sponsors: ['某部'],
    awards: [],
    notice: { title: '通知', issued: '2021-09-02' },
    rounds: [{ id: 'preliminary', title: '初审', due: '2021-09-20', materials: [], clauses: [] }],
    milestones: [],
    publicNotices: [],
    baseDate: '2021-09-02',
    calendar: { holidays: [], workdays: [], source: '样例' },
    copies: 5,
    contacts: [
      {
        office: '办公室',
        people: ['王某'],
        phones: ['010-84234176'],
        address: '某街22号',
        postcode: '100017',
      },
    ],
    suites: ['ed25519'],
    settings: [
      {
        id: 'discCopies',
        title: '光盘刻几张',
        question: '没有说明张数。',
        clauses: [],
        options: [
          { value: 'one', label: '一张', reading: '一张' },
          { value: 'each', label: '每份纸质材料配一张', reading: '各一张' },
        ],
        default: 'one',
      },
    ],
    nameField: { collective: 'name', individual: 'name' },
    unitNameField: 'unitName',
    photo: {
      field: 'photo',
      minBytes: 1,
      maxBytes: 2,
      safeMinBytes: 1,
      safeMaxBytes: 2,
      sizesMm: [[35, 49]],
      copies: 5,
    },
  },
  clauses: {},
  fields: { unit: [], collective: [], individual: [] },
  forms: [],
  rules: [],
  codes: {},
  quota: [],
});

const settings = effectiveSettings(pack, {});

describe('nextSteps', () => {
  it('takes copies, photos, contacts and the due date from the pack', () => {
    const steps = nextSteps(pack, 'preliminary', { fileName: 'a.zip.age', individuals: 2, settings });
    expect(steps.map((step) => step.title)).toEqual([
      '打印',
      '签字盖章',
      '照片',
      '光盘（一张）',
      '报送：办公室',
      '期限',
    ]);
    const text = steps.map((step) => step.text).join('');
    expect(text).toContain('一式 5 份');
    expect(text).toContain('照片 5 张');
    expect(text).toContain('某街22号（邮编 100017），联系人 王某，电话 010-84234176');
    expect(text).toContain('2021年9月20日 前');
  });

  it('says how many discs as the settings have it', () => {
    const sealed = { fileName: 'a.zip', individuals: 0, settings: { discCopies: 'each' } };
    const titles = (other: typeof pack) => nextSteps(other, 'preliminary', sealed).map(({ title }) => title);
    expect(titles(pack)).toContain('光盘（每份纸质材料配一张）');
    expect(titles({ ...pack, campaign: { ...pack.campaign, settings: [] } })).toContain('光盘');
  });

  it('sends a host unit to its recommending unit, not to the office', () => {
    const steps = nextSteps(pack, 'preliminary', {
      fileName: 'a.zip.age',
      individuals: 0,
      host: true,
      settings,
    });
    expect(steps.map((step) => step.title)).toEqual(['打印', '签字盖章', '报送推荐单位', '期限']);
    expect(steps.map((step) => step.text).join('')).not.toContain('某街22号');
  });

  it('asks for no photos where no individual is recommended', () => {
    const steps = nextSteps(pack, 'preliminary', { fileName: 'a.zip', individuals: 0, settings });
    expect(steps.some((step) => step.title === '照片')).toBe(false);
  });
});

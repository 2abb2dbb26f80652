import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { idCheckCharacter } from '../identifiers/id-number.ts';
import type { CadreForm } from '../words/cadre-form.ts';
import type { Content } from '../words/content.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { cadreIncoming } from './cadre-incoming.ts';
import { applyLines, standingOf } from './incoming.ts';

const form: CadreForm = {
  name: '陈　静',
  sex: '女',
  birth: '198005',
  ethnicity: '汉族',
  nativePlace: '湖南株洲',
  party: '200306',
  workStart: '200207',
  technicalTitle: '',
  fullTime: { education: '大学', degree: '工学学士' },
  partTime: { education: '硕士', degree: '' },
  post: '云麓市机关事务服务中心副主任',
  resume: '2002.07--2010.03  科员\n2010.03--              副主任',
  awards: '2019年12月，经甘肃省人民政府批准，授予先进工作者称号。\n无处分',
  idNumber: '43020219800508012x',
  photo: new Uint8Array([1]),
};
let pack: CampaignPack;
beforeAll(async () => {
  pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
});
const incoming = (content: Content, given = form) =>
  cadreIncoming(given, pack.fields.individual, content, pack.codes);

it('fills the fields of a person by what their labels mean, and says what it could not fill', () => {
  const { lines, leftOut } = incoming({});
  const likely = lines.filter((line) => line.likely);
  const changes = applyLines(
    likely,
    {},
    (id) => pack.fields.individual.find((field) => field.id === id),
    new Set(),
  );
  expect(changes).toMatchObject({
    name: '陈静',
    sex: '2',
    nativePlace: '湖南株洲',
    workStart: '2002-07',
    idNumber: '43020219800508012X',
    resume: [
      { from: '2002-07', to: '2010-03', place: '科员' },
      { from: '2010-03', to: 'present', place: '副主任' },
    ],
    awards: [{ date: '2019-12', name: '先进工作者称号', grantor: '甘肃省人民政府', level: 'provincial' }],
  });
  expect(lines.find((line) => line.fieldId === 'political')?.notes).toEqual([
    '按有入党时间填为中共党员，请核对',
  ]);
  // The post may hold the unit's name, and the photo is of another size: offered, not taken by themselves.
  expect(lines.filter((line) => !line.likely).map((line) => line.fieldId)).toEqual(['post', 'photo']);
  expect(leftOut).toEqual([
    { source: '出生年月：198005', reason: '“出生日期”要填到日，文件里没有' },
    { source: '奖惩情况：无处分', reason: '前面没有时间' },
  ]);
});

it('is compared with what stands there: a month that the birthday holds already says nothing new', () => {
  const { lines, leftOut } = incoming({ birth: '1980-05-08', sex: '1', nativePlace: '湖南株洲' });
  expect(leftOut.map(({ source }) => source)).toEqual(['奖惩情况：无处分']);
  const standing = (id: string) => {
    const line = lines.find((one) => one.fieldId === id);
    return line === undefined
      ? null
      : standingOf(line, { birth: '1980-05-08', sex: '1', nativePlace: '湖南株洲' });
  };
  expect(standing('sex')).toBe('differs');
  expect(standing('nativePlace')).toBe('same');
  expect(standing('workStart')).toBe('new');
});

it('takes the day of the birthday from the ID number of the file, where both agree on the month', () => {
  const idNumber = `43020219800508012${idCheckCharacter('43020219800508012')}`;
  const birth = (given: CadreForm) => incoming({}, given).lines.find((line) => line.fieldId === 'birth');
  expect(birth({ ...form, idNumber })).toMatchObject({
    target: { kind: 'field', value: '1980-05-08' },
    notes: ['日子取自文件里的身份证号'],
  });
  expect(birth({ ...form, idNumber, birth: '198006' })).toBeUndefined();
});

it('leaves to the clerk what could be two parties', () => {
  const { lines, leftOut } = incoming({}, { ...form, party: '2003.06；民盟' });
  expect(lines.some((line) => line.fieldId === 'political')).toBe(false);
  expect(leftOut[0]?.source).toBe('出生年月：198005');
  expect(leftOut.some(({ source }) => source === '入党时间：2003.06；民盟')).toBe(true);
});

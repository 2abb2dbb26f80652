import fc from 'fast-check';
import { expect, it } from 'vitest';
import { levelOfGiver, parseAwardProse } from './award-prose.ts';

const levels = {
  id: 'levels',
  title: '级别',
  standard: '',
  certainty: 'custom' as const,
  items: [
    { code: 'national', label: '国家级（党中央、国务院、中央军委）', short: '国家级', tags: [] },
    { code: 'provincial', label: '省部级', tags: [] },
    { code: 'city', label: '地市级（厅局级）', short: '地市级', tags: [] },
  ],
};

function one(text: string) {
  return parseAwardProse(text, levels).flatMap(({ entry }) => (entry === null ? [] : [entry]));
}

it.each([
  ['2019年12月被甘肃省人民政府授予“先进工作者”称号', '2019-12', '先进工作者', '甘肃省人民政府', '省部级'],
  [
    '2018.05 荣获全市先进个人（云麓市机关事务管理局）',
    '2018-05',
    '全市先进个人',
    '云麓市机关事务管理局',
    null,
  ],
  ['2016年，获得优秀共产党员', '2016', '优秀共产党员', null, null],
  [
    '2015-07 全省节能先进个人 甘肃省机关事务管理局 省部级',
    '2015-07',
    '全省节能先进个人',
    '甘肃省机关事务管理局',
    '省部级',
  ],
  ['2015年度考核优秀', '2015', '2015年度考核优秀', null, null],
  ['● 2012.10，由国务院授予全国先进工作者；', '2012-10', '全国先进工作者', '国务院', '国家级'],
])('reads %s', (text, date, name, giver, level) =>
  expect(one(text)).toMatchObject([{ date, name, giver, level }]),
);

it('parts awards that stand in one line, joins lines that go on, and lists what has no date', () => {
  const text = '奖励情况：\n2019.12 被省委评为优秀党务工作者；2017年 记三等功\n一次';
  expect(one(text).map(({ date, name }) => [date, name])).toEqual([
    ['2019-12', '优秀党务工作者'],
    ['2017', '记三等功一次'],
  ]);
  expect(parseAwardProse(text, levels)[0]).toMatchObject({ entry: null, source: '奖励情况：\n' });
});

it('knows a level only where the name of the giver decides it', () => {
  expect(levelOfGiver('国务院')).toBe('国家级');
  expect(levelOfGiver('中共甘肃省委')).toBe('省部级');
  expect(levelOfGiver('甘肃省财政厅')).toBe('地市级');
  expect(levelOfGiver('北京市人民政府')).toBe('省部级');
  expect(levelOfGiver('中共中央、国务院')).toBe('国家级');
  expect(levelOfGiver('省委、省政府')).toBeNull();
  // A city may be one of a prefecture or of a county.
  expect(levelOfGiver('云麓市人民政府')).toBeNull();
  expect(levelOfGiver('市委组织部')).toBeNull();
});

it('loses no sign of any text', () => {
  const bit = fc.oneof(
    fc.constantFrom('2019年12月', '被省委', '授予', '“先进”称号', '\n', '；', '2017 ', '（', '）', '\r\n'),
    fc.string({ maxLength: 5, unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 30 }), (bits) => {
      const text = bits.join('');
      expect(
        parseAwardProse(text, levels)
          .map((piece) => piece.source)
          .join(''),
      ).toBe(text);
    }),
  );
});

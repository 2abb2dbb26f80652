import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEdits, withEdits } from './format-text.ts';

const format = (text: string): string => withEdits(text, formatEdits(text));

describe('整理格式', () => {
  it.each([
    ['扎根基层,任劳任怨.', '扎根基层，任劳任怨。'],
    ['他说:"一心为民";大家说好!', '他说：“一心为民”；大家说好！'],
    ['先进单位(共3个)', '先进单位（共3个）'],
    ['国管办〔2021〕12号(2021)', '国管办〔2021〕12号(2021)'],
    ['节约资金1,200.50万元,增长30%,比上年多', '节约资金1,200.50万元，增长30%，比上年多'],
    ['会议8:00开始,见https://a.gov.cn/x,y?z=1。', '会议8:00开始，见https://a.gov.cn/x,y?z=1。'],
    ['1.加强管理。2.改进作风', '1.加强管理。2.改进作风'],
    ['使用Office, Excel等', '使用Office, Excel等'],
    ['任劳 任怨,  办好', '任劳任怨，办好'],
    ['等等...大家', '等等……大家'],
    ['机关事务--后勤', '机关事务——后勤'],
    ['　　第一段。  \n\n\n　　第二段', '第一段。\n第二段'],
    ['他说"一心', '他说"一心'],
    ['OA系统 上线', 'OA系统上线'],
    ['2021年 9月', '2021年 9月'],
  ])('%j becomes %j', (text, tidy) => expect(format(text)).toBe(tidy));

  it('says nothing of a text that is in order', () => {
    expect(formatEdits('李明同志，1990年参加工作（其间在省委党校学习）：“一心为民”。\n第二段……')).toEqual([]);
  });

  const written = fc
    .array(fc.constantFrom(...'他局，。,.;:?!() 　\n"“”0123aB/-—…《》'), { maxLength: 30 })
    .map((signs) => signs.join(''));

  it('drops no word and no number', () => {
    fc.assert(
      fc.property(written, (text) => {
        const words = (whole: string) => whole.replace(/[^\p{L}\p{N}]/gu, '');
        expect(words(format(text))).toBe(words(text));
      }),
    );
  });

  it('comes to an end: what is left for a second time is never more than a few steps', () => {
    fc.assert(
      fc.property(written, (text) => {
        let now = text;
        for (let times = 0; times < 6 && formatEdits(now).length > 0; times += 1) now = format(now);
        expect(formatEdits(now)).toEqual([]);
      }),
    );
  });
});

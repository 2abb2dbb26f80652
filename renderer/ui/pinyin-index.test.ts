import { expect, it } from 'vitest';
import { bestFirst, bestGroupsFirst, loadPinyin, matchRank } from './pinyin-index.ts';

const peoples = ['汉族', '维吾尔族', '哈萨克族', '土家族', '土族'].map((label, at) => ({
  label,
  code: String(at),
}));

it('finds by label, initials and pinyin, best first', async () => {
  const read = await loadPinyin();
  const found = (search: string) =>
    bestFirst(peoples, (option) => matchRank(search, option, read)).map(({ label }) => label);
  expect(found('维')).toEqual(['维吾尔族']);
  expect(found('wwez')).toEqual(['维吾尔族']);
  expect(found('hasake')).toEqual(['哈萨克族']);
  expect(found('tj')).toEqual(['土家族']);
  expect(found('tu')).toEqual(['土家族', '土族']);
  expect(found('')).toHaveLength(5);
  expect(found('xyz')).toEqual([]);
});

it('works before the dictionary is there', () => {
  expect(matchRank('汉', { label: '汉族', code: '01' }, null)).toBe(0);
  expect(matchRank('hz', { label: '汉族', code: '01' }, null)).toBeNull();
});

it('finds an option by another usual word for it, the exact one first', () => {
  const grade = { label: '县处级正职', code: 'county', aliases: ['正处级', '正处'] };
  expect(matchRank('正处级', grade, null)).toBe(0);
  expect(matchRank('正', grade, null)).toBe(3);
  expect(matchRank('副处', grade, null)).toBeNull();
});

it('reads the first syllable of a person as a surname, and of nothing else', async () => {
  const read = await loadPinyin();
  const names = ['增城区档案局', '曾庆红', '李增荣', '单于', '单位公示'];
  const found = (search: string, kind: 'person' | 'text') =>
    bestFirst(names, (label) => matchRank(search, { label, kind }, read));
  expect(found('zeng', 'person')).toEqual(['增城区档案局', '曾庆红', '李增荣']);
  expect(found('zqh', 'person')).toEqual(['曾庆红']);
  expect(found('danwei', 'text')).toEqual(['单位公示']);
});

it('finds 甘肃省 by gs and not the letters between two syllables of 北京市', async () => {
  const read = await loadPinyin();
  const rank = (label: string) => matchRank('gs', { label }, read);
  expect(rank('甘肃省')).toBe(1);
  expect(rank('北京市')).toBeNull();
  expect(matchRank('jing', { label: '北京市' }, read)).toBe(4);
  const groups = [{ items: ['黑龙江甘肃路'] }, { items: ['甘肃省'] }];
  expect(bestGroupsFirst(groups, rank)).toEqual([1, 0]);
});

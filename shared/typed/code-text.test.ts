import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { codeOfText } from './code-text.ts';

let pack: CampaignPack;
beforeAll(async () => {
  pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
});

it.each([
  ['political', '党员', '中共党员'],
  ['political', '中国共产党党员', '中共党员'],
  ['political', '预备党员', '中共预备党员'],
  ['education', '本科', '大学本科毕业'],
  ['education', '大专', '大学专科毕业'],
  ['education', '硕士研究生', '硕士研究生毕业'],
  ['degree', '学士', '学士学位'],
  ['sex', '男性', '男'],
  ['ethnicity', '汉', '汉族'],
  ['grades', '正处级', '县处级正职'],
  ['grades', '副科', '乡科级副职'],
  ['unit-grades', '正县级', '正处级'],
  ['natures', '参照公务员法管理单位', '参公单位'],
])('%s: takes %s for %s', (table, text, label) => {
  const codes = pack.codes[table];
  const code = codeOfText(codes, text);
  expect(codes?.items.find((item) => item.code === code)?.label).toBe(label);
});

it('leaves what could mean two things, and what is nothing', () => {
  expect(codeOfText(pack.codes.education, '研究生')).toBeNull();
  expect(codeOfText(pack.codes.education, '读过大学')).toBeNull();
  expect(codeOfText(undefined, '本科')).toBeNull();
});

it('gives no word of a table to two of its entries', () => {
  for (const { id, items } of Object.values(pack.codes)) {
    const words = items.flatMap((item) => [
      ...new Set([item.label, item.short ?? item.label, ...(item.aliases ?? [])]),
    ]);
    expect([id, words.filter((word, at) => words.indexOf(word) !== at)]).toEqual([id, []]);
  }
});

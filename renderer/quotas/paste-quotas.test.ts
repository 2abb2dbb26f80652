import { expect, it } from 'vitest';
import type { QuotaRowState } from '../../shared/api/review-methods.ts';
import { parseTsv } from '../parts/paste-table.ts';
import { readFigure, readPastedQuotas } from './paste-quotas.ts';

const row = (
  unit: string,
  base: number,
  collective: number | null,
  individual: number | null,
): QuotaRowState => {
  return {
    principal: unit.replace(/\s/g, ''),
    unit,
    base,
    collective,
    individual,
    pack: null,
    enrolled: true,
    reported: null,
  };
};
const rows = [row('云南省', 4, 3, 3), row('新疆生产建设兵团（示例）', 0, null, null)];
const read = (text: string) => readPastedQuotas(parseTsv(text), rows, ['collective', 'individual']);

it('reads unit and figures from a spreadsheet, finds units by name, and adds those it does not know', () => {
  const text = '推荐单位\t集体\t个人\n云 南省\t４\t3个\n新疆生产建设兵团(示例)\t2\t\n甲市\t1\t1\n';
  expect(read(text).map(({ outcome, change }) => [outcome, change])).toEqual([
    ['update', { unit: '云南省', principal: '云南省', base: 4, collective: 4, individual: 3 }],
    [
      'update',
      {
        unit: '新疆生产建设兵团（示例）',
        principal: '新疆生产建设兵团（示例）',
        base: 0,
        collective: 2,
        individual: null,
      },
    ],
    ['add', { unit: '甲市', base: 0, collective: 1, individual: 1 }],
  ]);
});

it('changes nothing for a row that says what stands, and takes no row it cannot read', () => {
  expect(
    read('云南省\t3\t3\n甲市\t三\t1\n乙市\t1\t1\n乙市\t2\t2\n\t5\t5').map(({ outcome }) => outcome),
  ).toEqual(['same', 'unreadable', 'add', 'unreadable', 'unreadable']);
});

it('knows a figure from anything else', () => {
  expect(['3', ' １２ ', '0', '', '—', '3.5', '-1', '12345', '三'].map(readFigure)).toEqual([
    3,
    12,
    0,
    null,
    null,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('takes the last row of a table, which adds the others up, for no unit', () => {
  const text = ['云南省\t4\t3', '合 计\t9\t9', '总计：\t9\t9', '合计县机关事务服务中心\t1\t1'].join('\n');
  expect(read(text).map(({ outcome, change }) => [outcome, change?.unit])).toEqual([
    ['update', '云南省'],
    ['total', undefined],
    ['total', undefined],
    ['add', '合计县机关事务服务中心'],
  ]);
});

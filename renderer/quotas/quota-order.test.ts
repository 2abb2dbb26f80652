import { expect, it } from 'vitest';
import type { QuotaRowState } from '../../shared/api/review-methods.ts';
import { orderQuotaRows } from './quota-order.ts';

it('shows the units that have sent something before those of the national list that nobody has heard of', () => {
  const row = (unit: string, enrolled: boolean, sent: boolean): QuotaRowState => ({
    principal: unit,
    unit,
    base: 0,
    collective: null,
    individual: null,
    pack: null,
    enrolled,
    reported: sent
      ? { packageId: unit, collective: 1, individual: 1, statedCollective: 1, statedIndividual: 1 }
      : null,
  });
  const rows = [
    row('北京市', false, false),
    row('甲局', true, false),
    row('天津市', false, false),
    row('乙局', true, true),
    row('丙局', false, true),
  ];
  expect(orderQuotaRows(rows).map(({ unit }) => unit)).toEqual(['乙局', '丙局', '甲局', '北京市', '天津市']);
});

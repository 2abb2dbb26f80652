import { describe, expect, it } from 'vitest';
import { smallCampaign, smallSubmission } from '../../../test/fixtures/paper-campaign.ts';
import { chineseNumeral } from './report-text.ts';
import { summaryTables } from './summary-table.ts';

describe('summary tables', () => {
  it('gives rows in the order of recommendation, table fields in one cell, empty text where there is none', () => {
    const pack = smallCampaign();
    const form = pack.forms.find((one) => one.kind === 'summary');
    if (form?.kind !== 'summary') throw new Error('no summary');
    const [table] = summaryTables({ pack, submission: smallSubmission(), form, personal: true });
    expect(table?.rows).toEqual([
      ['1', '乙某', '', '无', '30吨'],
      ['2', '甲某某', '3', '=HYPERLINK("http://x","点我") 2021.06', '120吨'],
    ]);
  });

  it('writes Chinese numerals for chapters', () => {
    expect([1, 5, 10, 11, 20, 23, 99].map(chineseNumeral)).toEqual([
      '一',
      '五',
      '十',
      '十一',
      '二十',
      '二十三',
      '九十九',
    ]);
  });
});

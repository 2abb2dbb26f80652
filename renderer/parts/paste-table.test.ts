import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTsv } from './paste-table.ts';

describe('parseTsv', () => {
  it('reads what Excel copies, quotes and line breaks inside cells', () => {
    expect(parseTsv('a\tb\r\n"第一行\n第二行"\t"说""好"""\r\n')).toEqual([
      ['a', 'b'],
      ['第一行\n第二行', '说"好"'],
    ]);
  });
  it('keeps a quote in the middle of a cell', () => expect(parseTsv('5" 屏\tx')).toEqual([['5" 屏', 'x']]));
  it('keeps quotation marks that are a part of the words (case 33), and lets none swallow the rows after it', () => {
    expect(
      parseTsv('2005.07\t2010.03\t"双拥"办公室科员\n2010.03\t2012.03\t"一带一路\n2012.03\t至今\t副主任'),
    ).toEqual([
      ['2005.07', '2010.03', '"双拥"办公室科员'],
      ['2010.03', '2012.03', '"一带一路'],
      ['2012.03', '至今', '副主任'],
    ]);
    expect(parseTsv('甲\t"双拥"\n乙\t"丙"丁"')).toEqual([
      ['甲', '"双拥"'],
      ['乙', '"丙"丁"'],
    ]);
    expect(parseTsv('甲\t"一\n乙\t"二"\n')).toEqual([
      ['甲', '"一'],
      ['乙', '"二"'],
    ]);
  });
  it('gives back any grid written the way Excel writes it', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', '\n', '双', ' ') })
      .filter((text) => !(text.startsWith('"') && !text.includes('\n') && text.includes('""')));
    const grid = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(grid, (rows) => {
        // Excel puts marks around a cell with a line break only, and doubles those within.
        const written = (text: string) => (text.includes('\n') ? `"${text.replaceAll('"', '""')}"` : text);
        const tsv = rows.map((row) => row.map(written).join('\t')).join('\r\n');
        const full = rows.map((row) => [...row]);
        while (full.at(-1)?.every((one) => one.trim() === '') === true) full.pop();
        // A mark at the beginning that Excel leaves bare may close at a later cell's end: then two readings are right.
        fc.pre(!rows.some((row) => row.some((text) => text.startsWith('"') && !text.includes('\n'))));
        expect(parseTsv(tsv)).toEqual(full);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnSchema } from '../../shared/words/field-schema.ts';
import { gridToRows, linesToGrid, parseTsv, splitMonthRange } from './paste-table.ts';

const base = { certainty: 'custom' } as const;
const columns = [
  columnSchema.parse({ ...base, id: 'from', label: '起始年月', type: 'month' }),
  columnSchema.parse({ ...base, id: 'to', label: '终止年月', type: 'month', allowPresent: true }),
  columnSchema.parse({ ...base, id: 'work', label: '单位及职务', type: 'text' }),
];
const award = [
  columnSchema.parse({ ...base, id: 'date', label: '时间', type: 'month' }),
  columnSchema.parse({ ...base, id: 'level', label: '级别', type: 'code', table: 'levels' }),
];
const codes = {
  levels: {
    id: 'levels',
    title: '级别',
    standard: '',
    certainty: 'custom' as const,
    items: [{ code: '2', label: '省部级', tags: [] }],
  },
};

describe('parseTsv', () => {
  it('reads what Excel copies, quotes and line breaks inside cells', () => {
    expect(parseTsv('a\tb\r\n"第一行\n第二行"\t"说""好"""\r\n')).toEqual([
      ['a', 'b'],
      ['第一行\n第二行', '说"好"'],
    ]);
  });
  it('keeps a quote in the middle of a cell', () => expect(parseTsv('5" 屏\tx')).toEqual([['5" 屏', 'x']]));
  it('gives back any grid written the way Excel writes it', () => {
    const cell = fc.string().map((text) => text.replace(/\r/g, ''));
    const grid = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(grid, (rows) => {
        const tsv = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join('\t'))
          .join('\r\n');
        const full = rows.map((row) => [...row]);
        while (full.at(-1)?.every((one) => one.trim() === '') === true) full.pop();
        expect(parseTsv(tsv)).toEqual(full);
      }),
    );
  });
});

describe('gridToRows', () => {
  it('reads a résumé with headings, months in several spellings and 至今', () => {
    const grid = parseTsv(
      '起始年月\t终止年月\t单位及职务\n2010.07\t2015年3月\t县机关事务局科员\n2015-03\t至今\t副主任\n',
    );
    expect(gridToRows(grid, columns, {})).toEqual([
      { from: '2010-07', to: '2015-03', work: '县机关事务局科员' },
      { from: '2015-03', to: 'present', work: '副主任' },
    ]);
  });
  it('splits one cell with both ends, as résumés in Word have it', () => {
    expect(gridToRows([['2010.07—2015.03', '科员']], columns, {})).toEqual([
      { from: '2010-07', to: '2015-03', work: '科员' },
    ]);
  });
  it('leaves out a leading column of numbers', () => {
    expect(
      gridToRows(
        [
          ['1', '2010.07', '2011.01', 'a'],
          ['2', '2011.01', '至今', 'b'],
        ],
        columns,
        {},
      ),
    ).toHaveLength(2);
    expect(gridToRows([['1', '2010.07', '2011.01', 'a']], columns, {})[0]).toMatchObject({
      from: '2010-07',
      work: 'a',
    });
  });
  it('leaves out a heading in words of its own, and rows that are empty', () => {
    const rows = gridToRows(
      parseTsv('序号\t起止时间\t在何单位任何职\n1\t2010.07—2015.03：\t科员\n\t\t\n2\t2015.03—至今\t副主任\n'),
      columns,
      {},
    );
    expect(rows).toEqual([
      { from: '2010-07', to: '2015-03', work: '科员' },
      { from: '2015-03', to: 'present', work: '副主任' },
    ]);
  });
  it('finds codes by label', () => {
    expect(gridToRows([['2019-05', '省部级']], award, codes)).toEqual([{ date: '2019-05', level: '2' }]);
  });
});

describe('linesToGrid', () => {
  it('reads a résumé pasted as lines, full-width signs and lines that go on included', () => {
    const text =
      '　　2005.07—2010.03　　云麓县机关事务管理局科员\r\n（其间：2008.09—2010.07在省委党校学习）\n\n' +
      '2010年3月至2015年12月：办公室副主任\u000b２０１５.12－至今，云麓县机关事务管理局副局长';
    expect(gridToRows(linesToGrid(text) ?? [], columns, {})).toEqual([
      {
        from: '2005-07',
        to: '2010-03',
        work: '云麓县机关事务管理局科员（其间：2008.09—2010.07在省委党校学习）',
      },
      { from: '2010-03', to: '2015-12', work: '办公室副主任' },
      { from: '2015-12', to: 'present', work: '云麓县机关事务管理局副局长' },
    ]);
  });
  it.each(['云麓县机关事务管理局科员', '2005.07\t2010.03\t科员', '', '2010.07—2015.03'])(
    'leaves %j alone',
    (text) => expect(linesToGrid(text)).toBeNull(),
  );
});

describe('splitMonthRange', () => {
  it.each([
    '2010.07-2015.03',
    '2010-07-2015-03',
    '2010年7月至2015年3月',
    '2010.07～今',
    '2010.07—至 今',
    '2010.07--2015.03',
  ])('splits %s', (text) => expect(splitMonthRange(text)).not.toBeNull());
  it.each(['2010.07', '科员', '2010-07-15'])('leaves %s alone', (text) =>
    expect(splitMonthRange(text)).toBeNull(),
  );
});

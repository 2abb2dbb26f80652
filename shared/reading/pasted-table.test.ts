import { describe, expect, it } from 'vitest';
import { type Column, columnSchema } from '../words/field-schema.ts';
import type { CodeTable } from '../words/pack-schema.ts';
import { placeRows } from './incoming.ts';
import { type Grid, readTable, splitMonthRange, tableIncoming } from './pasted-table.ts';

const base = { certainty: 'custom' } as const;
const columns = [
  columnSchema.parse({ ...base, id: 'from', label: '起始年月', type: 'month' }),
  columnSchema.parse({ ...base, id: 'to', label: '截止年月', type: 'month', allowPresent: true }),
  columnSchema.parse({ ...base, id: 'work', label: '单位及职务', type: 'text', maxLength: 20 }),
];
const award = [
  columnSchema.parse({ ...base, id: 'date', label: '获奖时间', type: 'month' }),
  columnSchema.parse({ ...base, id: 'level', label: '级别', type: 'code', table: 'levels' }),
];
const people = [
  columnSchema.parse({ ...base, id: 'role', label: '职责', type: 'text' }),
  columnSchema.parse({ ...base, id: 'name', label: '姓名', type: 'text' }),
  columnSchema.parse({ ...base, id: 'sex', label: '性别', type: 'code', table: 'sex' }),
  columnSchema.parse({ ...base, id: 'post', label: '单位及职务', type: 'text' }),
  columnSchema.parse({ ...base, id: 'phone', label: '办公电话', type: 'phone' }),
];
const table = (id: string, items: readonly (readonly [string, string])[]): CodeTable => ({
  id,
  title: id,
  standard: '',
  certainty: 'custom',
  items: items.map(([code, label]) => ({ code, label, tags: [] })),
});
const codes = {
  levels: table('levels', [['2', '省部级']]),
  sex: table('sex', [
    ['1', '男'],
    ['2', '女'],
  ]),
};

function read(grid: Grid, wanted: readonly Column[]) {
  const reading = readTable(grid, wanted, codes);
  const { lines, leftOut } = tableIncoming({ id: 'f' }, reading, reading.uses, wanted, codes);
  return {
    ...reading,
    lines,
    leftOut,
    rows: lines.flatMap(({ target }) => (target.kind === 'row' ? [target.row] : [])),
  };
}
const tsv = (text: string): Grid => text.split('\n').map((line) => line.split('\t'));

describe('a pasted table', () => {
  it('reads a résumé with headings, months in several spellings and 至今', () => {
    const grid = tsv(
      '起始年月\t终止年月\t单位及职务\n2010.07\t2015年3月\t县机关事务局科员\n2015-03\t至今\t副主任\n',
    );
    expect(read(grid, columns).rows).toEqual([
      { from: '2010-07', to: '2015-03', work: '县机关事务局科员' },
      { from: '2015-03', to: 'present', work: '副主任' },
    ]);
  });
  it('splits one cell with both ends, as résumés in Word have it', () => {
    expect(read([['2010.07—2015.03', '科员']], columns).rows).toEqual([
      { from: '2010-07', to: '2015-03', work: '科员' },
    ]);
  });
  it('leaves out a leading column of numbers', () => {
    expect(
      read(
        [
          ['1', '2010.07', '2011.01', 'a'],
          ['2', '2011.01', '至今', 'b'],
        ],
        columns,
      ).rows,
    ).toHaveLength(2);
    expect(read([['1', '2010.07', '2011.01', 'a']], columns).rows[0]).toMatchObject({
      from: '2010-07',
      work: 'a',
    });
  });
  it('leaves out a heading in words of its own, and rows that are empty', () => {
    const { rows } = read(
      tsv('序号\t起止时间\t在何单位任何职\n1\t2010.07—2015.03：\t科员\n\t\t\n2\t2015.03—至今\t副主任\n'),
      columns,
    );
    expect(rows).toEqual([
      { from: '2010-07', to: '2015-03', work: '科员' },
      { from: '2015-03', to: 'present', work: '副主任' },
    ]);
  });
  it('finds codes by label', () => {
    expect(read([['2019-05', '省部级']], award).rows).toEqual([{ date: '2019-05', level: '2' }]);
  });
});

describe('a table of people', () => {
  it('is matched by its headings, whatever their order and words (clerk.md problem 4)', () => {
    const { rows, sure, leftOut } = read(
      tsv('序号\t姓　名\t职务\t组内职务\t联系电话\n1\t李 明\t云麓市机关事务管理局局长\t组长\t0874-1234567'),
      people,
    );
    expect(sure).toBe(true);
    expect(leftOut).toEqual([]);
    expect(rows).toEqual([
      { name: '李明', post: '云麓市机关事务管理局局长', role: '组长', phone: '0874-1234567' },
    ]);
  });
  it('asks where there is no heading and the values do not fit their places', () => {
    const { sure, lines, leftOut } = read(tsv('局办公室\t局办公室\t孙浩\t主任\t12345678'), people);
    expect(sure).toBe(false);
    expect(lines[0]).toMatchObject({ likely: false });
    expect(leftOut).toEqual([{ source: '第1行“性别”：孙浩', reason: '“性别”只能选男、女' }]);
  });
  it('knows offices from names, four characters or not', () => {
    const names = read(tsv('姓名\t性别\n机关党委\t男\n欧阳文\t女\n买买提·艾山\t男\n财务处\t女'), people);
    expect(names.lines.map(({ likely }) => likely)).toEqual([false, true, true, false]);
  });
  it('names a column that has no place, and what stands above the headings', () => {
    const { leftOut, sure } = read(tsv('2021年领导小组\t\t\n姓名\t性别\t血型\n李明\t男\tA'), people);
    expect(sure).toBe(false);
    expect(leftOut).toEqual([
      { source: '2021年领导小组', reason: '在表头上面，不是表里的内容' },
      { source: '第3行“血型”：A', reason: '本表没有对应的栏目' },
    ]);
  });
  it('keeps a text that is too long, and says so (case 34)', () => {
    const { rows, lines } = read([['2010.07', '至今', '长'.repeat(25)]], columns);
    expect(rows[0]?.work).toBe('长'.repeat(25));
    expect(lines[0]?.notes).toEqual(['“单位及职务”有 25 个字，超过 20 个字，已全部保留，请改短']);
  });
});

describe('placeRows', () => {
  const presets = [{ role: '组长' }, { role: '副组长' }, { role: '成员' }];
  const row = (role: string | null, name: string | null) => ({ role, name });
  it('fills preset and empty rows first, the one of the same kind before the others', () => {
    const placed = placeRows(
      [row('组长', null), row('副组长', '已填'), row('成员', null), row(null, null)],
      [row('成员', '甲'), row('成员', '乙'), row('组长', '丙')],
      presets,
    );
    expect(placed).toEqual([row('组长', '丙'), row('副组长', '已填'), row('成员', '甲'), row('成员', '乙')]);
  });
  it('fills preset rows in order where the new ones do not say their kind', () => {
    expect(placeRows([row('组长', null), row('成员', null)], [row(null, '甲')], presets)).toEqual([
      row('组长', '甲'),
      row('成员', null),
    ]);
  });
});

describe('splitMonthRange', () => {
  it.each([
    '2010.07-2015.03',
    '2010-07-2015-03',
    '2010年7月至2015年3月',
    '2010.07～今',
    '2010.07—至 今',
    '2010.07--2015.03',
    '2010.07--',
  ])('splits %s', (text) => expect(splitMonthRange(text)).not.toBeNull());
  it.each(['2010.07', '科员', '2010-07-15'])('leaves %s alone', (text) =>
    expect(splitMonthRange(text)).toBeNull(),
  );
});

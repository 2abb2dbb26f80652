import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Content } from '../../../shared/words/content.ts';
import { importAll } from '../../../test/support/bulk-import.ts';
import { DeskLoop } from '../../../test/support/desk-loop.ts';
import {
  type BookXml,
  type CellXml,
  escapeXml,
  formula,
  number,
  rowsXml,
  styles,
  typed,
  xlsxBytes,
} from '../../../test/support/xlsx-bytes.ts';

/** What an import brought in and said. */
interface Outcome {
  readonly people: readonly Content[];
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
}

describe('every kind of cell that comes out of a spreadsheet', () => {
  const loop = new DeskLoop();
  let client: Awaited<ReturnType<DeskLoop['workspace']>>;
  let files = 0;

  beforeAll(async () => {
    client = await loop.workspace('示例省机关事务管理局', 'recommender');
  });
  afterAll(() => loop.close());

  /** Brings a workbook in, and takes what came in off the list again. */
  async function take(book: BookXml): Promise<Outcome> {
    files += 1;
    const path = join(loop.stick, `表${files}.xlsx`);
    writeFileSync(path, xlsxBytes(book));
    const { created, problems, remarks } = await importAll(client, { file: client.handle(path, 'read') });
    const people: Content[] = [];
    for (const { id } of created) {
      people.push((await client.call('record.get', { id })).content);
      await client.call('records.remove', { id });
    }
    return {
      people,
      problems: problems.map(
        ({ cell, row, name, message }) => `${cell} 第${row}行${name === '' ? '' : ` ${name}`}，${message}`,
      ),
      remarks,
    };
  }
  /** The head of a sheet, and its rows from the third one on. */
  function rowsOf(
    fields: readonly string[],
    rows: readonly (readonly CellXml[])[],
    kind = 'individual',
    attributes: Readonly<Record<number, string>> = {},
  ): string {
    const head = [
      ['序号', ...fields],
      [`jianbiao:${kind}`, ...fields],
    ];
    return rowsXml([...head, ...rows.map((row) => ['', ...row])], { 2: 'hidden="1"', ...attributes });
  }
  const sheet = (...args: Parameters<typeof rowsOf>) => take({ sheets: [{ rows: rowsOf(...args) }] });

  it.each([
    ['2006', number(2006)],
    ['1979 in a date format', number(1979, styles.date)],
    ['2006.1, which may be 2006.10', number(2006.1)],
    ['2006.1 shown as 2006.10', number(2006.1, styles.decimals)],
    ['20061', number(20061)],
    ['a day without its year', number(38961, styles.monthDay)],
    ['TRUE', typed('b', 1)],
    ['#N/A', typed('e', '#N/A')],
    ['a formula', formula('B1+1', 38961)],
    ['half of something', number(0.5)],
  ])('refuses %s as a month, in a sentence with the name', async (_, cell) => {
    const { people, problems } = await sheet(['name', 'workStart'], [['张伟', cell]]);
    expect(people).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^C3 第3行 张伟，参加工作时间：.+。$/)]);
  });

  it.each([
    ['2006.12 as a number', number(2006.12), '2006-12'],
    ['2006.2 as a number', number(2006.2), '2006-02'],
    ['200607 as a number', number(200607), '2006-07'],
    ['2006.1 as a text', '2006.1', '2006-01'],
    ['an ISO date cell with a time', typed('d', '2006-07-01T00:00:00'), '2006-07'],
    ['a date', number(38899, styles.date), '2006-07'],
    ['a month of a date', number(38899, styles.yearMonth), '2006-07'],
    ['a day number in a text cell', number(38899, styles.text), '2006-07'],
  ])('reads %s as a month', async (_, cell, month) => {
    const { people, problems } = await sheet(['name', 'workStart'], [['张伟', cell]]);
    expect(problems).toEqual([]);
    expect(people).toEqual([{ name: '张伟', workStart: month }]);
  });

  it('reads days of every writer, and refuses a month where a day is asked for', async () => {
    const { people, problems } = await sheet(
      ['name', 'birth'],
      [
        ['张一', typed('d', '1979-06-15')],
        ['张二', number(29021, styles.date)],
        ['张三', number(29021.75, styles.date)],
        ['张四', number(19790615)],
        ['张五', number(29021, styles.yearMonth)],
        ['张六', number(1979)],
        ['张七', number(25, styles.date)],
      ],
    );
    expect(people.map(({ birth }) => birth)).toEqual(Array.from({ length: 4 }, () => '1979-06-15'));
    expect(problems.map((problem) => problem.slice(0, 10))).toEqual([
      'C7 第7行 张五，',
      'C8 第8行 张六，',
      'C9 第9行 张七，',
    ]);
  });

  it('counts days from 1904 where the workbook does, in date cells and in bare numbers', async () => {
    const rows = rowsOf(
      ['name', 'birth'],
      [
        ['张伟', number(27559, styles.date)],
        ['李伟', number(27559, styles.text)],
        ['王伟', number(27559)],
      ],
    );
    const { people } = await take({ date1904: true, sheets: [{ rows }] });
    expect(people.map(({ birth }) => birth)).toEqual(['1979-06-15', '1979-06-15', '1979-06-15']);
  });

  it('takes the plain text of links, runs and shared strings, never phonetic text or comments', async () => {
    const rich =
      '<r><rPr><b/></rPr><t>云麓市机关</t></r><r><t>事务服务中心</t></r><rPh sb="0" eb="1"><t>ユンル</t></rPh>';
    const rows = rowsOf(
      ['name', 'employer'],
      [
        ['张伟', typed('s', 0)],
        ['李伟', { xml: (address) => `<c r="${address}" t="inlineStr"><is>${rich}</is></c>` }],
        ['王伟', { xml: (address) => `<c r="${address}" t="str"><v>云麓市机关事务服务中心</v></c>` }],
        ['赵伟', formula('"云麓市机关事务服务中心"', '云麓市机关事务服务中心', 'str')],
        ['孙伟', typed('s', 1)],
      ],
    );
    const after = '<hyperlinks><hyperlink ref="C3" r:id="rId9"/></hyperlinks>';
    const sharedStrings = `<si>${rich}</si><si><t>云麓市机关_x000D_\n事务服务中心</t></si>`;
    const { people, problems } = await take({ sheets: [{ rows, after }], sharedStrings });
    expect(problems).toEqual([]);
    expect(people.map(({ employer }) => employer)).toEqual(
      Array.from({ length: 5 }, () => '云麓市机关事务服务中心'),
    );
  });

  it('sees nobody in 2,100 rows that only carry a format, nor in blanks and empty results of formulas', async () => {
    const empty = Array.from(
      { length: 2100 },
      (_, at) => `<row r="${at + 4}"><c r="B${at + 4}" s="2"/></row>`,
    );
    const rows = rowsOf(['name'], [['张伟']]) + empty.join('');
    expect(await take({ sheets: [{ rows }] })).toMatchObject({
      people: [{ name: '张伟' }],
      problems: [],
      remarks: [],
    });
    const blanks = await sheet(
      ['name', 'post'],
      [
        ['张伟', '　'],
        ['\u200b', "'"],
        [formula('A1', '', 'str'), ''],
      ],
    );
    expect(blanks).toMatchObject({ people: [{ name: '张伟' }], problems: [] });
  });

  it('says that there are more rows than it takes, only where there are', async () => {
    const rows = Array.from({ length: 2030 }, (_, at) => [`甲${at}`]);
    const { people, remarks } = await sheet(['name'], rows);
    expect(people).toHaveLength(2000);
    expect(remarks).toEqual([expect.stringMatching(/超过 2000 行，后面的没有导入/)]);
  });

  it('takes no merged name for two, and lets a merged employer be true of every row', async () => {
    const rows = rowsOf(
      ['name', 'mobile', 'employer'],
      [
        ['张伟', '13900000000', '甲单位'],
        ['', '13900000001'],
        ['李伟', '13900000002'],
        ['王伟', '13900000003'],
      ],
    );
    const after = '<mergeCells><mergeCell ref="B3:B4"/><mergeCell ref="D3:D5"/></mergeCells>';
    const { people, problems } = await take({ sheets: [{ rows, after }] });
    expect(people).toEqual([
      { name: '李伟', mobile: '13900000002', employer: '甲单位' },
      { name: '王伟', mobile: '13900000003' },
    ]);
    expect(problems).toEqual([
      expect.stringMatching(/^B3 第3行 张伟，名称合并了第 3 至 4 行/),
      expect.stringMatching(/^B4 第4行 张伟，名称合并了第 3 至 4 行/),
    ]);
  });

  it('takes rows alike to the letter once, and refuses all of one ID number that differ', async () => {
    const id = '430102197906150014';
    const alike = await sheet(
      ['name', 'idNumber'],
      [
        ['李伟', id],
        ['李 伟', `${id} `],
        ['李伟', id],
      ],
    );
    expect(alike.people).toHaveLength(1);
    expect(alike.remarks).toEqual([
      expect.stringMatching(/第 4 行、“表1”第 5 行与“表1”第 3 行 李伟完全相同，只导入一次/),
    ]);
    const other = await sheet(
      ['name', 'idNumber'],
      [
        ['李伟', id],
        ['李苇', id],
        ['王伟', ''],
      ],
    );
    expect(other.people).toEqual([{ name: '王伟' }]);
    expect(other.problems).toEqual([
      expect.stringMatching(/^B3 第3行 李伟，与“表1”第 4 行是同一个推荐对象/),
      expect.stringMatching(/^B4 第4行 李苇，与“表1”第 3 行是同一个推荐对象/),
    ]);
  });

  it('passes over what is hidden, sheets, rows and columns, and says so', async () => {
    const one = rowsOf(['name', 'mobile'], [['张伟', '13900000000']]);
    const copies = await take({
      sheets: [
        { name: '先进个人', rows: one },
        { name: '先进个人 (2)', rows: one },
        { name: '旧', state: 'veryHidden', rows: one },
      ],
    });
    expect(copies.people).toHaveLength(1);
    expect(copies.remarks).toEqual([
      '工作表“旧”是隐藏的，没有导入。',
      '“先进个人 (2)”第 3 行与“先进个人”第 3 行 张伟完全相同，只导入一次。',
    ]);
    const filtered = await sheet(['name'], [['张伟'], ['李伟'], ['王伟']], 'individual', { 4: 'hidden="1"' });
    expect(filtered.people.map(({ name }) => name)).toEqual(['张伟', '王伟']);
    expect(filtered.remarks).toEqual([expect.stringMatching(/第4行是隐藏或被筛选掉的，没有导入/)]);
    const rows = rowsOf(['name', 'mobile', 'post'], [['张伟', '13900000000', '科长']]);
    const before = '<cols><col min="3" max="3" width="9" hidden="1"/></cols>';
    const columns = await take({ sheets: [{ before, rows }] });
    expect(columns.people).toEqual([{ name: '张伟', post: '科长' }]);
    expect(columns.remarks).toEqual([expect.stringMatching(/“mobile”列是隐藏的，没有导入/)]);
  });

  it('takes neither totals nor signatures for nominees, but somebody whose name looks like one', async () => {
    const { people, remarks } = await sheet(
      ['name', 'employer'],
      [
        ['张伟', '甲'],
        ['合计：1人'],
        ['填表人：王某　　联系电话：0731-82210000'],
        ['共计', '1'],
        ['明伟', '乙'],
      ],
    );
    expect(people.map(({ name }) => name)).toEqual(['张伟', '明伟']);
    expect(remarks).toEqual([expect.stringMatching(/第4、5、6行是合计、填表人一类的行，没有导入/)]);
  });

  it.each([
    ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'x:'],
    ['http://purl.oclc.org/ooxml/spreadsheetml/main', ''],
    ['http://purl.oclc.org/ooxml/spreadsheetml/main', 'main:'],
  ])('reads sheets in the namespace %s with the prefix “%s”', async (namespace, prefix) => {
    const own = rowsOf(['name'], [['张伟']]).replace(/<(\/?)(?=\w)/g, `<$1${prefix}`);
    const declared = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
    const whole = `<${prefix}worksheet ${declared}="${namespace}"><${prefix}sheetData>${own}</${prefix}sheetData></${prefix}worksheet>`;
    expect(await take({ sheets: [{ rows: '', whole }] })).toMatchObject({
      people: [{ name: '张伟' }],
      problems: [],
    });
  });

  it('drops invisible marks and what keeps numbers from being calculated with', async () => {
    const id = '430102197906150014';
    const { people, problems } = await sheet(
      ['name', 'idNumber', 'mobile', 'postcode'],
      [
        ['张伟', `\u202d${id}\u202c`, '\u202d13900000000\u202c', '\u200b410000'],
        ['李伟\u200b', `'${id.replace('14', '22')}`, '13900000000\u200b', '410000'],
        ['\u200e王伟', `="${id.replace('14', '30')}"`, '139\ufe0d00000000', '410000\u200e'],
      ],
    );
    expect(problems).toEqual([]);
    expect(people.map(({ name }) => name)).toEqual(['张伟', '李伟', '王伟']);
    expect(people.every(({ idNumber }) => String(idNumber).length === 18)).toBe(true);
    expect(people.every(({ mobile, postcode }) => mobile === '13900000000' && postcode === '410000')).toBe(
      true,
    );
  });

  it('asks for numbers that lost their zeros, and takes those that show them', async () => {
    const { people, problems } = await sheet(
      ['name', 'postcode', 'officePhone'],
      [
        ['张伟', number(50000), number(31186610000)],
        ['李伟', number(50000, styles.postcode)],
        ['王伟', number(410000), number(13900000000)],
        ['赵伟', number(410000), number(1086610000)],
        ['孙伟', number(38961, styles.date)],
      ],
    );
    expect(people).toEqual([
      { name: '李伟', postcode: '050000' },
      { name: '王伟', postcode: '410000', officePhone: '13900000000' },
    ]);
    expect(problems.map((problem) => problem.slice(0, 9))).toEqual([
      'C3 第3行 张伟',
      'D3 第3行 张伟',
      'D6 第6行 赵伟',
      'C7 第7行 孙伟',
    ]);
  });

  it.each(['张伟\n李伟', '女\n王伟', '张伟、李伟', '张伟 李伟'])(
    'refuses two names in one cell: %j',
    async (name) => {
      const { people, problems } = await sheet(['name'], [[name]]);
      expect(people).toEqual([]);
      expect(problems).toHaveLength(1);
    },
  );

  it('keeps a name with a gap, and a long employer that was broken to fit', async () => {
    const { people, problems } = await sheet(
      ['name', 'employer', 'mobile'],
      [['张 伟', '云麓市机关\n事务服务中心'], ['买买提·艾山'], ['李伟', '', '13900000000\n13900000001']],
    );
    expect(people).toEqual([{ name: '张伟', employer: '云麓市机关事务服务中心' }, { name: '买买提·艾山' }]);
    expect(problems).toEqual([expect.stringMatching(/^D5 第5行 李伟，手机：一格里有 2 行/)]);
  });

  it('counts people in whole numbers', async () => {
    const { people, problems } = await sheet(
      ['name', 'headcount'],
      [
        ['甲单位', number(1.5)],
        ['乙单位', number('125.99999999999999')],
        ['丙单位', number(0.5, styles.percent)],
        ['丁单位', '1,200人'],
      ],
      'collective',
    );
    expect(people.map(({ headcount }) => headcount)).toEqual([126, 1200]);
    expect(problems).toEqual([
      'C3 第3行 甲单位，集体人数：1.5 不是整数。',
      'C5 第5行 丙单位，集体人数：0.5 不是整数。',
    ]);
  });

  it('escapes nothing and invents nothing in odd texts', async () => {
    const odd = `a&b<c>"d" ${escapeXml('&')} =1+1`;
    const { people } = await sheet(['name', 'post'], [['张伟', odd]]);
    expect(people).toEqual([{ name: '张伟', post: odd }]);
  });
});

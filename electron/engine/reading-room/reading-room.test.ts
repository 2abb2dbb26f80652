import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { messageFor } from '../../../shared/errors/catalog.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { cellXml, number, rowsXml, xlsxBytes } from '../../../test/support/xlsx-bytes.ts';
import { usualLimits } from './guard/limits.ts';
import { readGuarded } from './read-guarded.ts';

/** As in use, but that what is too much is made in less time. */
const limits = { ...usualLimits, partBytes: 12 << 20, textLength: 4 << 20 };

const read = (bytes: Uint8Array, given = limits) =>
  readGuarded('spreadsheet', { name: '表.xlsx', bytes }, given);

/** The refusal's code and what it says; the sentence has no blank left. */
async function refusal(bytes: Uint8Array, given = limits): Promise<string> {
  try {
    await read(bytes, given);
  } catch (thrown) {
    if (!(thrown instanceof JianbiaoError)) throw thrown;
    expect(messageFor(thrown.code, thrown.params)).not.toMatch(/\{\w+\}/);
    return `${thrown.code} ${thrown.params.what ?? ''}`.trim();
  }
  return 'read';
}

const oneRow = rowsXml([
  ['序号', '姓名'],
  ['1', '张伟'],
]);

/** The files of 1.6 KB and more that killed the engine or stopped it for minutes: none may do more than be read. */
const bombs: readonly (readonly [what: string, make: () => Uint8Array, outcome: RegExp])[] = [
  [
    'a merged range over the whole sheet',
    () =>
      xlsxBytes({
        sheets: [{ rows: oneRow, after: '<mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>' }],
      }),
    /^read$/,
  ],
  [
    'a validation over the whole sheet',
    () =>
      xlsxBytes({
        sheets: [
          {
            rows: oneRow,
            after:
              '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"甲"</formula1></dataValidation></dataValidations>',
          },
        ],
      }),
    /^read$/,
  ],
  [
    'ten columns validated down to the last row, as clerks do',
    () =>
      xlsxBytes({
        sheets: [
          {
            rows: oneRow,
            after: `<dataValidations>${[...'ABCDEFGHIJ']
              .map(
                (letter) =>
                  `<dataValidation type="list" sqref="${letter}3:${letter}1048576"><formula1>"甲,乙"</formula1></dataValidation>`,
              )
              .join('')}</dataValidations>`,
          },
        ],
      }),
    /^read$/,
  ],
  [
    'a thousand million columns',
    () =>
      xlsxBytes({
        sheets: [{ before: '<cols><col min="1" max="1000000000" hidden="1"/></cols>', rows: oneRow }],
      }),
    /^read$/,
  ],
  [
    'a stray cell in the last corner',
    () => xlsxBytes({ sheets: [{ rows: `${oneRow}<row r="1048576">${cellXml('远', 'XFD1048576')}</row>` }] }),
    /^read$/,
  ],
  [
    'a part of zeros that nobody asks for',
    () =>
      xlsxBytes({ sheets: [{ rows: oneRow }], parts: { 'xl/media/zeros.bin': new Uint8Array(32 << 20) } }),
    /^read$/,
  ],
  [
    'a cell of 15 MB',
    () => xlsxBytes({ sheets: [{ rows: `<row r="1">${cellXml('甲'.repeat(5 << 20), 'A1')}</row>` }] }),
    /^reading-too-large 展开后超过 12 MB$/,
  ],
  [
    'a cell of 3 MB',
    () => xlsxBytes({ sheets: [{ rows: `<row r="1">${cellXml('甲'.repeat(1 << 20), 'A1')}</row>` }] }),
    /^reading-too-large 里面有一段文字太长$/,
  ],
  [
    'shared strings without end',
    () =>
      xlsxBytes({
        sheets: [{ rows: oneRow }],
        sharedStrings: `<si><t>${'a'.repeat(1100)}</t></si>`.repeat(4000),
      }),
    /^reading-too-large 里面的文字太多$/,
  ],
  [
    'one long text named by every cell',
    () =>
      xlsxBytes({
        sheets: [
          {
            rows: Array.from(
              { length: 400 },
              (_, at) => `<row r="${at + 1}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`,
            ).join(''),
          },
        ],
        sharedStrings: `<si><t>${'甲'.repeat(30_000)}</t></si>`,
      }),
    /^reading-too-large 里面的文字太多$/,
  ],
  [
    'more filled cells than anybody fills',
    () =>
      xlsxBytes({
        sheets: [
          {
            rows: Array.from(
              { length: 1300 },
              (_, at) => `<row r="${at + 1}">${'<c><v>1</v></c>'.repeat(200)}</row>`,
            ).join(''),
          },
        ],
      }),
    /^reading-too-large 有内容的格子超过 250000 个$/,
  ],
  [
    'elements in elements in elements',
    () => xlsxBytes({ sheets: [{ rows: '<row>'.repeat(100_000) }] }),
    /^reading-damaged 内容套得太深$/,
  ],
  [
    'a document type with entities',
    () => {
      const whole =
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
      return xlsxBytes({ sheets: [{ rows: '', whole }] });
    },
    /^reading-damaged /,
  ],
  [
    'more parts than any document has',
    () =>
      xlsxBytes({
        sheets: [{ rows: oneRow }],
        parts: Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`x/${at}`, new Uint8Array()])),
      }),
    /^reading-too-large 里面有 \d+ 个部分$/,
  ],
];

describe('the reading room', () => {
  it.each(bombs)('stays within its limits: %s', async (_, make, outcome) => {
    const bytes = make();
    // Whoever asks is answered while the file is being read.
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    expect(await refusal(bytes)).toMatch(outcome);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(2);
  });

  it('reads two hundred thousand rows that have nothing but a colour, as one who is there', async () => {
    const empty = Array.from(
      { length: 200_000 },
      (_, at) => `<row r="${at + 4}"><c r="B${at + 4}" s="2"/></row>`,
    );
    const book = await read(xlsxBytes({ sheets: [{ rows: `${oneRow}${empty.join('')}` }] }));
    expect(book.sheets[0]).toMatchObject({ beyondRows: false, beyondColumns: false });
    expect(book.sheets[0]?.rows).toHaveLength(2);
  });

  it('keeps 2,000 rows and 500 columns, and says that there is more', async () => {
    const rows = Array.from(
      { length: 2001 },
      (_, at) => `<row r="${at + 1}">${cellXml('甲', `A${at + 1}`)}</row>`,
    );
    const wide = '<row r="2002"><c r="SG2002"><v>1</v></c></row>';
    const [sheet] = (await read(xlsxBytes({ sheets: [{ rows: rows.join('') + wide }] }))).sheets;
    expect(sheet?.rows).toHaveLength(2000);
    expect(sheet?.beyondRows).toBe(true);
    const [other] = (
      await read(xlsxBytes({ sheets: [{ rows: '<row r="3"><c r="SG3"><v>1</v></c></row>' }] }))
    ).sheets;
    expect(other).toMatchObject({ rows: [], beyondColumns: true });
  });

  it('ends a reader that has not ended by its deadline, and one that uses up its memory; the next file is read', async () => {
    const many = xlsxBytes({ sheets: [{ rows: '<row><c><v>1</v></c></row>'.repeat(100_000) }] });
    expect(await refusal(many, { ...limits, deadlineMs: 1 })).toBe('reading-too-long');
    const strings = xlsxBytes({
      sheets: [{ rows: oneRow }],
      sharedStrings: Array.from({ length: 200_000 }, (_, at) => `<si><t>第${at}个</t></si>`).join(''),
    });
    expect(await refusal(strings, { ...limits, heapMb: 16 })).toBe('reading-too-large 读它要用的内存太多');
    expect(await refusal(xlsxBytes({ sheets: [{ rows: oneRow }] }))).toBe('read');
  });

  it('says what a file is that is no spreadsheet', async () => {
    const compound = (name: string) =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(504),
        Buffer.from(name, 'utf16le'),
      ]);
    const text = (content: string) => Buffer.from(content);
    const zipOf = (names: readonly string[]) =>
      zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
    const told = async (bytes: Uint8Array) => refusal(bytes);
    expect(await told(compound('EncryptedPackage'))).toBe('reading-encrypted');
    expect(await told(compound('Workbook'))).toBe('reading-old-format .xls');
    expect(await told(compound('WordDocument'))).toBe('reading-other-format Word 文档');
    expect(await told(text('<html><table><tr><td>张伟'))).toBe('reading-other-format 网页');
    expect(await told(text('\ufeff<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'))).toBe(
      'reading-old-format 2003 版 XML 表格',
    );
    expect(await told(text('姓名,性别\n张伟,男\n'))).toBe('reading-other-format 纯文本');
    expect(await told(text('%PDF-1.7'))).toBe('reading-other-format PDF');
    expect(await told(Buffer.alloc(4096))).toMatch(/^reading-other-format 一串空字节/);
    expect(await told(Buffer.from('aa017e0f00e199', 'hex'))).toMatch(/^reading-other-format 程序认不出/);
    expect(await told(zipOf(['mimetype', 'content.xml']))).toBe('reading-old-format .ods');
    expect(await told(zipOf(['word/document.xml']))).toBe('reading-other-format Word 文档');
    expect(await told(zipOf(['a.txt']))).toBe('reading-other-format 压缩包');
    const whole = xlsxBytes({ sheets: [{ rows: oneRow }] });
    expect(await told(whole.subarray(0, whole.length - 30))).toMatch(/^reading-damaged /);
    expect(await told(new Uint8Array((20 << 20) + 1))).toBe('reading-too-large 有 21 MB，上限是 20 MB');
  });

  it('never believes the directory of a zip about sizes', async () => {
    const bytes = Buffer.from(xlsxBytes({ sheets: [{ rows: rowsXml([['甲'.repeat(20_000), number(1)]]) }] }));
    // Each central entry says that its part unpacks to ten bytes.
    for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes.writeUInt32LE(10, at + 24);
    expect(await refusal(bytes)).toMatch(/^reading-damaged /);
  });
});

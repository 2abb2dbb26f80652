import { strToU8, type Zippable, zipSync } from 'fflate';

/** A cell as its XML, or a text that becomes an inline string. */
export type CellXml = string | { readonly xml: (address: string) => string };

/** A number cell with a style of `styles` below. */
export function number(value: number | string, style = 0): CellXml {
  return { xml: (address) => `<c r="${address}" s="${style}"><v>${value}</v></c>` };
}

/** A cell of a type with its value: `d`, `b`, `e`, `s`. */
export function typed(type: string, value: string | number): CellXml {
  return { xml: (address) => `<c r="${address}" t="${type}"><v>${value}</v></c>` };
}

export function formula(text: string, result: string | number, type = 'n'): CellXml {
  return {
    xml: (address) => `<c r="${address}" t="${type}"><f>${escapeXml(text)}</f><v>${result}</v></c>`,
  };
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function cellXml(cell: CellXml, address: string): string {
  if (typeof cell !== 'string') return cell.xml(address);
  return cell === ''
    ? ''
    : `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
}

/** Rows from the first one on, each with the attributes of its `row` element. */
export function rowsXml(
  rows: readonly (readonly CellXml[])[],
  attributes: Readonly<Record<number, string>> = {},
) {
  return rows
    .map((cells, index) => {
      const row = index + 1;
      const inner = cells.map((cell, at) => cellXml(cell, `${letters[at]}${row}`)).join('');
      return `<row r="${row}" ${attributes[row] ?? ''}>${inner}</row>`;
    })
    .join('');
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Number formats of the styles, in their order: General, a date, text, decimals, postcode, two partial dates, per cent. */
const formats = ['General', 'yyyy-mm-dd', '@', '0.00', '000000', 'yyyy"年"m"月"', 'm"月"d"日"', '0%'];
export const styles = {
  date: 1,
  text: 2,
  decimals: 3,
  postcode: 4,
  yearMonth: 5,
  monthDay: 6,
  percent: 7,
} as const;

interface SheetXml {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Stands before the rows: `cols`. */
  readonly before?: string;
  /** The `row` elements. */
  readonly rows: string;
  /** Stands behind the rows: merged ranges, validations. */
  readonly after?: string;
  /** The whole part instead. */
  readonly whole?: string;
}

export interface BookXml {
  readonly sheets: readonly SheetXml[];
  readonly date1904?: boolean;
  readonly sharedStrings?: string;
  /** More parts, or others instead of those made here. */
  readonly parts?: Zippable;
}

function sheetPart({ before = '', rows, after = '', whole }: SheetXml): string {
  return (
    whole ??
    `${head}<worksheet xmlns="${main}" xmlns:r="${office}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`
  );
}

/** An XLSX to the letter, so that every writer's habit and every malice can be imitated. */
export function xlsxBytes({ sheets, date1904 = false, sharedStrings, parts = {} }: BookXml): Uint8Array {
  const names = sheets
    .map(({ name, state }, at) => {
      const hidden = state === undefined ? '' : ` state="${state}"`;
      return `<sheet name="${escapeXml(name ?? `表${at + 1}`)}" sheetId="${at + 1}"${hidden} r:id="rId${at + 1}"/>`;
    })
    .join('');
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const links = [
    ...sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    relation('styles', 'styles', 'styles.xml'),
    ...(sharedStrings === undefined ? [] : [relation('strings', 'sharedStrings', 'sharedStrings.xml')]),
  ];
  const numFmts = formats
    .map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escapeXml(code)}"/>`)
    .join('');
  const xfs = formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('');
  const made: Zippable = {
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    ),
    '_rels/.rels': strToU8(
      `${head}<Relationships xmlns="${relations}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${names}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships xmlns="${relations}">${links.join('')}</Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `${head}<styleSheet xmlns="${main}"><numFmts>${numFmts}</numFmts><cellXfs>${xfs}</cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(
      sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, strToU8(sheetPart(sheet))]),
    ),
    ...(sharedStrings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': strToU8(`${head}<sst xmlns="${main}">${sharedStrings}</sst>`) }),
    ...parts,
  };
  return zipSync(made, { level: 1 });
}

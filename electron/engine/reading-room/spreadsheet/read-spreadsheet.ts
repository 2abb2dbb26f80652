import { posix } from 'node:path';
import type { ReadingLimits } from '../guard/limits.ts';
import { readXml } from '../guard/read-xml.ts';
import { damaged, ReadingRefused, tooLarge } from '../guard/refusal.ts';
import { type Unpacking, unpack } from '../guard/unpack.ts';
import { requireZip } from './file-kind.ts';
import { isOn, mainNamespaces, packageRelations, relationNamespaces } from './office-names.ts';
import { readSheet } from './read-sheet.ts';
import { readStyles } from './read-styles.ts';
import { readSharedStrings } from './shared-strings.ts';
import type { Sheet, Workbook } from './workbook.ts';

const mostSheets = 100;

interface Relation {
  readonly id: string;
  /** The end of its type: `worksheet`, `styles`. */
  readonly type: string;
  readonly path: string;
}

/** The relations of a part; none when it has none. */
async function relationsOf(parts: Unpacking, path: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(path);
  const file = posix.join(folder, '_rels', `${posix.basename(path)}.rels`);
  const relations: Relation[] = [];
  if (!parts.has(file)) return relations;
  await readXml(parts.pieces(file), packageRelations, {
    open({ name, attribute }) {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = (attribute('Target') ?? '').replaceAll('\\', '/');
      relations.push({
        id: attribute('Id') ?? '',
        type: posix.basename(attribute('Type') ?? ''),
        path: target.startsWith('/') ? posix.normalize(target.slice(1)) : posix.join(folder, target),
      });
      if (relations.length > 10_000) throw tooLarge('里面的部分太多');
    },
  });
  return relations;
}

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

async function readContents(
  parts: Unpacking,
  path: string,
): Promise<{ readonly date1904: boolean; readonly sheets: readonly SheetEntry[] }> {
  let date1904 = false;
  const sheets: SheetEntry[] = [];
  await readXml(parts.pieces(path), mainNamespaces, {
    open({ name, attribute, attributeOf }) {
      if (name === 'workbookPr') date1904 = isOn(attribute('date1904'));
      if (name !== 'sheet') return;
      const state = attribute('state');
      sheets.push({
        name: attribute('name') ?? '',
        hidden: state === 'hidden' || state === 'veryHidden',
        relation:
          relationNamespaces.map((uri) => attributeOf(uri, 'id')).find((id) => id !== undefined) ?? '',
      });
      if (sheets.length > mostSheets) throw tooLarge(`工作表超过 ${mostSheets} 张`);
    },
  });
  return { date1904, sheets };
}

/** Where the workbook stands; throws ReadingRefused with what the zip is instead. */
async function workbookPath(parts: Unpacking): Promise<string> {
  const other = (what: string) => new ReadingRefused({ code: 'reading-other-format', what });
  const relation = (await relationsOf(parts, '')).find(({ type }) => type === 'officeDocument');
  const path = relation?.path ?? 'xl/workbook.xml';
  if (path.toLowerCase().endsWith('.bin'))
    throw new ReadingRefused({ code: 'reading-old-format', what: '.xlsb' });
  if (parts.has('word/document.xml')) throw other('Word 文档');
  if (parts.has('ppt/presentation.xml')) throw other('演示文稿');
  if (parts.has('mimetype') && parts.has('content.xml'))
    throw new ReadingRefused({ code: 'reading-old-format', what: '.ods' });
  if (parts.has('bagit.txt') || parts.has('submission/bagit.txt')) throw other('报送包');
  if (!parts.has(path)) throw other('压缩包');
  return path;
}

/**
 * Reads an XLSX of whatever writer: Excel, WPS, LibreOffice, exporters of web systems. Sizes are counted while unpacking,
 * ranges clipped, nothing is built for cells that are blank. Throws ReadingRefused.
 */
export async function readSpreadsheet(bytes: Buffer, limits: ReadingLimits): Promise<Workbook> {
  requireZip(bytes);
  const parts = await unpack(bytes, limits);
  const path = await workbookPath(parts);
  const relations = await relationsOf(parts, path);
  const { date1904, sheets } = await readContents(parts, path);
  const one = (type: string): string | null => {
    const found = relations.find((relation) => relation.type === type)?.path;
    return found !== undefined && parts.has(found) ? found : null;
  };
  const stringsPath = one('sharedStrings');
  const stylesPath = one('styles');
  const strings = stringsPath === null ? [] : await readSharedStrings(parts, stringsPath, limits);
  const formats = stylesPath === null ? [] : await readStyles(parts, stylesPath);
  let cells = 0;
  let text = 0;
  const keep = (length: number): void => {
    cells += 1;
    text += length;
    if (cells > limits.cells) throw tooLarge(`有内容的格子超过 ${limits.cells} 个`);
    // Every cell may name the same long text: what is handed over grows all the same.
    if (text > limits.textLength) throw tooLarge('里面的文字太多');
  };
  const read: Sheet[] = [];
  for (const { name, hidden, relation } of sheets) {
    const part = relations.find(({ id, type }) => id === relation && type === 'worksheet');
    // A sheet that is a chart holds no cells.
    if (part === undefined) continue;
    const ground = { strings, formats, date1904, limits, keep };
    read.push(await readSheet(parts, part.path, { name, hidden }, ground));
  }
  if (read.length === 0) throw damaged('里面没有工作表');
  return { sheets: read };
}

import { readXml } from '../guard/read-xml.ts';
import { tooLarge } from '../guard/refusal.ts';
import type { Unpacking } from '../guard/unpack.ts';
import { numberFormat } from './number-format.ts';
import { mainNamespaces } from './office-names.ts';
import type { NumberFormat } from './workbook.ts';

/** What Excel allows. */
const mostStyles = 65_536;

/** The number format of each cell style, by the number that cells name. */
export async function readStyles(parts: Unpacking, path: string): Promise<readonly NumberFormat[]> {
  const declared = new Map<number, string>();
  const formats: number[] = [];
  let inCellStyles = false;
  await readXml(parts.pieces(path), mainNamespaces, {
    open({ name, attribute }) {
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'numFmt') declared.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'xf' && inCellStyles) formats.push(Number(attribute('numFmtId') ?? 0));
      if (formats.length > mostStyles || declared.size > mostStyles) throw tooLarge('里面的格式太多');
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return formats.map((id) => numberFormat(id, declared));
}

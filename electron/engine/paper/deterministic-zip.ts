import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** The date every entry carries: the earliest that a zip can hold (APPNOTE 4.4.6), in local time as the format means it. */
const zipEpoch = new Date(1980, 0, 1, 0, 0, 0);

/**
 * Packs an Office document (OPC) anew so that the same content gives the same bytes: entries in order of name with
 * [Content_Types].xml first, one date, one compression level, and the dates inside docProps/core.xml set to `date`.
 */
export function repackOfficeFile(bytes: Uint8Array, date: Date): Uint8Array {
  const entries = unzipSync(bytes);
  const stamp = `${date.toISOString().slice(0, 19)}Z`;
  const names = Object.keys(entries)
    .filter((name) => !name.endsWith('/'))
    .sort((a, b) => {
      const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : 1);
      return rank(a) - rank(b) || (a < b ? -1 : 1);
    });
  const packed: Zippable = {};
  for (const name of names) {
    let data = entries[name] ?? new Uint8Array();
    if (name === 'docProps/core.xml') {
      const fixed = strFromU8(data).replace(
        /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<\/dcterms:)/g,
        `$1${stamp}$2`,
      );
      data = strToU8(fixed);
    }
    packed[name] = [data, { mtime: zipEpoch, level: 6, os: 0 }];
  }
  return zipSync(packed);
}

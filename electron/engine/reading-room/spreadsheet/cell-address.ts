/** `AB12` as column 28, row 12; null when it is none within what spreadsheets have. */
export function parseAddress(address: string): { readonly column: number; readonly row: number } | null {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(address);
  if (match === null) return null;
  const column = [...(match[1] ?? '').toUpperCase()].reduce(
    (sum, sign) => sum * 26 + sign.charCodeAt(0) - 64,
    0,
  );
  const row = Number(match[2]);
  return column <= 16_384 && row >= 1 && row <= 1_048_576 ? { column, row } : null;
}

/** Column 28 as `AB`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

import QRCode from 'qrcode';
import type { PaperPage } from './display-list.ts';

/**
 * Draws a QR code (error correction M) as one filled path, so that it stays sharp at any printer resolution. `side` in
 * points without the quiet zone, which the caller leaves white (four modules, ISO/IEC 18004).
 */
export function drawQr(page: PaperPage, text: string, x: number, y: number, side: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  const at = (value: number): string => value.toFixed(3);
  let d = '';
  for (let row = 0; row < modules.size; row += 1) {
    let column = 0;
    while (column < modules.size) {
      let end = column;
      while (end < modules.size && modules.get(row, end)) end += 1;
      if (end > column) {
        const [left, right] = [at(x + column * unit), at(x + end * unit)];
        const [top, bottom] = [at(y + row * unit), at(y + (row + 1) * unit)];
        d += `M${left} ${top}L${right} ${top}L${right} ${bottom}L${left} ${bottom}Z`;
      }
      column = end + 1;
    }
  }
  page.marks.push({ kind: 'path', d });
}

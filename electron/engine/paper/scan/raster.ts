/** What the samples of a picture mean, and how they lie. */
export interface SampleFormat {
  readonly width: number;
  readonly height: number;
  /** Bits of one sample: 1, 2, 4, 8 or 16. */
  readonly bits: number;
  /** Samples of one pixel: 1 grey (or an index), 3 RGB, 4 CMYK. */
  readonly channels: 1 | 3 | 4;
  /** Grey of each index, 0 to 255, for indexed pictures. */
  readonly palette: Uint8Array | null;
}

/** Bytes of one row of samples, without a predictor's tag. */
export function rowBytes({ width, bits, channels }: SampleFormat): number {
  return Math.ceil((width * bits * channels) / 8);
}

/** Luma of ITU-R BT.601, in eighths of a bit. */
export function grey(red: number, green: number, blue: number): number {
  return (red * 77 + green * 151 + blue * 28) >> 8;
}

/**
 * Undoes the predictors of PNG (ISO/IEC 15948, clause 9), which PDF took over: each row begins with its filter's number.
 * Rows that are missing stay zero. Gives the rows without their tags.
 */
export function undoPngPredictor(data: Uint8Array, row: number, height: number, pixel: number): Uint8Array {
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (row + 1);
    if (from >= data.length) break;
    const filter = data[from] ?? 0;
    const to = y * row;
    for (let x = 0; x < row; x += 1) {
      const left = x < pixel ? 0 : (out[to + x - pixel] ?? 0);
      const up = y === 0 ? 0 : (out[to + x - row] ?? 0);
      const corner = y === 0 || x < pixel ? 0 : (out[to + x - row - pixel] ?? 0);
      out[to + x] = (data[from + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      if (a <= b && a <= c) return left;
      return b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** Undoes TIFF's predictor (PDF's number 2) for samples of eight bits, in place. */
export function undoTiffPredictor(data: Uint8Array, row: number, channels: number): void {
  for (let at = 0; at < data.length; at += 1) {
    if (at % row >= channels) data[at] = (data[at] ?? 0) + (data[at - channels] ?? 0);
  }
}

/** One sample, scaled to 0 to 255 unless it is an index. */
function sampler(rows: Uint8Array, format: SampleFormat): (y: number, index: number) => number {
  const { bits } = format;
  const row = rowBytes(format);
  if (bits === 8) return (y, index) => rows[y * row + index] ?? 0;
  if (bits === 16) return (y, index) => rows[y * row + index * 2] ?? 0;
  const mask = (1 << bits) - 1;
  const scale = format.palette === null ? 255 / mask : 1;
  return (y, index) => {
    const bit = index * bits;
    return (((rows[y * row + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & mask) * scale;
  };
}

/** A picture as a binary PGM file (Netpbm P5), which the reader of QR codes takes: one byte a pixel, nothing lost. */
export function toPgm(rows: Uint8Array, format: SampleFormat): Uint8Array {
  const { width, height, channels, palette } = format;
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const out = new Uint8Array(header.length + width * height);
  out.set(header);
  const sample = sampler(rows, format);
  let at = header.length;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const first = sample(y, x * channels);
      if (channels === 1) out[at] = palette === null ? first : (palette[first] ?? 0);
      else {
        const [second, third] = [sample(y, x * channels + 1), sample(y, x * channels + 2)];
        const level = grey(first, second, third);
        out[at] = channels === 3 ? level : Math.max(0, 255 - level - sample(y, x * channels + 3));
      }
      at += 1;
    }
  }
  return out;
}

/** A name such as `/DCTDecode`, without its slash and with `#xx` resolved. */
export interface PdfName {
  readonly name: string;
}

/** A reference to another object, by number. */
export interface PdfRef {
  readonly ref: number;
}

/** A string, one character a byte. */
export interface PdfText {
  readonly text: string;
}

export type PdfDict = ReadonlyMap<string, PdfValue>;
export type PdfValue = null | boolean | number | PdfName | PdfRef | PdfText | readonly PdfValue[] | PdfDict;

/** Nesting deeper than this is no scanner's work. */
const maxDepth = 24;
/** Elements of one array or dictionary: a page tree of 200 pages needs far fewer. */
const maxElements = 20_000;

const isWhite = (byte: number): boolean =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
const isDelimiter = (byte: number): boolean =>
  byte === 40 ||
  byte === 41 ||
  byte === 60 ||
  byte === 62 ||
  byte === 91 ||
  byte === 93 ||
  byte === 123 ||
  byte === 125 ||
  byte === 47 ||
  byte === 37;

/** What is wrong with a file's syntax; never leaves the reader of scans. */
export class PdfSyntaxError extends Error {}

/** Reads the values of ISO 32000-1 7.3 from a place in a file. Throws PdfSyntaxError. */
export class PdfLexer {
  private readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  private peek(ahead = 0): number {
    return this.bytes[this.at + ahead] ?? -1;
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.peek();
      if (isWhite(byte)) this.at += 1;
      else if (byte === 37) {
        while (this.at < this.bytes.length && this.peek() !== 10 && this.peek() !== 13) this.at += 1;
      } else return;
    }
  }

  /** The next run of regular characters: a number or a keyword; '' when a delimiter stands there. */
  word(): string {
    const start = this.at;
    while (this.at < this.bytes.length && !isWhite(this.peek()) && !isDelimiter(this.peek())) {
      this.at += 1;
      if (this.at - start > 200) throw new PdfSyntaxError('word too long');
    }
    return latin1(this.bytes, start, this.at);
  }

  value(depth = 0): PdfValue {
    if (depth > maxDepth) throw new PdfSyntaxError('nested too deep');
    this.skipSpace();
    switch (this.peek()) {
      case 47:
        return this.name();
      case 40:
        return this.literal();
      case 91:
        return this.array(depth);
      case 60:
        if (this.peek(1) === 60) return this.dict(depth);
        return this.hex();
      default:
        return this.plain();
    }
  }

  private name(): PdfName {
    this.at += 1;
    const raw = this.word();
    return {
      name: raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    };
  }

  private literal(): PdfText {
    const start = this.at;
    let depth = 0;
    let text = '';
    for (; this.at < this.bytes.length; this.at += 1) {
      if (this.at - start > 65_536) throw new PdfSyntaxError('string too long');
      const byte = this.peek();
      if (byte === 92) {
        this.at += 1;
        text += this.escaped();
        continue;
      }
      if (byte === 41) depth -= 1;
      if (depth === 0 && byte === 41) {
        this.at += 1;
        return { text };
      }
      if (depth > 0) text += String.fromCharCode(byte);
      if (byte === 40) depth += 1;
    }
    throw new PdfSyntaxError('string without end');
  }

  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(latin1(this.bytes, this.at, this.at + 3));
    if (octal !== null) {
      this.at += octal[0].length - 1;
      return String.fromCharCode(Number.parseInt(octal[0], 8) & 255);
    }
    const byte = this.peek();
    if (byte === 13 && this.peek(1) === 10) this.at += 1;
    if (byte === 13 || byte === 10) return '';
    const known = new Map([
      [110, '\n'],
      [114, '\r'],
      [116, '\t'],
      [98, '\b'],
      [102, '\f'],
    ]);
    return known.get(byte) ?? String.fromCharCode(Math.max(byte, 0));
  }

  private hex(): PdfText {
    const end = this.bytes.indexOf(62, this.at);
    if (end < 0 || end - this.at > 65_536) throw new PdfSyntaxError('hex string without end');
    const digits = latin1(this.bytes, this.at + 1, end).replace(/[^0-9A-Fa-f]/g, '');
    this.at = end + 1;
    const pairs = (digits.length % 2 === 1 ? `${digits}0` : digits).match(/../g) ?? [];
    return { text: pairs.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('') };
  }

  private array(depth: number): PdfValue[] {
    this.at += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 93) {
        this.at += 1;
        return items;
      }
      if (items.length > maxElements) throw new PdfSyntaxError('array too long');
      items.push(this.value(depth + 1));
    }
  }

  private dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipSpace();
      if (this.peek() === 62 && this.peek(1) === 62) {
        this.at += 2;
        return entries;
      }
      if (this.peek() !== 47) throw new PdfSyntaxError('key expected');
      if (entries.size > maxElements) throw new PdfSyntaxError('dictionary too long');
      const key = this.name().name;
      entries.set(key, this.value(depth + 1));
    }
  }

  private plain(): PdfValue {
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfSyntaxError('value expected');
    if (/^\d{1,7}$/.test(word)) {
      // `12 0 R` is one value; anything else after a number is the next value.
      const after = this.at;
      const rest = /^[\s\0]+\d{1,5}[\s\0]+R(?![A-Za-z0-9])/.exec(latin1(this.bytes, after, after + 24));
      if (rest !== null) {
        this.at = after + rest[0].length;
        return { ref: Number(word) };
      }
    }
    return Number(word);
  }
}

/** Bytes as characters, one each. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('latin1', start, Math.max(start, Math.min(end, bytes.length)));
}

export function isName(value: PdfValue | undefined, name: string): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === name;
}

export function isRef(value: PdfValue | undefined): value is PdfRef {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map;
}

export function isList(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}

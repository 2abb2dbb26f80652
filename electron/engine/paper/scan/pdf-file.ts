import { inflateSync } from 'node:zlib';
import {
  isDict,
  isName,
  isRef,
  latin1,
  type PdfDict,
  PdfLexer,
  PdfSyntaxError,
  type PdfValue,
} from './pdf-values.ts';

/** A stream object: its dictionary and its bytes as they stand in the file. */
export interface PdfStream {
  readonly dict: PdfDict;
  readonly data: Uint8Array;
}

/**
 * A file's objects by number, read one by one when they are asked for. Scans come inside strangers' packages too: pdf-lib
 * and pdf.js unpack whatever a file tells them to, without a bound on memory, and a bomb of a few megabytes would take
 * the engine with it. This reads no more of the format than a scanner writes, and counts before it unpacks.
 */
export interface PdfFile {
  /** The document's trailer entries, the newest first. */
  readonly trailers: readonly PdfDict[];
  /** What a value stands for: references followed, streams as their dictionary. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The stream that a value refers to; null when it is none. */
  stream(value: PdfValue | undefined): PdfStream | null;
}

/** Bounds for files that were made to do harm: objects in all, bytes of unpacked object streams. */
const maxObjects = 200_000;
const maxObjectStream = 4 << 20;
const maxUnpacked = 32 << 20;
const maxObjectStreams = 5000;

interface Place {
  readonly bytes: Uint8Array;
  readonly at: number;
}

const digit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;
const white = (byte: number | undefined): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9;

/** The object number in front of the word `obj` at `at`: `12 0 obj`; null when none stands there. */
function numberBefore(bytes: Uint8Array, at: number): number | null {
  let from = at - 1;
  const back = (is: (byte: number | undefined) => boolean): number => {
    const start = from;
    while (from >= 0 && is(bytes[from]) && start - from < 10) from -= 1;
    return start - from;
  };
  if (back(white) === 0 || back(digit) === 0 || back(white) === 0) return null;
  const end = from + 1;
  if (back(digit) === 0) return null;
  return Number(latin1(bytes, from + 1, end));
}

/** Bytes of a stream whose dictionary ends at `at`; null when no stream follows. `length` is the dictionary's own word for it. */
function streamData(bytes: Uint8Array, at: number, length: PdfValue): Uint8Array | null {
  const lexer = new PdfLexer(bytes, at);
  lexer.skipSpace();
  if (latin1(bytes, lexer.at, lexer.at + 6) !== 'stream') return null;
  let start = lexer.at + 6;
  if (bytes[start] === 13) start += 1;
  if (bytes[start] === 10) start += 1;
  if (typeof length === 'number' && Number.isInteger(length) && length >= 0) {
    const end = start + length;
    if (/^\s*endstream/.test(latin1(bytes, end, end + 16))) return bytes.subarray(start, end);
  }
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('endstream', start);
  // A file that was cut off: what there is of the picture may still hold the code.
  return bytes.subarray(start, end < 0 ? bytes.length : end);
}

class IndexedPdf implements PdfFile {
  readonly trailers: PdfDict[] = [];
  private readonly places = new Map<number, Place>();
  private unpacked = 0;

  constructor(bytes: Uint8Array) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const packed: number[] = [];
    for (let at = buffer.indexOf('obj'); at >= 0; at = buffer.indexOf('obj', at + 3)) {
      const number = numberBefore(bytes, at);
      if (number === null) continue;
      if (this.places.size >= maxObjects) throw new PdfSyntaxError('too many objects');
      this.places.set(number, { bytes, at: at + 3 });
      const head = latin1(bytes, at + 3, at + 400);
      if (/\/(ObjStm|XRef)/.test(head)) packed.push(number);
    }
    if (packed.length > maxObjectStreams) throw new PdfSyntaxError('too many object streams');
    for (const number of packed) this.openPacked(number);
    for (let at = buffer.indexOf('trailer'); at >= 0; at = buffer.indexOf('trailer', at + 7)) {
      const dict = this.tryValue(bytes, at + 7);
      if (isDict(dict)) this.trailers.unshift(dict);
      if (this.trailers.length > 1000) throw new PdfSyntaxError('too many trailers');
    }
  }

  private tryValue(bytes: Uint8Array, at: number): PdfValue {
    try {
      return new PdfLexer(bytes, at).value();
    } catch (thrown) {
      if (thrown instanceof PdfSyntaxError) return null;
      throw thrown;
    }
  }

  /** Objects inside an object stream (ISO 32000-1 7.5.7); a cross-reference stream is kept as a trailer. */
  private openPacked(number: number): void {
    const stream = this.stream({ ref: number });
    if (stream === null) return;
    if (isName(stream.dict.get('Type'), 'XRef')) this.trailers.unshift(stream.dict);
    if (!isName(stream.dict.get('Type'), 'ObjStm')) return;
    const first = this.resolve(stream.dict.get('First'));
    if (typeof first !== 'number') return;
    const limit = Math.min(maxObjectStream, maxUnpacked - this.unpacked);
    const bytes = stream.dict.has('Filter') ? inflateBounded(stream.data, limit) : stream.data;
    this.unpacked += bytes.length;
    const numbers = latin1(bytes, 0, first).trim().split(/\s+/).map(Number);
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [inner, offset] = [numbers[index], numbers[index + 1]];
      if (inner === undefined || offset === undefined || !Number.isInteger(inner)) return;
      if (this.places.size >= maxObjects) throw new PdfSyntaxError('too many objects');
      // An object that also stands in the file by itself was written there later (incremental update).
      if (!this.places.has(inner)) this.places.set(inner, { bytes, at: first + offset });
    }
  }

  resolve(value: PdfValue | undefined): PdfValue {
    let current = value ?? null;
    for (let hop = 0; hop < 8; hop += 1) {
      if (!isRef(current)) return current;
      const place = this.places.get(current.ref);
      if (place === undefined) return null;
      current = this.tryValue(place.bytes, place.at);
    }
    return null;
  }

  stream(value: PdfValue | undefined): PdfStream | null {
    if (!isRef(value)) return null;
    const place = this.places.get(value.ref);
    if (place === undefined) return null;
    try {
      const lexer = new PdfLexer(place.bytes, place.at);
      const dict = lexer.value();
      if (!isDict(dict)) return null;
      const data = streamData(place.bytes, lexer.at, this.resolve(dict.get('Length')));
      return data === null ? null : { dict, data };
    } catch (thrown) {
      if (thrown instanceof PdfSyntaxError) return null;
      throw thrown;
    }
  }
}

/**
 * Inflates at most `limit` bytes. A stream that was cut off gives what it has; one that holds more than it should, or is
 * no zlib stream, throws PdfSyntaxError.
 */
export function inflateBounded(data: Uint8Array, limit: number): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(limit, 1), finishFlush: 2 });
  } catch (cause) {
    throw new PdfSyntaxError('deflate', { cause });
  }
}

/**
 * Opens a PDF for the one purpose of taking its pictures out. A general PDF library builds every object of a file at
 * once, so that a few megabytes of crafted syntax fill the memory of the engine; here objects are found by their
 * headings, wherever a broken cross-reference table puts them, and read singly. Throws PdfSyntaxError.
 */
export function openPdf(bytes: Uint8Array): PdfFile {
  return new IndexedPdf(bytes);
}

/**
 * One message of the local shell on the wire: four bytes of header length (big-endian), a JSON header, then the raw
 * bytes of every Uint8Array in it, so that photos and papers cross without Base64. The header names where each stood;
 * its place holds null. Runs in the browser and in Node alike.
 */

interface FrameHeader {
  readonly message: unknown;
  readonly bytes: readonly { readonly path: readonly string[]; readonly length: number }[];
}

/** Encodes a message of plain values and Uint8Arrays. Values that JSON has no word for are dropped as JSON does. */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const places: { path: string[]; length: number }[] = [];
  const strip = (value: unknown, path: string[]): unknown => {
    if (value instanceof Uint8Array) {
      parts.push(value);
      places.push({ path, length: value.length });
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => strip(item, [...path, String(index)]));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, strip(item, [...path, key])]),
      );
    }
    return value;
  };
  const header = new TextEncoder().encode(
    JSON.stringify({ message: strip(message, []), bytes: places } satisfies FrameHeader),
  );
  const frame = new Uint8Array(4 + header.length + parts.reduce((sum, part) => sum + part.length, 0));
  new DataView(frame.buffer).setUint32(0, header.length);
  frame.set(header, 4);
  let at = 4 + header.length;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
}

/** Decodes a frame. Throws RangeError or SyntaxError for anything that `encodeFrame` would not have made. */
export function decodeFrame(frame: Uint8Array): unknown {
  if (frame.length < 4) throw new RangeError('frame is shorter than its header length');
  const headerLength = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  if (headerLength > frame.length - 4) throw new RangeError('frame header is cut off');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(4, 4 + headerLength));
  const header = readHeader(JSON.parse(text));
  let at = 4 + headerLength;
  const root = { message: header.message };
  for (const { path, length } of header.bytes) {
    if (length > frame.length - at) throw new RangeError('frame bytes are cut off');
    put(root, ['message', ...path], frame.slice(at, at + length));
    at += length;
  }
  if (at !== frame.length) throw new RangeError('frame has bytes that no place claims');
  return root.message;
}

function readHeader(raw: unknown): FrameHeader {
  if (typeof raw !== 'object' || raw === null || !('message' in raw) || !('bytes' in raw))
    throw new RangeError('frame header has no message');
  if (!Array.isArray(raw.bytes)) throw new RangeError('frame header has no list of bytes');
  const bytes = raw.bytes.map((place: unknown) => {
    if (typeof place !== 'object' || place === null || !('path' in place) || !('length' in place))
      throw new RangeError('frame header has a malformed place');
    const { path, length } = place;
    if (!Array.isArray(path) || !path.every((key) => typeof key === 'string'))
      throw new RangeError('frame header has a malformed path');
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0)
      throw new RangeError('frame header has a malformed length');
    return { path, length };
  });
  return { message: raw.message, bytes };
}

/** Fills a place that exists and holds null: never a new key, so never a prototype. */
function put(root: object, path: readonly string[], value: Uint8Array): void {
  let holder: object = root;
  for (const [index, key] of path.entries()) {
    const found: unknown = Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
    if (index === path.length - 1) {
      if (found !== null) throw new RangeError('frame bytes point to a place that is taken or missing');
      Reflect.set(holder, key, value);
    } else if (typeof found === 'object' && found !== null) holder = found;
    else throw new RangeError('frame bytes point nowhere');
  }
}

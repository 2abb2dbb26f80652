import { JianbiaoError } from '../errors/jianbiao-error.ts';

/** The most one request of a window may carry: the largest attachment that is taken (a scan of 100 MB), with room to spare. */
export const MAX_REQUEST_BYTES = 104 * 1024 ** 2;

const MAX_DEPTH = 40;

/** What no request of ours holds: endless nesting, functions. */
const UNFIT = Symbol('unfit');

/** Roughly how many bytes a value holds, counting at most to just above `limit`; UNFIT when it is no plain data of ours. */
function measure(part: unknown, depth: number, limit: number): number | typeof UNFIT {
  if (depth > MAX_DEPTH) return UNFIT;
  switch (typeof part) {
    case 'string':
      return part.length * 2;
    case 'object': {
      if (part === null) return 4;
      if (part instanceof Uint8Array) return part.byteLength;
      let sum = 0;
      for (const [key, item] of Object.entries(part)) {
        const inside = measure(item, depth + 1, limit);
        if (inside === UNFIT) return UNFIT;
        sum += key.length * 2 + inside;
        if (sum > limit) return sum;
      }
      return sum;
    }
    case 'number':
    case 'boolean':
    case 'undefined':
      return 8;
    default:
      return UNFIT;
  }
}

/**
 * Takes one request of a window, before anything walks through it: both shells ask here, and the local shell's page
 * before it sends. Throws JianbiaoError: `request-too-large`, or `request-unfit` for nesting deeper than any request of
 * ours and for values that are no data.
 */
export function requireFitRequest(value: unknown, limit: number = MAX_REQUEST_BYTES): void {
  const bytes = measure(value, 0, limit);
  if (bytes === UNFIT) throw new JianbiaoError('request-unfit', { depth: MAX_DEPTH });
  if (bytes > limit) throw new JianbiaoError('request-too-large', { bytes, limit });
}

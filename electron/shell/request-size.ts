/** The most one request of a window may carry: the largest attachment the contract takes, with room to spare. */
export const MAX_REQUEST_BYTES = 64 * 1024 ** 2;

const MAX_DEPTH = 40;

/**
 * Roughly how many bytes a request holds, counting at most to just above `limit`. Nesting deeper than any request of
 * ours, and values that are no data, count as too much.
 */
export function requestBytes(value: unknown, limit: number = MAX_REQUEST_BYTES): number {
  const measure = (part: unknown, depth: number): number => {
    if (depth > MAX_DEPTH) return limit + 1;
    switch (typeof part) {
      case 'string':
        return part.length * 2;
      case 'object': {
        if (part === null) return 4;
        if (part instanceof Uint8Array) return part.byteLength;
        let sum = 0;
        for (const [key, item] of Object.entries(part)) {
          sum += key.length * 2 + measure(item, depth + 1);
          if (sum > limit) return sum;
        }
        return sum;
      }
      case 'number':
      case 'boolean':
      case 'undefined':
        return 8;
      default:
        return limit + 1;
    }
  };
  return measure(value, 0);
}

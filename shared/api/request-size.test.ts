import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JianbiaoError } from '../errors/jianbiao-error.ts';
import { MAX_REQUEST_BYTES, requireFitRequest } from './request-size.ts';

function refusal(value: unknown, limit?: number): string | null {
  try {
    requireFitRequest(value, limit);
    return null;
  } catch (thrown) {
    return thrown instanceof JianbiaoError ? thrown.code : String(thrown);
  }
}

test('counts bytes and text, and takes the largest scan that a field takes', () => {
  expect(refusal({ bytes: new Uint8Array(1000) }, 999)).toBe('request-too-large');
  expect(refusal('题'.repeat(10), 19)).toBe('request-too-large');
  expect(refusal('题'.repeat(10), 20)).toBeNull();
  expect(refusal({ bytes: new Uint8Array(100 * 1024 ** 2) })).toBeNull();
  expect(refusal({ bytes: new Uint8Array(MAX_REQUEST_BYTES + 1) })).toBe('request-too-large');
});

test('endless nesting and things that are no data are told apart from what is too large', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(refusal(loop)).toBe('request-unfit');
  expect(refusal({ call: () => 1 })).toBe('request-unfit');
  let deep: unknown = null;
  for (let level = 0; level < 3000; level += 1) deep = [deep];
  expect(refusal({ kind: 'call', args: deep })).toBe('request-unfit');
});

test('any small JSON passes', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => refusal(value) === null));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_REQUEST_BYTES, requestBytes } from './request-size.ts';

test('counts bytes and text, and stops soon after the limit', () => {
  expect(requestBytes({ bytes: new Uint8Array(1000) })).toBeGreaterThanOrEqual(1000);
  expect(requestBytes('题'.repeat(10))).toBe(20);
  expect(requestBytes({ bytes: new Uint8Array(MAX_REQUEST_BYTES + 1) })).toBeGreaterThan(MAX_REQUEST_BYTES);
});

test('endless nesting and things that are no data are too much', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(requestBytes(loop)).toBeGreaterThan(MAX_REQUEST_BYTES);
  expect(requestBytes({ call: () => 1 })).toBeGreaterThan(MAX_REQUEST_BYTES);
});

test('any small JSON passes', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => requestBytes(value) <= MAX_REQUEST_BYTES));
});

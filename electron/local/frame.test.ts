import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from './frame.ts';

const bytes = fc.uint8Array({ maxLength: 200 });
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    bytes,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('tree'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));

test('what goes onto the wire comes off it, bytes included', () => {
  fc.assert(
    fc.property(tree, (message) => {
      expect(decodeFrame(encodeFrame(message))).toEqual(message);
    }),
  );
});

test('bytes keep their type at every depth', () => {
  const message = decodeFrame(encodeFrame({ args: { list: [new Uint8Array([1, 2]), new Uint8Array()] } }));
  expect(message).toEqual({ args: { list: [new Uint8Array([1, 2]), new Uint8Array()] } });
});

test('any bytes at all either decode or throw, and never touch a prototype', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (frame) => {
      try {
        decodeFrame(frame);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Error);
      }
    }),
  );
  const header = new TextEncoder().encode(
    JSON.stringify({ message: {}, bytes: [{ path: ['__proto__', 'polluted'], length: 1 }] }),
  );
  const frame = new Uint8Array(4 + header.length + 1);
  new DataView(frame.buffer).setUint32(0, header.length);
  frame.set(header, 4);
  expect(() => decodeFrame(frame)).toThrow(RangeError);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('a cut frame and a frame with more than it says are refused', () => {
  const frame = encodeFrame({ photo: new Uint8Array([1, 2, 3]) });
  for (let length = 0; length < frame.length; length += 1)
    expect(() => decodeFrame(frame.subarray(0, length))).toThrow();
  const longer = new Uint8Array(frame.length + 1);
  longer.set(frame);
  expect(() => decodeFrame(longer)).toThrow(RangeError);
});

import { describe, expect, it } from 'vitest';
import {
  addBlocks,
  convolve,
  convolveSeparably,
  HALVE,
  poolGreatest,
  poolMean,
  rectify,
  SAME,
} from './layers.ts';
import { modelInput } from './pixels.ts';
import { type Block, readWeights, type Weight } from './weights.ts';

const block = (rows: readonly (readonly number[])[]): Block => ({
  data: Float32Array.from(rows.flat()),
  height: rows.length,
  width: rows[0]?.length ?? 0,
  channels: 1,
});
const weight = (shape: readonly number[], data: readonly number[]): Weight => ({
  shape,
  data: Float32Array.from(data),
});
const ones = weight(
  [3, 3, 1, 1],
  Array.from({ length: 9 }, () => 1),
);

describe('layers', () => {
  it('adds what a window covers, with nothing beyond the edge', () => {
    const square = block([
      [1, 2],
      [3, 4],
    ]);
    expect([...convolve(square, ones, weight([1], [0.5]), SAME).data]).toEqual([10.5, 10.5, 10.5, 10.5]);
  });

  it('steps by two with the rim below and to the right', () => {
    const square = block([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11, 12],
      [13, 14, 15, 16],
    ]);
    const halved = convolve(square, ones, weight([1], [0]), HALVE);
    expect([halved.height, halved.width]).toEqual([2, 2]);
    expect([...halved.data]).toEqual([54, 45, 72, 54]);
  });

  it('keeps channels apart first and mixes them then', () => {
    const two: Block = { data: Float32Array.of(2, 5), height: 1, width: 1, channels: 2 };
    const weights = new Map([
      [
        'a/depthwise_filter',
        weight(
          [3, 3, 2, 1],
          Array.from({ length: 18 }, (_, at) => (at === 8 ? 10 : at === 9 ? 1 : 0)),
        ),
      ],
      ['a/pointwise_filter', weight([1, 1, 2, 1], [1, 100])],
      ['a/bias', weight([1], [7])],
    ]);
    const named = (name: string): Weight => weights.get(name) ?? weight([0], []);
    expect([...convolveSeparably(two, named, 'a', SAME).data]).toEqual([20 + 500 + 7]);
  });

  it('pools over an edge with a line left over', () => {
    const odd = block([
      [1, 2, 3],
      [4, -5, -6],
      [-9, -8, -7],
    ]);
    expect([...poolGreatest(odd, 2).data]).toEqual([4, 3, -8, -7]);
    expect([...poolGreatest(odd, 1).data]).toEqual([4, 3, 3, 4, -5, -6, -8, -7, -7]);
    expect(poolMean(odd).data[0]).toBeCloseTo(-25 / 9, 6);
  });

  it('shrinks what is negative and adds', () => {
    const pair = block([[-2, 4]]);
    expect([...rectify(pair, 0.5).data]).toEqual([-1, 4]);
    expect([...addBlocks(pair, pair, pair).data]).toEqual([-6, 12]);
  });
});

describe('what the models are given', () => {
  it('reads packed weights, and refuses a file of another length', () => {
    const manifest = [
      {
        weights: [
          { name: 'a', shape: [2], quantization: { scale: 0.5, min: -1 } },
          { name: 'b', shape: [1, 1], quantization: { scale: 1, min: 0 } },
        ],
      },
    ];
    const weights = readWeights(manifest, Uint8Array.of(0, 4, 9));
    expect([...weights('a').data, ...weights('b').data]).toEqual([-1, 1, 9]);
    expect(() => weights('c')).toThrow('no c');
    expect(() => readWeights(manifest, Uint8Array.of(0, 4))).toThrow('ends inside b');
    expect(() => readWeights(manifest, Uint8Array.of(0, 4, 9, 9))).toThrow('longer');
  });

  it('averages pixels when it shrinks a picture, and sees black beyond it', () => {
    const data = Uint8Array.from([0, 0, 0, 255, 100, 100, 100, 255, 40, 40, 40, 255, 60, 60, 60, 255]);
    const picture = { data, width: 2, height: 2 };
    const input = modelInput(picture, { left: 0, top: 0, side: 4 }, 2, [0, 0, 0]);
    expect(input.data[0]).toBeCloseTo(50 / 255, 6);
    expect([...input.data.subarray(3)].every((value) => value === 0)).toBe(true);
  });
});

import { addBlocks, convolve, convolveSeparably, HALVE, poolMean, rectify, SAME, VALID } from './layers.ts';
import { modelInput, type Pixels, type Square } from './pixels.ts';
import type { Block, Weights } from './weights.ts';

/** A point of a picture, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Side of the model's input. */
const SIZE = 112;
const MEAN = [122.782, 117.001, 104.298] as const;

function denseBlock(block: Block, weights: Weights, name: string): Block {
  const first = rectify(
    name === 'dense0'
      ? convolve(block, weights('dense0/conv0/filters'), weights('dense0/conv0/bias'), HALVE)
      : convolveSeparably(block, weights, `${name}/conv0`, HALVE),
    0,
  );
  const second = convolveSeparably(first, weights, `${name}/conv1`, SAME);
  const third = convolveSeparably(rectify(addBlocks(first, second), 0), weights, `${name}/conv2`, SAME);
  return rectify(addBlocks(first, second, third), 0);
}

/** The tiny landmark model (face-api): 112 by 112 pixels to 68 points as x and y by turns, in shares of the square. */
function runLandmarks(input: Block, weights: Weights): Float32Array {
  let block = input;
  for (const name of ['dense0', 'dense1', 'dense2']) block = denseBlock(block, weights, name);
  const mean = poolMean(block);
  const { shape, data } = weights('fc/weights');
  return convolve(mean, { shape: [1, 1, ...shape], data }, weights('fc/bias'), VALID).data;
}

/** The 68 points of the face in a square part of a picture: jaw 0 to 16, brows, nose, eyes 36 to 47, mouth 48 to 67. */
export function findLandmarks(pixels: Pixels, square: Square, weights: Weights): Point[] {
  const shares = runLandmarks(modelInput(pixels, square, SIZE, MEAN), weights);
  return Array.from({ length: shares.length / 2 }, (_, at) => ({
    x: square.left + (shares[at * 2] ?? 0) * square.side,
    y: square.top + (shares[at * 2 + 1] ?? 0) * square.side,
  }));
}

import { convolve, convolveSeparably, poolGreatest, rectify, SAME, VALID } from './layers.ts';
import { modelInput, type Pixels } from './pixels.ts';
import type { Block, Weights } from './weights.ts';

/** Where a face may be, in pixels of the picture, and how sure the model is (0 to 1). */
export interface FaceBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
}

/** As the model was trained: mean colour, the shapes it starts from (in cells), the slope of its rectifier. */
const MEAN = [117.001, 114.697, 97.404] as const;
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const;
const SLOPE = 0.1;
/** Boxes that share more than this of what they cover together are one face. */
const SAME_FACE = 0.4;

/** The tiny face detector (face-api, after YOLO v2): a square input whose side is a multiple of 32, to a grid of guesses. */
function runDetector(input: Block, weights: Weights): Block {
  let block = rectify(convolve(input, weights('conv0/filters'), weights('conv0/bias'), VALID), SLOPE);
  for (const name of ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'])
    block = rectify(convolveSeparably(poolGreatest(block, 2), weights, name, SAME), SLOPE);
  return convolve(poolGreatest(block, 1), weights('conv8/filters'), weights('conv8/bias'), VALID);
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** Reads the grid: every guess above `least`, in shares of the square that was looked at. */
function readGrid(grid: Block, least: number): FaceBox[] {
  const boxes: FaceBox[] = [];
  const cells = grid.width;
  for (let row = 0; row < cells; row += 1)
    for (let column = 0; column < cells; column += 1)
      for (const [at, [wide, high]] of ANCHORS.entries()) {
        const from = (row * cells + column) * grid.channels + at * 5;
        const [x = 0, y = 0, w = 0, h = 0, certainty = 0] = grid.data.subarray(from, from + 5);
        const score = sigmoid(certainty);
        if (score < least) continue;
        const width = (Math.exp(w) * wide) / cells;
        const height = (Math.exp(h) * high) / cells;
        boxes.push({
          left: (column + sigmoid(x)) / cells - width / 2,
          top: (row + sigmoid(y)) / cells - height / 2,
          width,
          height,
          score,
        });
      }
  return boxes;
}

/** How much of what two boxes cover together they both cover. */
function overlap(one: FaceBox, other: FaceBox): number {
  const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  const both = Math.max(0, across) * Math.max(0, down);
  return both / (one.width * one.height + other.width * other.height - both);
}

/** Of guesses that mean the same face only the surest stays. */
function onePerFace(boxes: readonly FaceBox[]): FaceBox[] {
  const kept: FaceBox[] = [];
  for (const box of boxes.toSorted((one, other) => other.score - one.score))
    if (kept.every((other) => overlap(box, other) <= SAME_FACE)) kept.push(box);
  return kept;
}

/** Looks for faces in a picture, seen `size` pixels wide or high (a multiple of 32); the surest first. */
export function detectFaces(pixels: Pixels, weights: Weights, size: number, least: number): FaceBox[] {
  const side = Math.max(pixels.width, pixels.height);
  const grid = runDetector(modelInput(pixels, { left: 0, top: 0, side }, size, MEAN), weights);
  return onePerFace(readGrid(grid, least)).map((box) => ({
    left: box.left * side,
    top: box.top * side,
    width: box.width * side,
    height: box.height * side,
    score: box.score,
  }));
}

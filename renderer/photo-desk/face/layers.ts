import type { Block, Weight, Weights } from './weights.ts';

/**
 * The handful of layers that the two face models consist of, written out for one picture at a time. A general tensor
 * library would be a hundred times their size and several times slower without a graphics card; layers.test.ts holds
 * their results against such a library's.
 */

/** How a window of weights goes over a block: its step, and the empty rim above and to the left, below and to the right. */
export interface Walk {
  readonly stride: number;
  readonly before: number;
  readonly after: number;
}

/** Step one, with a rim that keeps a 3 by 3 window's result as large as the block. */
export const SAME: Walk = { stride: 1, before: 1, after: 1 };
/** Step one, no rim. */
export const VALID: Walk = { stride: 1, before: 0, after: 0 };
/** Step two over an even block: TensorFlow puts the odd line of the rim below and to the right. */
export const HALVE: Walk = { stride: 2, before: 0, after: 1 };

const steps = (length: number, size: number, { stride, before, after }: Walk): number =>
  Math.floor((length + before + after - size) / stride) + 1;

/** Convolution with a bias: every channel of a window feeds every channel of the result. */
export function convolve(block: Block, filters: Weight, bias: Weight, walk: Walk): Block {
  const [size = 1, , inputs = 1, outputs = 1] = filters.shape;
  const height = steps(block.height, size, walk);
  const width = steps(block.width, size, walk);
  const data = new Float32Array(height * width * outputs);
  const from = block.data;
  const by = filters.data;
  const sum = new Float32Array(outputs);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      sum.set(bias.data);
      for (let row = 0; row < size; row += 1) {
        const sourceY = y * walk.stride + row - walk.before;
        if (sourceY < 0 || sourceY >= block.height) continue;
        for (let column = 0; column < size; column += 1) {
          const sourceX = x * walk.stride + column - walk.before;
          if (sourceX < 0 || sourceX >= block.width) continue;
          const source = (sourceY * block.width + sourceX) * inputs;
          const weight = (row * size + column) * inputs * outputs;
          for (let input = 0; input < inputs; input += 1) {
            const value = from[source + input] ?? 0;
            const line = weight + input * outputs;
            for (let output = 0; output < outputs; output += 1)
              sum[output] = (sum[output] ?? 0) + value * (by[line + output] ?? 0);
          }
        }
      }
      data.set(sum, (y * width + x) * outputs);
    }
  return { data, height, width, channels: outputs };
}

/** Convolution within each channel by itself, 3 by 3. */
function convolveDepth(block: Block, filters: Weight, walk: Walk): Block {
  const size = 3;
  const { channels } = block;
  const height = steps(block.height, size, walk);
  const width = steps(block.width, size, walk);
  const data = new Float32Array(height * width * channels);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const target = (y * width + x) * channels;
      for (let row = 0; row < size; row += 1) {
        const sourceY = y * walk.stride + row - walk.before;
        if (sourceY < 0 || sourceY >= block.height) continue;
        for (let column = 0; column < size; column += 1) {
          const sourceX = x * walk.stride + column - walk.before;
          if (sourceX < 0 || sourceX >= block.width) continue;
          const source = (sourceY * block.width + sourceX) * channels;
          const weight = (row * size + column) * channels;
          for (let channel = 0; channel < channels; channel += 1)
            data[target + channel] =
              (data[target + channel] ?? 0) +
              (block.data[source + channel] ?? 0) * (filters.data[weight + channel] ?? 0);
        }
      }
    }
  return { data, height, width, channels };
}

/** Convolution in two cheap steps, as the arrays below `name` have it: within the channels, then across them. */
export function convolveSeparably(block: Block, weights: Weights, name: string, walk: Walk): Block {
  const within = convolveDepth(block, weights(`${name}/depthwise_filter`), walk);
  return convolve(within, weights(`${name}/pointwise_filter`), weights(`${name}/bias`), VALID);
}

/** The greatest of each 2 by 2 window; windows reach over the lower and right edge where a line is left over. */
export function poolGreatest(block: Block, stride: 1 | 2): Block {
  const { channels } = block;
  const height = Math.ceil(block.height / stride);
  const width = Math.ceil(block.width / stride);
  const data = new Float32Array(height * width * channels);
  const line = block.width * channels;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const corner = y * stride * line + x * stride * channels;
      // Beyond the edge stands the edge itself, which changes no maximum.
      const right = x * stride + 1 < block.width ? channels : 0;
      const below = y * stride + 1 < block.height ? line : 0;
      for (let channel = 0; channel < channels; channel += 1) {
        const at = corner + channel;
        data[(y * width + x) * channels + channel] = Math.max(
          block.data[at] ?? 0,
          block.data[at + right] ?? 0,
          block.data[at + below] ?? 0,
          block.data[at + below + right] ?? 0,
        );
      }
    }
  return { data, height, width, channels };
}

/** The mean of each channel over the whole block. */
export function poolMean({ data, height, width, channels }: Block): Block {
  const sum = new Float32Array(channels);
  for (let at = 0; at < data.length; at += 1)
    sum[at % channels] = (sum[at % channels] ?? 0) + (data[at] ?? 0);
  return { data: sum.map((value) => value / (height * width)), height: 1, width: 1, channels };
}

/** Negative numbers shrunk to `slope` of themselves: 0 makes them nothing. */
export function rectify(block: Block, slope: number): Block {
  return { ...block, data: block.data.map((value) => (value < 0 ? value * slope : value)) };
}

/** Blocks of one shape, added number by number. */
export function addBlocks(first: Block, ...others: readonly Block[]): Block {
  return {
    ...first,
    data: first.data.map((value, at) => others.reduce((sum, { data }) => sum + (data[at] ?? 0), value)),
  };
}

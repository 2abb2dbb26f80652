/** Numbers in a block of height, width and channels, channel by channel within a point. */
export interface Block {
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** One array of a model: its shape, and its numbers. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A model's arrays by name. Asking for one that is not there throws. */
export type Weights = (name: string) => Weight;

/** What a weight manifest of TensorFlow.js says of a model whose numbers were packed into bytes. */
export type Manifest = readonly {
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly quantization: { readonly scale: number; readonly min: number };
  }[];
}[];

/** Unpacks a model: each byte stands for `byte * scale + min` of its array (TensorFlow.js weight quantization). */
export function readWeights(manifest: Manifest, bytes: Uint8Array): Weights {
  const arrays = new Map<string, Weight>();
  let at = 0;
  for (const { name, shape, quantization } of manifest.flatMap((group) => group.weights)) {
    const count = shape.reduce((product, length) => product * length, 1);
    const { scale, min } = quantization;
    const data = Float32Array.from(bytes.subarray(at, at + count), (byte) => byte * scale + min);
    if (data.length !== count) throw new Error(`the model ends inside ${name}`);
    arrays.set(name, { shape, data });
    at += count;
  }
  if (at !== bytes.length) throw new Error('the model is longer than its manifest');
  return (name) => {
    const weight = arrays.get(name);
    if (weight === undefined) throw new Error(`the model has no ${name}`);
    return weight;
  };
}

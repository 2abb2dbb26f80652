/** The light of a photo's background, measured where only background can be. */
export interface EdgeMeasure {
  /** The darkest channel (0 to 255) of any sampled patch. */
  readonly edgeMin: number;
  /** The greatest difference between the channels of one patch. */
  readonly edgeSpread: number;
}

/**
 * Measures the background of a portrait (domain notes 4.6 F4): patches along the top edge and down both sides as far
 * as the shoulders, averaged so that single noisy pixels do not count. White is `edgeMin` of 230 and more with
 * `edgeSpread` of 20 and less. Takes RGBA pixels as a canvas or a decoder gives them.
 */
export function measureEdges(
  pixels: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): EdgeMeasure {
  const patch = Math.max(2, Math.round(Math.min(width, height) / 50));
  const reach = Math.floor(height * 0.35);
  const corners: (readonly [number, number])[] = [];
  for (let x = 0; x + patch <= width; x += patch) corners.push([x, 0]);
  for (let y = 0; y + patch <= reach; y += patch) corners.push([0, y], [width - patch, y]);
  let edgeMin = 255;
  let edgeSpread = 0;
  for (const [left, top] of corners) {
    const mean = meanColour(pixels, width, left, top, patch);
    edgeMin = Math.min(edgeMin, ...mean);
    edgeSpread = Math.max(edgeSpread, Math.max(...mean) - Math.min(...mean));
  }
  return { edgeMin, edgeSpread };
}

function meanColour(
  pixels: Uint8Array | Uint8ClampedArray,
  width: number,
  left: number,
  top: number,
  size: number,
): readonly [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (let y = top; y < top + size; y += 1)
    for (let x = left; x < left + size; x += 1) {
      const at = (y * width + x) * 4;
      sum[0] += pixels[at] ?? 0;
      sum[1] += pixels[at + 1] ?? 0;
      sum[2] += pixels[at + 2] ?? 0;
    }
  const count = size * size;
  return [Math.round(sum[0] / count), Math.round(sum[1] / count), Math.round(sum[2] / count)];
}

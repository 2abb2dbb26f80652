import { type CropView, drawTransform, type Size } from './crop-geometry.ts';
import { type ByteWindow, type FittedJpeg, fitJpeg, setJpegDensity } from './fit-jpeg.ts';

/** A picture opened in the window, with the file it came from. */
export interface OpenPicture {
  readonly bitmap: ImageBitmap;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Print resolution of the base size, dots per inch (GB practice for ID photos; domain notes 4.6 F6). */
const DPI = 300;

/** Pixels of a print size at 300 dpi: 35 by 49 mm is 413 by 579. */
export function printPixels(sizeMm: readonly [number, number]): Size {
  return { width: Math.round((sizeMm[0] * DPI) / 25.4), height: Math.round((sizeMm[1] * DPI) / 25.4) };
}

/** Opens JPG or PNG bytes, turned upright as the camera noted. Rejects when they are no picture. */
export async function openPicture(name: string, mediaType: string, bytes: Uint8Array): Promise<OpenPicture> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: mediaType }));
  return { bitmap, name, mediaType, bytes };
}

function canvasOf(size: Size): {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
} {
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('canvas 2d context unavailable');
  return { canvas, context };
}

/** Turns a picture a quarter clockwise. */
export async function quarterTurn(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const { canvas, context } = canvasOf({ width: bitmap.height, height: bitmap.width });
  context.setTransform(0, 1, -1, 0, bitmap.height, 0);
  context.drawImage(bitmap, 0, 0);
  return await createImageBitmap(canvas);
}

/** Draws the cropped picture; transparent parts of a PNG become white. */
export function drawCrop(
  context: CanvasRenderingContext2D,
  bitmap: ImageBitmap,
  view: CropView,
  out: Size,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, out.width, out.height);
  context.imageSmoothingQuality = 'high';
  context.setTransform(...drawTransform(view, out));
  context.drawImage(bitmap, 0, 0);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/** RGBA pixels of the cropped picture. */
export function cropPixels(bitmap: ImageBitmap, view: CropView, out: Size): ImageData {
  const { context } = canvasOf(out);
  drawCrop(context, bitmap, view, out);
  return context.getImageData(0, 0, out.width, out.height);
}

/** The mean colour of the top edge: what the clerk sees as background. */
export function topColour(image: ImageData): { readonly r: number; readonly g: number; readonly b: number } {
  const rows = Math.max(1, Math.round(image.height / 40));
  const count = rows * image.width;
  const sum = [0, 0, 0];
  for (let at = 0; at < count * 4; at += 4) {
    for (let channel = 0; channel < 3; channel += 1)
      sum[channel] = (sum[channel] ?? 0) + (image.data[at + channel] ?? 0);
  }
  const [r = 0, g = 0, b = 0] = sum.map((value) => Math.round(value / count));
  return { r, g, b };
}

/** A finished photo: bytes inside the window, and its pixels. */
export interface FinishedPhoto extends FittedJpeg, Size {}

/** Crops and compresses into the window of bytes; null when the picture is too empty to reach it. */
export async function finishPhoto(
  bitmap: ImageBitmap,
  view: CropView,
  sizeMm: readonly [number, number],
  window: ByteWindow,
): Promise<FinishedPhoto | null> {
  const base = printPixels(sizeMm);
  const scaled = (scale: number): Size => ({
    width: Math.round(base.width * scale),
    height: Math.round(base.height * scale),
  });
  const encode = async (quality: number, scale: number) => {
    const size = scaled(scale);
    const { canvas, context } = canvasOf(size);
    drawCrop(context, bitmap, view, size);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob === null) throw new Error('canvas gave no JPEG');
    return new Uint8Array(await blob.arrayBuffer());
  };
  // Where the source is fine enough, 450 dpi keeps more of it; otherwise only enlarge to reach the least size.
  const fine = view.width >= base.width * 1.5;
  const fitted = await fitJpeg(encode, window, fine ? [1.5, 1, 2, 3] : [1, 1.5, 2, 3]);
  if (fitted === null) return null;
  return { ...fitted, bytes: setJpegDensity(fitted.bytes, DPI * fitted.scale), ...scaled(fitted.scale) };
}

/** A picture laid under a crop frame: its middle, how large, how turned. Lengths in pixels of the picture. */
export interface CropView {
  /** The point of the (unturned) picture that lies in the middle of the frame. */
  readonly cx: number;
  readonly cy: number;
  /** Frame widths: how many picture pixels the frame is wide. Smaller is closer. */
  readonly width: number;
  /** Straightening, in degrees clockwise. */
  readonly angle: number;
}

/** Pixels of a picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** Half extents of the turned frame's bounding box, in picture pixels. */
function halfExtents(
  width: number,
  ratio: number,
  angle: number,
): { readonly x: number; readonly y: number } {
  const height = width / ratio;
  const [cos, sin] = [Math.abs(Math.cos(rad(angle))), Math.abs(Math.sin(rad(angle)))];
  return { x: (width * cos + height * sin) / 2, y: (width * sin + height * cos) / 2 };
}

/** The widest frame of a ratio (width by height) that lies inside the picture at an angle, in picture pixels. */
export function widestFrame(picture: Size, ratio: number, angle: number): number {
  const unit = halfExtents(1, ratio, angle);
  return Math.min(picture.width / (2 * unit.x), picture.height / (2 * unit.y));
}

/** Narrowest frame allowed, in picture pixels: closer than this no print is sharp. */
const NARROWEST = 60;

/** The nearest view whose whole frame lies inside the picture: no empty corner ever gets into the photo. */
export function clampView(view: CropView, picture: Size, ratio: number): CropView {
  const widest = widestFrame(picture, ratio, view.angle);
  const width = Math.min(Math.max(view.width, Math.min(NARROWEST, widest)), widest);
  const half = halfExtents(width, ratio, view.angle);
  const clamp = (value: number, low: number, high: number) =>
    low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
  return {
    angle: view.angle,
    width,
    cx: clamp(view.cx, half.x, picture.width - half.x),
    cy: clamp(view.cy, half.y, picture.height - half.y),
  };
}

/** The first view: as much as fits, a little above the middle where heads are. */
export function firstView(picture: Size, ratio: number): CropView {
  const width = widestFrame(picture, ratio, 0);
  return clampView({ cx: picture.width / 2, cy: picture.height * 0.45, width, angle: 0 }, picture, ratio);
}

/**
 * Moves the view by a drag of (dx, dy) frame widths on the screen: the picture follows the hand, so the middle goes the
 * other way.
 */
export function panView(view: CropView, dx: number, dy: number, picture: Size, ratio: number): CropView {
  const [cos, sin] = [Math.cos(rad(view.angle)), Math.sin(rad(view.angle))];
  const [x, y] = [-dx * view.width, -dy * view.width];
  return clampView(
    { ...view, cx: view.cx + x * cos + y * sin, cy: view.cy - x * sin + y * cos },
    picture,
    ratio,
  );
}

/** Comes closer by a factor above 1, or goes back by one below. */
export function zoomView(view: CropView, factor: number, picture: Size, ratio: number): CropView {
  return clampView({ ...view, width: view.width / factor }, picture, ratio);
}

/** Turns the picture under the frame; the frame shrinks where a corner would be empty. */
export function turnView(view: CropView, angle: number, picture: Size, ratio: number): CropView {
  return clampView({ ...view, angle: Math.min(Math.max(angle, -20), 20) }, picture, ratio);
}

/** Canvas transform that draws the picture so that the frame fills a canvas of `out` pixels width: a, b, c, d, e, f. */
export function drawTransform(
  view: CropView,
  out: Size,
): readonly [number, number, number, number, number, number] {
  const scale = out.width / view.width;
  const [cos, sin] = [Math.cos(rad(view.angle)) * scale, Math.sin(rad(view.angle)) * scale];
  // Picture point (cx, cy) goes to the middle of the canvas; the picture is turned clockwise about it.
  const e = out.width / 2 - (cos * view.cx - sin * view.cy);
  const f = out.height / 2 - (sin * view.cx + cos * view.cy);
  return [cos, sin, -sin, cos, e, f];
}

/** A box in shares of the picture: 0 to 1 from its left and top. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LEAST = 0.1;

/** Keeps a box inside the picture and no smaller than a tenth. */
export function clampBox(box: Box): Box {
  const width = Math.min(Math.max(box.width, LEAST), 1);
  const height = Math.min(Math.max(box.height, LEAST), 1);
  return {
    width,
    height,
    left: Math.min(Math.max(box.left, 0), 1 - width),
    top: Math.min(Math.max(box.top, 0), 1 - height),
  };
}

/** The head's share of the picture's area, 0 to 1 (notice 四.5, domain notes 4.6 F5). */
export function boxShare(box: Box): number {
  return Math.round(box.width * box.height * 1000) / 1000;
}

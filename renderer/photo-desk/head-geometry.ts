import { type Box, type CropView, clampBox, clampView, type Size, widestFrame } from './crop-geometry.ts';
import { eyeTilt, faceFrame, turnPoint } from './face/face-frame.ts';
import type { FacePoints } from './face/find-face.ts';

/** A head in a picture, upright as the frame sees it: its middle and its size, in pixels of the picture. */
export interface Head {
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
}

/** A head found, and the crop that shows it best. */
export interface HeadProposal {
  readonly view: CropView;
  readonly head: Head;
}

/** Tilts in degrees that are worth straightening; a steeper one is meant, or the eyes were not seen well. */
const TILT = [1, 15] as const;
/** The step of the slider that turns by hand. */
const TILT_STEP = 0.5;
/** Hair above the eyes where no background shows it, in lengths from eyes to chin: cutting it off would be worse than air. */
const HAIR = 1.28;
/** Ears beside the outline of the face, and the chin's own roundness below the last point, in shares of the face. */
const EAR = 0.05;
const CHIN = 0.03;
/** How much more of the head shows on the side it is turned away from, for each share the eyes stand off the middle. */
const TURNED = 0.65;
/** The share of the photo that the head shall fill, a little more than the half that the notice asks for; and the least. */
const SHARE = { wished: 0.535, least: 0.51 } as const;
/** No head comes closer to the edges than this, wide or high, in shares of the photo, unless half would be missed. */
const CLOSEST = { width: 0.84, height: 0.8 } as const;
/** So little off the middle nobody sees, in shares of the photo's width. */
const MIDDLE = 0.015;
/** What of the space above and below the head stands above: shoulders need the more. */
const ABOVE = 0.37;

/** By how much a picture is to be turned so that the eyes stand level, in degrees clockwise; 0 where it is better left. */
export function straightenAngle(face: FacePoints): number {
  const tilt = eyeTilt(face.leftEye, face.rightEye);
  if (Math.abs(tilt) < TILT[0] || Math.abs(tilt) > TILT[1]) return 0;
  return -Math.round(tilt / TILT_STEP) * TILT_STEP;
}

/** The head of a face, hair to chin and ear to ear, as a frame turned by `angle` sees it. */
export function headOfFace(face: FacePoints, angle: number): Head {
  const frame = faceFrame(face, angle);
  const length = frame.chin - frame.eyes;
  const crown = face.crown === null ? frame.eyes - length * HAIR : turnPoint(face.crown, angle).y;
  const bottom = frame.chin + length * CHIN;
  const across = frame.right - frame.left;
  const off = (frame.left + frame.right - frame.middle * 2) / across;
  const left = frame.left - across * (EAR + TURNED * Math.max(0, -off));
  const right = frame.right + across * (EAR + TURNED * Math.max(0, off));
  const middle = turnPoint({ x: (left + right) / 2, y: (crown + bottom) / 2 }, -angle);
  return { cx: middle.x, cy: middle.y, width: right - left, height: bottom - crown };
}

/**
 * The crop a photo studio would make: eyes level, head in the middle, more room below than above, and the head filling
 * a little more than half of the photo. Where the picture is too narrow for that the head stays in the middle as long as
 * it is not crowded; the frame never leaves the picture.
 */
export function proposeCrop(face: FacePoints, picture: Size, ratio: number): HeadProposal {
  const angle = straightenAngle(face);
  const head = headOfFace(face, angle);
  const filled = (share: number): number => Math.sqrt((head.width * head.height * ratio) / share);
  const closest = Math.max(head.width / CLOSEST.width, (head.height * ratio) / CLOSEST.height);
  // How far a frame this wide has to leave the head's middle to stay inside the picture.
  const offMiddle = (wide: number): number => {
    const target = centreOf(head, wide, angle, ratio);
    const inside = clampView({ ...target, width: wide, angle }, picture, ratio);
    return Math.abs(turnPoint({ x: inside.cx - target.cx, y: inside.cy - target.cy }, angle).x);
  };
  const wished = Math.max(filled(SHARE.wished), Math.min(closest, filled(SHARE.least)));
  let width = Math.min(wished, widestFrame(picture, ratio, angle));
  // Narrower, rather than off the middle.
  while (width > closest && offMiddle(width) > width * MIDDLE) width = Math.max(closest, width * 0.99);
  return { view: clampView({ ...centreOf(head, width, angle, ratio), width, angle }, picture, ratio), head };
}

/** The middle of a frame in which the head stands as it should. */
function centreOf(
  head: Head,
  width: number,
  angle: number,
  ratio: number,
): { readonly cx: number; readonly cy: number } {
  const height = width / ratio;
  const top = Math.max(0, height - head.height) * ABOVE;
  const middle = turnPoint({ x: head.cx, y: head.cy }, angle);
  const centre = turnPoint({ x: middle.x, y: middle.y - head.height / 2 - top + height / 2 }, -angle);
  return { cx: centre.x, cy: centre.y };
}

/** Where a head stands in the photo, in shares of it; what is outside the frame is left out. */
export function boxOfHead(head: Head, view: CropView, ratio: number): Box {
  const by = turnPoint({ x: head.cx - view.cx, y: head.cy - view.cy }, view.angle);
  const height = view.width / ratio;
  const cut = (middle: number, length: number): readonly [number, number] => [
    Math.max(0, 0.5 + middle - length / 2),
    Math.min(1, 0.5 + middle + length / 2),
  ];
  const [left, right] = cut(by.x / view.width, head.width / view.width);
  const [top, bottom] = cut(by.y / height, head.height / height);
  return clampBox({ left, top, width: right - left, height: bottom - top });
}

/** The head that a box drawn over the photo marks. */
export function headOfBox(box: Box, view: CropView, ratio: number): Head {
  const height = view.width / ratio;
  const by = turnPoint(
    {
      x: (box.left + box.width / 2 - 0.5) * view.width,
      y: (box.top + box.height / 2 - 0.5) * height,
    },
    -view.angle,
  );
  return {
    cx: view.cx + by.x,
    cy: view.cy + by.y,
    width: box.width * view.width,
    height: box.height * height,
  };
}

/** A face found in a crop `out` pixels wide, told in pixels of the picture it was cut from. */
export function faceInPicture(face: FacePoints, view: CropView, out: Size): FacePoints {
  const scale = view.width / out.width;
  const move = (point: { readonly x: number; readonly y: number }) => {
    const by = turnPoint(
      { x: (point.x - out.width / 2) * scale, y: (point.y - out.height / 2) * scale },
      -view.angle,
    );
    return { x: view.cx + by.x, y: view.cy + by.y };
  };
  return {
    leftEye: move(face.leftEye),
    rightEye: move(face.rightEye),
    jaw: face.jaw.map(move),
    crown: face.crown === null ? null : move(face.crown),
  };
}

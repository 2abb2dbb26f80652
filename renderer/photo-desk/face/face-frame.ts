import type { Point } from './landmarks.ts';

/** How a face is tilted, in degrees clockwise: 0 where the eyes stand level. */
export function eyeTilt(leftEye: Point, rightEye: Point): number {
  return (Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x) * 180) / Math.PI;
}

/** Turns a point clockwise about the picture's corner, as seen on the screen. */
export function turnPoint({ x, y }: Point, degrees: number): Point {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

/** The measures of a face, turned by `degrees`: the middle of the eyes, the chin, the outer ends of the jaw. */
export interface FaceFrame {
  readonly eyes: number;
  readonly middle: number;
  readonly chin: number;
  readonly left: number;
  readonly right: number;
}

/** Measures a face after turning it by `degrees` about the picture's corner. */
export function faceFrame(
  face: { readonly leftEye: Point; readonly rightEye: Point; readonly jaw: readonly Point[] },
  degrees: number,
): FaceFrame {
  const jaw = face.jaw.map((point) => turnPoint(point, degrees));
  const [left, right] = [turnPoint(face.leftEye, degrees), turnPoint(face.rightEye, degrees)];
  return {
    eyes: (left.y + right.y) / 2,
    middle: (left.x + right.x) / 2,
    chin: Math.max(...jaw.map(({ y }) => y)),
    left: Math.min(...jaw.map(({ x }) => x)),
    right: Math.max(...jaw.map(({ x }) => x)),
  };
}

import { findCrown } from './crown.ts';
import { detectFaces, type FaceBox } from './detector.ts';
import { findLandmarks, type Point } from './landmarks.ts';
import type { Pixels } from './pixels.ts';
import type { Weights } from './weights.ts';

/** What is known of a face, in pixels of the picture it was found in. Left and right as the viewer sees them. */
export interface FacePoints {
  readonly leftEye: Point;
  readonly rightEye: Point;
  /** From beside the left eye down to the chin and up to beside the right eye. */
  readonly jaw: readonly Point[];
  /** The highest point of the hair, where the background shows it; null where it has to be guessed. */
  readonly crown: Point | null;
}

/** What a picture shows. */
export type FoundFace =
  | { readonly kind: 'one'; readonly face: FacePoints }
  | { readonly kind: 'none' | 'several' };

/** The two models of the search. */
export interface FaceModels {
  readonly detector: Weights;
  readonly landmarks: Weights;
}

/** Less sure than this is no face. */
const LEAST = 0.5;
/** A portrait is seen well enough at the small size, in a third of the time; small faces need the large one. */
const SIZES = { portrait: 224, small: 416 } as const;
/** Faces narrower than this share of the picture may have company that the small size does not show. */
const SMALL = 0.25;
/** Another face counts when it is at least this wide beside the widest: not a passer-by, not a picture on the wall. */
const COMPANION = 0.5;

const middle = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

function boxes(pixels: Pixels, detector: Weights): FaceBox[] {
  const seen = detectFaces(pixels, detector, SIZES.portrait, LEAST);
  const widest = Math.max(0, ...seen.map(({ width }) => width));
  if (widest >= SMALL * Math.max(pixels.width, pixels.height)) return seen;
  return detectFaces(pixels, detector, SIZES.small, LEAST);
}

/** Looks for the one face of a portrait. */
export function findFace(pixels: Pixels, models: FaceModels): FoundFace {
  const [widest, next] = boxes(pixels, models.detector).toSorted((one, other) => other.width - one.width);
  if (widest === undefined) return { kind: 'none' };
  if (next !== undefined && next.width >= widest.width * COMPANION) return { kind: 'several' };
  const side = Math.max(widest.width, widest.height);
  const square = {
    left: widest.left + (widest.width - side) / 2,
    top: widest.top + (widest.height - side) / 2,
    side,
  };
  const points = findLandmarks(pixels, square, models.landmarks);
  const face = {
    leftEye: middle(points.slice(36, 42)),
    rightEye: middle(points.slice(42, 48)),
    jaw: points.slice(0, 17),
  };
  return { kind: 'one', face: { ...face, crown: findCrown(pixels, face) } };
}

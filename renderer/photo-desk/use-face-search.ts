import { useEffect, useState } from 'react';
import type { CropView, Size } from './crop-geometry.ts';
import type { FacePoints } from './face/find-face.ts';
import { searchFace } from './face/search-face.ts';
import { faceInPicture } from './head-geometry.ts';
import { cropPixels } from './picture.ts';

/** Pictures are looked at this large: enough for the models, quick on any computer. */
const LOOK_PIXELS = 512;

/** One search: in the part that the clerk has cropped, or, with null, in the whole picture. */
export interface FaceRequest {
  readonly within: { readonly view: CropView; readonly ratio: number } | null;
}

/** How the search for the face stands; `unable` when it cannot run on this computer. */
export type FaceSearchState = 'searching' | 'one' | 'none' | 'several' | 'unable';

/** The search for the face in a picture. */
export interface FaceSearch {
  readonly state: FaceSearchState;
  /** The face found, in pixels of the picture. */
  readonly face: FacePoints | null;
  /** Which search this is; a new one is asked for by a new object. */
  readonly request: FaceRequest;
  readonly ask: (request: FaceRequest) => void;
}

interface Answer {
  readonly bitmap: ImageBitmap;
  readonly request: FaceRequest;
  readonly state: FaceSearchState;
  readonly face: FacePoints | null;
}

/** The part of a picture that a request means, and how many pixels of it are looked at. */
function partOf(
  bitmap: ImageBitmap,
  { within }: FaceRequest,
): { readonly view: CropView; readonly out: Size } {
  const { width, height } = bitmap;
  const view = within?.view ?? { cx: width / 2, cy: height / 2, width, angle: 0 };
  const high = view.width / (within?.ratio ?? width / height);
  const scale = Math.min(1, LOOK_PIXELS / Math.max(view.width, high));
  return { view, out: { width: Math.round(view.width * scale), height: Math.round(high * scale) } };
}

/** Looks for the face of a picture as soon as it is shown, and again whenever asked. */
export function useFaceSearch(bitmap: ImageBitmap): FaceSearch {
  const [request, ask] = useState<FaceRequest>({ within: null });
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const { view, out } = partOf(bitmap, request);
      const { data, width, height } = cropPixels(bitmap, view, out);
      const found = await searchFace({ data, width, height }, stop.signal);
      return {
        state: found?.kind ?? ('unable' as const),
        face: found?.kind === 'one' ? faceInPicture(found.face, view, out) : null,
      };
    };
    look()
      // Whatever fails, the manual way stays.
      .catch(() => ({ state: 'unable' as const, face: null }))
      .then((outcome) => {
        if (!stop.signal.aborted) setAnswer({ bitmap, request, ...outcome });
      });
    return () => stop.abort();
  }, [bitmap, request]);
  const current = answer?.bitmap === bitmap && answer.request === request ? answer : null;
  return { state: current?.state ?? 'searching', face: current?.face ?? null, request, ask };
}

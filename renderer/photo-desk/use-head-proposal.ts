import { useMemo, useState } from 'react';
import { type CropView, firstView } from './crop-geometry.ts';
import { type Head, proposeCrop } from './head-geometry.ts';
import { type FaceRequest, type FaceSearch, useFaceSearch } from './use-face-search.ts';

/** What the clerk has done by hand, and during which search: a later search's proposal comes before it. */
interface ByHand<Value> {
  readonly value: Value;
  readonly request: FaceRequest;
}

/** Crop and head as they stand: the clerk's own where there is one, else the proposal, else the first view. */
export interface CropAndHead {
  readonly search: FaceSearch;
  /** Whether the proposal is what is shown, untouched. */
  readonly proposed: boolean;
  readonly view: CropView;
  readonly head: Head | null;
  readonly setView: (view: CropView) => void;
  readonly setHead: (head: Head) => void;
  /** Brings the proposal back; where no face was found, looks for one in what `view` shows. */
  readonly takeProposal: (view: CropView) => void;
}

/**
 * Crop and head of a picture, proposed from the face in it. What the clerk does by hand is never undone by a search that
 * ends later, only by asking for the proposal.
 */
export function useHeadProposal(bitmap: ImageBitmap, ratio: number): CropAndHead {
  const search = useFaceSearch(bitmap);
  const { face, request } = search;
  const [moved, setMoved] = useState<ByHand<CropView> | null>(null);
  const [marked, setMarked] = useState<ByHand<Head> | null>(null);
  const whole = useMemo(() => ({ width: bitmap.width, height: bitmap.height }), [bitmap]);
  const proposal = useMemo(
    () => (face === null ? null : proposeCrop(face, whole, ratio)),
    [face, whole, ratio],
  );
  const own = <Value>(byHand: ByHand<Value> | null): Value | null =>
    byHand !== null && (proposal === null || byHand.request === request) ? byHand.value : null;
  const view = own(moved);
  const head = own(marked);
  return {
    search,
    proposed: proposal !== null && view === null && head === null,
    view: view ?? proposal?.view ?? firstView(whole, ratio),
    head: head ?? proposal?.head ?? null,
    setView: (value) => setMoved({ value, request }),
    setHead: (value) => setMarked({ value, request }),
    takeProposal(shown) {
      if (proposal === null) search.ask({ within: { view: shown, ratio } });
      else {
        setMoved(null);
        setMarked(null);
      }
    },
  };
}

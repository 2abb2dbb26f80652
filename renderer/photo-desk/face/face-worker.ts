import landmarkBytes from '@vladmandic/face-api/model/face_landmark_68_tiny_model.bin?inline';
import landmarkManifest from '@vladmandic/face-api/model/face_landmark_68_tiny_model-weights_manifest.json';
import detectorBytes from '@vladmandic/face-api/model/tiny_face_detector_model.bin?inline';
import detectorManifest from '@vladmandic/face-api/model/tiny_face_detector_model-weights_manifest.json';
import { findFace } from './find-face.ts';
import type { Pixels } from './pixels.ts';
import { readWeights } from './weights.ts';

/**
 * Looks for the face of one picture, off the window's thread. The models travel inside this script, since the window's
 * policy lets nothing be fetched.
 */

/** The bytes of a `data:` address. */
function bytesOf(address: string): Uint8Array {
  return Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
}

addEventListener('message', ({ data }: MessageEvent<Pixels>) => {
  postMessage(
    findFace(data, {
      detector: readWeights(detectorManifest, bytesOf(detectorBytes)),
      landmarks: readWeights(landmarkManifest, bytesOf(landmarkBytes)),
    }),
  );
});

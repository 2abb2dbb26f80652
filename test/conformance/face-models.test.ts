import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../build/kit/paths.ts';
import { detectFaces } from '../../renderer/photo-desk/face/detector.ts';
import { type FaceModels, findFace } from '../../renderer/photo-desk/face/find-face.ts';
import { findLandmarks } from '../../renderer/photo-desk/face/landmarks.ts';
import { type Manifest, readWeights, type Weights } from '../../renderer/photo-desk/face/weights.ts';
import {
  groupPicture,
  type Person,
  personPicture,
  plainPicture,
  resized,
  topSquare,
} from '../fixtures/face-pictures.ts';
import { type FaceApiPage, openFaceApi } from '../support/face-api.ts';

/**
 * The photo desk runs face-api's models with layers of its own. Here they are held against face-api itself, on its
 * TensorFlow.js, in a real browser.
 */

function model(name: string): Weights {
  const folder = join(paths.root, 'node_modules/@vladmandic/face-api/model');
  const manifest = JSON.parse(
    readFileSync(join(folder, `${name}-weights_manifest.json`), 'utf8'),
  ) as Manifest;
  return readWeights(manifest, readFileSync(join(folder, `${name}.bin`)));
}

const models: FaceModels = {
  detector: model('tiny_face_detector_model'),
  landmarks: model('face_landmark_68_tiny_model'),
};
const PEOPLE: readonly Person[] = ['front', 'smiling', 'tilted'];

describe('beside face-api', () => {
  let faceApi: FaceApiPage;
  beforeAll(async () => {
    faceApi = await openFaceApi();
  });
  afterAll(() => faceApi.close());

  it.each([
    ['front', 224],
    ['smiling', 224],
    ['tilted', 224],
    ['front', 416],
  ] as const)('finds the same boxes in the picture of %s, seen %d pixels wide', async (person, size) => {
    const picture = resized(topSquare(personPicture(person)), size, size);
    const theirs = await faceApi.boxes(picture, size);
    const ours = detectFaces(picture, models.detector, size, 0.3);
    expect(theirs.length).toBeGreaterThan(0);
    expect(ours).toHaveLength(theirs.length);
    for (const [at, box] of ours.entries())
      for (const [part, value] of [box.left, box.top, box.width, box.height, box.score].entries())
        expect(value).toBeCloseTo(theirs[at]?.[part] ?? Number.NaN, 2);
  });

  it.each(PEOPLE)('finds the same points in the face of %s', async (person) => {
    const picture = resized(topSquare(personPicture(person)), 112, 112);
    const theirs = await faceApi.landmarks(picture, 'tiny');
    const ours = findLandmarks(picture, { left: 0, top: 0, side: 112 }, models.landmarks);
    expect(ours).toHaveLength(68);
    for (const [at, point] of ours.entries()) {
      expect(point.x).toBeCloseTo(theirs[at]?.[0] ?? Number.NaN, 2);
      expect(point.y).toBeCloseTo(theirs[at]?.[1] ?? Number.NaN, 2);
    }
  });
});

describe('the search for the face', () => {
  it.each(PEOPLE)('finds one in the picture of %s, chin below the eyes', (person) => {
    const found = findFace(personPicture(person), models);
    if (found.kind !== 'one') throw new Error(`found ${found.kind}`);
    const { leftEye, rightEye, jaw } = found.face;
    const chin = jaw[8] ?? leftEye;
    expect(leftEye.x).toBeLessThan(rightEye.x);
    expect(chin.y).toBeGreaterThan(Math.max(leftEye.y, rightEye.y) + (rightEye.x - leftEye.x) * 0.8);
    expect(chin.x).toBeGreaterThan(jaw[0]?.x ?? 0);
    expect(chin.x).toBeLessThan(jaw[16]?.x ?? 0);
  });

  it('tells several people and nobody', () => {
    expect(findFace(groupPicture(), models).kind).toBe('several');
    expect(findFace(plainPicture(), models).kind).toBe('none');
  });
});

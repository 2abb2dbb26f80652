import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as FaceApi from '@vladmandic/face-api';
import type { Browser, Page } from 'playwright-core';
import { paths } from '../../build/kit/paths.ts';
import { launchChromium } from '../e2e/support/chromium.ts';
import type { Picture } from '../fixtures/face-pictures.ts';

const folder = join(paths.root, 'node_modules/@vladmandic/face-api');

/** What face-api itself says of a picture. */
export interface FaceApiPage {
  /** Left, top, width, height and score of every face that is surer than 0.3. */
  boxes(picture: Picture, size: number): Promise<readonly (readonly number[])[]>;
  /** The landmarks of a square picture that one face fills, by the tiny model or by its larger sister. */
  landmarks(picture: Picture, model: 'tiny' | 'large'): Promise<readonly (readonly [number, number])[]>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    readonly faceapi: typeof FaceApi;
  }
}

/** A model's name in the package, and its network's in the library. */
const MODELS = [
  ['tiny_face_detector_model', 'tinyFaceDetector'],
  ['face_landmark_68_tiny_model', 'faceLandmark68TinyNet'],
  ['face_landmark_68_model', 'faceLandmark68Net'],
] as const;

async function load(page: Page): Promise<void> {
  await page.addScriptTag({ path: join(folder, 'dist/face-api.js') });
  for (const [file, net] of MODELS) {
    const manifest: unknown = JSON.parse(
      readFileSync(join(folder, 'model', `${file}-weights_manifest.json`), 'utf8'),
    );
    const bytes = readFileSync(join(folder, 'model', `${file}.bin`)).toString('base64');
    await page.evaluate(
      async ([name, groups, packed]) => {
        const { tf, nets } = window.faceapi;
        // Its types leave the choice of the backend out.
        const engine = tf as unknown as {
          setBackend(name: string): Promise<boolean>;
          ready(): Promise<void>;
        };
        await engine.setBackend('cpu');
        await engine.ready();
        const buffer = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)).buffer;
        const weights = (groups as { weights: Parameters<typeof tf.io.decodeWeights>[1] }[]).flatMap(
          (group) => group.weights,
        );
        nets[name].loadFromWeightMap(tf.io.decodeWeights(buffer, weights));
      },
      [net, manifest, bytes] as const,
    );
  }
}

/** Opens face-api with its own tensor library in a blank page of the test browser. */
export async function openFaceApi(): Promise<FaceApiPage> {
  const browser: Browser = await launchChromium();
  const page = await browser.newPage();
  await load(page);
  const send = ({ data, width, height }: Picture) => ({
    rgb: [...data.filter((_value, at) => at % 4 !== 3)],
    width,
    height,
  });
  return {
    boxes: (picture, size) =>
      page.evaluate(
        async ({ rgb, width, height, inputSize }) => {
          const { tf, detectAllFaces, TinyFaceDetectorOptions } = window.faceapi;
          const tensor = tf.tensor3d(rgb, [height, width, 3]);
          const found = await detectAllFaces(
            tensor,
            new TinyFaceDetectorOptions({ inputSize, scoreThreshold: 0.3 }),
          );
          return found.map(({ box, score }) => [box.x, box.y, box.width, box.height, score]);
        },
        { ...send(picture), inputSize: size },
      ),
    landmarks: (picture, model) =>
      page.evaluate(
        async ({ rgb, width, height, tiny }) => {
          const { tf, nets } = window.faceapi;
          const tensor = tf.tensor3d(rgb, [height, width, 3]);
          const net = tiny ? nets.faceLandmark68TinyNet : nets.faceLandmark68Net;
          const found = [await net.detectLandmarks(tensor)].flat()[0];
          return (found?.positions ?? []).map(({ x, y }) => [x, y] as const);
        },
        { ...send(picture), tiny: model === 'tiny' },
      ),
    close: () => browser.close(),
  };
}

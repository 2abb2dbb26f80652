import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxShare, type CropView, clampView, drawTransform, panView, zoomView } from './crop-geometry.ts';
import { turnPoint } from './face/face-frame.ts';
import type { FacePoints } from './face/find-face.ts';
import {
  boxOfHead,
  faceInPicture,
  headOfBox,
  headOfFace,
  proposeCrop,
  straightenAngle,
} from './head-geometry.ts';

const RATIOS = [35 / 49, 35 / 53];
type Place = { readonly x: number; readonly y: number };

/** A frontal face about a point, this wide, tilted clockwise. */
function faceAt(x: number, y: number, wide: number, tilt: number, crown: number | null = null): FacePoints {
  const point = (dx: number, dy: number): Place => {
    const by = turnPoint({ x: dx * wide, y: dy * wide }, tilt);
    return { x: x + by.x, y: y + by.y };
  };
  return {
    leftEye: point(-0.2, 0),
    rightEye: point(0.2, 0),
    jaw: Array.from({ length: 17 }, (_, at) => {
      const angle = (at / 16) * Math.PI;
      return point(-Math.cos(angle) / 2, Math.sin(angle) * 0.65);
    }),
    crown: crown === null ? null : point(0, -crown),
  };
}

const tilt = fc.double({ min: -14, max: 14, noNaN: true });
const anywhere = fc.record({
  picture: fc.record({
    width: fc.integer({ min: 200, max: 5000 }),
    height: fc.integer({ min: 200, max: 5000 }),
  }),
  at: fc.record({
    x: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    y: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  }),
  wide: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
  tilt,
  ratio: fc.constantFrom(...RATIOS),
});
const view = fc.record({
  cx: fc.double({ min: 400, max: 600, noNaN: true }),
  cy: fc.double({ min: 400, max: 600, noNaN: true }),
  width: fc.double({ min: 100, max: 700, noNaN: true }),
  angle: fc.double({ min: -20, max: 20, noNaN: true }),
});

describe('the proposed crop', () => {
  it('never leaves the picture', () => {
    fc.assert(
      fc.property(anywhere, ({ picture, at, wide, tilt: by, ratio }) => {
        const face = faceAt(at.x * picture.width, at.y * picture.height, wide * picture.width, by);
        const proposed = proposeCrop(face, picture, ratio).view;
        const clamped = clampView(proposed, picture, ratio);
        for (const part of ['cx', 'cy', 'width', 'angle'] as const)
          expect(clamped[part]).toBeCloseTo(proposed[part], 6);
      }),
    );
  });

  it('levels the eyes and centres the head, which fills more than half, with air above it', () => {
    fc.assert(
      fc.property(
        tilt,
        fc.double({ min: 100, max: 400, noNaN: true }),
        fc.double({ min: 0.65, max: 1.15, noNaN: true }),
        fc.constantFrom(...RATIOS),
        (by, wide, crown, ratio) => {
          const face = faceAt(1500, 1500, wide, by, crown);
          const { view: crop, head } = proposeCrop(face, { width: 3000, height: 3000 }, ratio);
          const [a, b, c, d] = drawTransform(crop, { width: 1, height: 1 / ratio });
          const eyes = { x: face.rightEye.x - face.leftEye.x, y: face.rightEye.y - face.leftEye.y };
          const slope = (Math.atan2(b * eyes.x + d * eyes.y, a * eyes.x + c * eyes.y) * 180) / Math.PI;
          expect(Math.abs(slope)).toBeLessThan(1);
          const box = boxOfHead(head, crop, ratio);
          expect(boxShare(box)).toBeGreaterThan(0.5);
          expect(boxShare(box)).toBeLessThan(0.6);
          expect(box.left + box.width / 2).toBeCloseTo(0.5, 3);
          const above = box.top;
          const below = 1 - box.top - box.height;
          expect(above).toBeGreaterThan(0.05);
          expect(above).toBeLessThan(0.15);
          expect(below).toBeGreaterThan(above);
        },
      ),
    );
  });

  it('straightens what is worth it, by steps of the slider', () => {
    expect(straightenAngle(faceAt(0, 0, 100, 0.9))).toBe(0);
    expect(straightenAngle(faceAt(0, 0, 100, 4.3))).toBe(-4.5);
    expect(straightenAngle(faceAt(0, 0, 100, -14))).toBe(14);
    expect(straightenAngle(faceAt(0, 0, 100, 16))).toBe(0);
  });

  it('keeps the head in the middle where the picture ends close by', () => {
    const picture = { width: 600, height: 900 };
    const { view: crop, head } = proposeCrop(faceAt(200, 450, 220, 0, 0.85), picture, RATIOS[0] ?? 1);
    const box = boxOfHead(head, crop, RATIOS[0] ?? 1);
    expect(box.left + box.width / 2).toBeCloseTo(0.5, 2);
    expect(boxShare(box)).toBeGreaterThan(0.5);
  });

  it('leaves a photo that is framed already as it is', () => {
    const picture = { width: 413, height: 578 };
    const { view: crop } = proposeCrop(faceAt(208, 290, 290, 0.4, 0.8), picture, RATIOS[0] ?? 1);
    expect(crop.width).toBeGreaterThan(411);
    expect(crop.angle).toBe(0);
  });

  it('shows what is there of a head at the edge', () => {
    const picture = { width: 600, height: 900 };
    const { view: crop, head } = proposeCrop(faceAt(60, 450, 220, 0, 0.85), picture, RATIOS[0] ?? 1);
    expect(boxOfHead(head, crop, RATIOS[0] ?? 1).left).toBe(0);
  });
});

describe('the head', () => {
  it('reaches from the hair to the chin and beyond the jaw to the ears', () => {
    const face = faceAt(500, 500, 200, 0, 0.8);
    const head = headOfFace(face, 0);
    expect(head.cy - head.height / 2).toBeCloseTo(340, 6);
    expect(head.cy + head.height / 2).toBeGreaterThan(630);
    expect(head.cx).toBeCloseTo(500, 6);
    expect(head.width).toBeCloseTo(220, 6);
  });

  it('is wider on the side it is turned away from', () => {
    const face = faceAt(500, 500, 200, 0, 0.8);
    const turned = { ...face, leftEye: { x: 440, y: 500 }, rightEye: { x: 520, y: 500 } };
    const head = headOfFace(turned, 0);
    expect(head.cx - head.width / 2).toBeCloseTo(390, 6);
    expect(head.cx + head.width / 2).toBeGreaterThan(625);
  });

  it('stands where its box stands, whatever the view', () => {
    fc.assert(
      fc.property(view, fc.constantFrom(...RATIOS), (crop, ratio) => {
        const box = { left: 0.2, top: 0.1, width: 0.6, height: 0.7 };
        const back = boxOfHead(headOfBox(box, crop, ratio), crop, ratio);
        for (const part of ['left', 'top', 'width', 'height'] as const)
          expect(back[part]).toBeCloseTo(box[part], 6);
      }),
    );
  });

  it('moves and grows with the picture', () => {
    const picture = { width: 2000, height: 2000 };
    const [ratio = 1] = RATIOS;
    const crop: CropView = { cx: 1000, cy: 1000, width: 500, angle: 5 };
    const head = headOfBox({ left: 0.3, top: 0.3, width: 0.3, height: 0.3 }, crop, ratio);
    const panned = boxOfHead(head, panView(crop, 0.1, 0, picture, ratio), ratio);
    expect(panned.left).toBeCloseTo(0.4, 6);
    expect(panned.top).toBeCloseTo(0.3, 6);
    const closer = boxOfHead(head, zoomView(crop, 2, picture, ratio), ratio);
    expect(boxShare(closer)).toBeCloseTo(0.36, 3);
  });

  it('is the same found in a part of the picture as in the whole', () => {
    fc.assert(
      fc.property(view, fc.constantFrom(...RATIOS), (crop, ratio) => {
        const out = { width: 300, height: 300 / ratio };
        const [a, b, c, d, e, f] = drawTransform(crop, out);
        const seen = ({ x, y }: Place): Place => ({ x: a * x + c * y + e, y: b * x + d * y + f });
        const face = faceAt(500, 520, 150, 3, 0.8);
        const part: FacePoints = {
          leftEye: seen(face.leftEye),
          rightEye: seen(face.rightEye),
          jaw: face.jaw.map(seen),
          crown: face.crown === null ? null : seen(face.crown),
        };
        const back = faceInPicture(part, crop, out);
        expect(back.leftEye.x).toBeCloseTo(face.leftEye.x, 6);
        expect(back.jaw[8]?.y).toBeCloseTo(face.jaw[8]?.y ?? 0, 6);
        expect(back.crown?.x).toBeCloseTo(face.crown?.x ?? 0, 6);
      }),
    );
  });
});

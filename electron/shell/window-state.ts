import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../engine/durable/whole-file.ts';

const area = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Area = z.infer<typeof area>;

const windowState = z.strictObject({
  bounds: area,
  maximized: z.boolean(),
  zoomLevel: z.number().min(-4).max(6),
});
export type WindowState = z.infer<typeof windowState>;

/** Small enough for a 1366x768 screen with scaling, large enough for the form beside its checks. */
export const MIN_WIDTH = 960;
export const MIN_HEIGHT = 600;

/** The remembered window, or null when there is none or the file is unreadable: then the defaults serve. */
export function readWindowState(path: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Remembers the window. Losing this file loses nothing but a position: it never throws. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeDurably(path, Buffer.from(JSON.stringify(state), 'utf8'));
  } catch {
    // Held, full or write-protected: the window closes all the same.
  }
}

/**
 * Where to open the window: the remembered place if a good part of it lies on a screen that is still there, else the
 * middle of the first screen, never larger than it. `screens` are the work areas, the first one the primary.
 */
export function placeWindow(remembered: Area | null, screens: readonly Area[]): Area {
  const primary = screens[0] ?? { x: 0, y: 0, width: 1366, height: 768 };
  if (remembered !== null && screens.some((screen) => overlap(remembered, screen) >= 0.5)) return remembered;
  const width = Math.min(1440, primary.width);
  const height = Math.min(900, primary.height);
  return {
    x: primary.x + Math.floor((primary.width - width) / 2),
    y: primary.y + Math.floor((primary.height - height) / 2),
    width,
    height,
  };
}

/** The share of `a` that lies inside `b`, 0 to 1. */
function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width <= 0 || height <= 0 ? 0 : (width * height) / (a.width * a.height);
}

import { posix } from 'node:path';
import type { House } from './floors.ts';
import type { Import } from './read-imports.ts';

const { dirname } = posix;

interface Place {
  readonly floor: number;
  readonly room: string;
}

/** Where a file of a house lies; null for one outside it. */
function placeOf(house: House, file: string): Place | null {
  if (!file.startsWith(`${house.root}/`)) return null;
  const steps = file.slice(house.root.length + 1).split('/');
  const [first = '', second = ''] = steps;
  let others: Place | null = null;
  for (const [floor, rooms] of house.floors.entries()) {
    for (const room of rooms) {
      if (room === first) return { floor, room };
      if (room === `${first}/*`) return { floor, room: `${first}/${second}` };
      if (room === '*') others = { floor, room: first };
    }
  }
  return others;
}

/** What looks up, or into the room beside it. */
export function upwardImports(houses: readonly House[], imports: readonly Import[]): string[] {
  return houses.flatMap((house) =>
    imports.flatMap(({ from, to }) => {
      const [own, other] = [placeOf(house, from), placeOf(house, to)];
      if (other === null || !from.startsWith(`${house.root}/`)) return [];
      if (own === null) return [`${from} lies on no floor of ${house.root}/ (build/floors/floors.ts)`];
      if (own.floor < other.floor) return [`${from} imports ${to}, which lies above it`];
      if (own.floor === other.floor && own.room !== other.room)
        return [`${from} imports ${to}, which lies in the room beside it`];
      return [];
    }),
  );
}

/** Groups of names that reach each other along the arrows (Tarjan's strongly connected components). */
function circles(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const visit = (name: string): void => {
    order.set(name, order.size);
    low.set(name, order.get(name) ?? 0);
    open.push(name);
    for (const next of arrows.get(name) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next))
        low.set(name, Math.min(low.get(name) ?? 0, low.get(next) ?? 0, order.get(next) ?? 0));
    }
    if (low.get(name) !== order.get(name)) return;
    const circle = open.splice(open.indexOf(name));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const name of arrows.keys()) if (!order.has(name)) visit(name);
  return found;
}

function arrowsOf(imports: readonly Import[], name: (file: string) => string): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [own, other] = [name(from), name(to)];
    if (own === other) continue;
    const known = arrows.get(own) ?? new Set();
    arrows.set(own, known.add(other));
  }
  return arrows;
}

/** Folders that import each other in a circle, with one import of each step as the place to begin. */
export function folderCircles(imports: readonly Import[]): string[] {
  return circles(arrowsOf(imports, dirname)).map((circle) => {
    const within = new Set(circle);
    const steps = imports.filter(
      ({ from, to }) => dirname(from) !== dirname(to) && within.has(dirname(from)) && within.has(dirname(to)),
    );
    const shown = new Map(steps.map((step) => [`${dirname(step.from)} ${dirname(step.to)}`, step]));
    const lines = [...shown.values()].map(({ from, to }) => `\n    ${from} -> ${to}`);
    return `folders import each other in a circle: ${circle.join(', ')}${lines.join('')}`;
  });
}

/** Files that need each other while the program runs. */
export function fileCircles(imports: readonly Import[]): string[] {
  const values = imports.filter(({ type }) => !type);
  return circles(arrowsOf(values, (file) => file)).map(
    (circle) => `files need each other in a circle: ${circle.join(', ')}`,
  );
}

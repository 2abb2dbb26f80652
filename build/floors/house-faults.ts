import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileCircles, folderCircles, upwardImports } from './floor-faults.ts';
import { houses } from './floors.ts';
import { namingOutsideDurable } from './naming-outside-durable.ts';
import { importsOf } from './read-imports.ts';
import { sqlOutsideStore } from './sql-outside-store.ts';

/** What the program is made of; tests and what only they use may look at everything. */
const ROOTS = ['shared', 'electron', 'renderer', 'build'];

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d|\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Everything in a checkout that breaks the order of the house, a sentence each; none when all is well. */
export function houseFaults(checkout: string): string[] {
  const sources = ROOTS.flatMap((root) => sourcesOf(join(checkout, root))).map((path) => ({
    file: relative(checkout, path).split(sep).join('/'),
    source: readFileSync(path, 'utf8'),
  }));
  const known = new Set(sources.map(({ file }) => file));
  const imports = sources
    .flatMap(({ file, source }) => importsOf(file, source))
    .filter(({ to }) => known.has(to));
  return [
    ...upwardImports(houses, imports),
    ...folderCircles(imports),
    ...fileCircles(imports),
    ...sources.flatMap(({ file, source }) => sqlOutsideStore(file, source)),
    ...sources.flatMap(({ file, source }) => namingOutsideDurable(file, source)),
  ];
}

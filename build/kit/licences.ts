import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { licences } from '../../renderer/settings/licences.ts';
import { paths } from './paths.ts';

const LICENCE_FILE = 'THIRD-PARTY-LICENSES.txt';

const lockFile = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });
const packageFile = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});

/** Installed below exceljs, but kept out of the bundles: it states no licence (build/left-out-reader.cjs). */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules/buffers']);

/** Compiled into a package's WebAssembly under a licence of its own, whose text the package does not carry: Apache-2.0. */
const APACHE_INSIDE: Readonly<Record<string, string>> = { 'zxing-wasm': 'zxing-cpp' };

/** Folders of all packages that the bundles may carry: those the program depends on, and the window's own. */
export function shippedFolders(root: string): string[] {
  const lock = lockFile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const installed = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true && !LEFT_OUT.has(path))
    .map(([path]) => path);
  const bundled = licences.map(({ name }) => `node_modules/${name}`);
  // Packages of other systems are in the lock file but not on this machine, and not in this machine's build.
  return [...new Set([...installed, ...bundled])]
    .sort()
    .filter((path) => existsSync(join(root, path, 'package.json')));
}

/**
 * The licence texts that the licences of others ask us to hand on (MIT, BSD, ISC, Apache-2.0, OFL): one file, a chapter
 * a package. Gives the text; throws when a package states no licence at all.
 */
export function licenceTexts(root: string): string {
  const chapters = shippedFolders(root).map((folder) => {
    const about = packageFile.parse(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')));
    const texts = readdirSync(join(root, folder))
      .filter((name) => /^(?:licen[cs]e|copying|notice)/i.test(name))
      .sort()
      .map((name) => readFileSync(join(root, folder, name), 'utf8').trim());
    const inside = APACHE_INSIDE[about.name];
    // The text of Apache-2.0 is this program's own licence too.
    if (inside !== undefined)
      texts.push(`It contains ${inside} (Apache-2.0).`, readFileSync(join(root, 'LICENSE'), 'utf8').trim());
    if (texts.length === 0 && about.license === undefined)
      throw new Error(`${about.name} states no licence: it cannot be shipped`);
    const author = typeof about.author === 'string' ? about.author : about.author?.name;
    const title = `${about.name} ${about.version}${about.license === undefined ? '' : ` (${about.license})`}`;
    return [title, '='.repeat(title.length), ...(author === undefined ? [] : [author]), ...texts].join(
      '\n\n',
    );
  });
  return `${chapters.join('\n\n\n')}\n`;
}

/** Writes the licence texts into the build. */
export function buildLicences(): void {
  writeFileSync(join(paths.dist, LICENCE_FILE), licenceTexts(paths.root));
}

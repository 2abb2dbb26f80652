import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { BuiltFiles } from '../shared/ground/built-files.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
};

/**
 * Lists what a shell serves, by its address: every file of the window (`dist`/renderer, at the root) and the fonts of
 * the paper (`dist`/fonts, at /fonts), with place, media type, size and SHA-256. Throws for a file of the window whose
 * type no shell should serve, so that nothing unforeseen slips into it.
 */
export function listBuiltFiles(dist: string): BuiltFiles {
  const list: Record<string, BuiltFiles[string]> = {};
  const add = (address: string, path: string): void => {
    const type = TYPES[extname(path)];
    if (type === undefined) throw new Error(`no media type for ${path}: add it to build/list-built-files.ts`);
    const content = readFileSync(path);
    list[address] = {
      file: slashed(relative(dist, path)),
      type,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    };
  };
  const renderer = join(dist, 'renderer');
  for (const entry of readdirSync(renderer, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) add(`/${slashed(relative(renderer, path))}`, path);
  }
  const fonts = join(dist, 'fonts');
  for (const name of readdirSync(fonts)) if (name.endsWith('.ttf')) add(`/fonts/${name}`, join(fonts, name));
  return list;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

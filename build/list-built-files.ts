import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { BuiltFiles } from '../shared/built-files.ts';

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
 * Lists every file under `folder` as the address a shell serves it at, with media type, size and SHA-256.
 * Throws for a file type that no shell should serve, so that nothing unforeseen slips into the window.
 */
export function listBuiltFiles(folder: string): BuiltFiles {
  const list: Record<string, BuiltFiles[string]> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    if (type === undefined) throw new Error(`no media type for ${path}: add it to build/list-built-files.ts`);
    const content = readFileSync(path);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    list[address] = {
      type,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    };
  }
  return list;
}

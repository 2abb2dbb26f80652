import { randomBytes } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { giveName } from '../files/shown-name.ts';

/** What a registered path may be used for: reading one file, writing one file, or writing into a folder. */
export type HandleUse = 'read' | 'write' | 'folder';

/** A place a long job writes to, as the API names it. */
export type SaveTarget = { readonly file: string } | { readonly folder: string };

/** A resolved save target. `chosen` is the file's own name when a save dialog gave it. */
interface ResolvedTarget {
  readonly folder: string;
  readonly chosen: string | null;
}

/**
 * Opaque names for paths (design: one API contract). Only a trusted shell registers a path, after a dialog or from its
 * own command line; the renderer sees the handle, never the path, and cannot make one.
 */
export interface HandleRegistry {
  /** `name` is how the file is called where people see it, when its own name has no meaning. */
  register(path: string, use: HandleUse, name?: string): string;
  /** The path behind a handle; `handle-unknown` when it was never given or was given for another use. */
  resolve(handle: string, use: HandleUse): string;
  resolveTarget(target: SaveTarget): ResolvedTarget;
  /** The path whatever its use: for the shell itself (reveal, download), not for API methods. */
  pathOf(handle: string): string;
  clear(): void;
}

/** A registry that holds at most `limit` handles and forgets the oldest first. */
export function createHandleRegistry(limit = 10_000): HandleRegistry {
  const known = new Map<string, { readonly path: string; readonly use: HandleUse }>();

  const places = new Map<string, string>();

  function find(handle: string): { readonly path: string; readonly use: HandleUse } {
    const entry = known.get(handle);
    if (entry === undefined) throw new JianbiaoError('handle-unknown');
    return entry;
  }
  function forget(handle: string): void {
    const entry = known.get(handle);
    if (entry !== undefined) {
      places.delete(`${entry.use}\u0000${entry.path}`);
      giveName(entry.path, null);
    }
    known.delete(handle);
  }
  function resolveFor(handle: string, use: HandleUse): string {
    const entry = find(handle);
    if (entry.use !== use) throw new JianbiaoError('handle-unknown');
    return entry.path;
  }
  return {
    register(path, use, name) {
      const full = resolve(path);
      if (name !== undefined) giveName(full, name);
      // The same place for the same use keeps its handle: drives are listed again and again.
      const place = `${use}\u0000${full}`;
      const before = places.get(place);
      if (before !== undefined && known.has(before)) return before;
      const handle = `h-${randomBytes(16).toString('base64url')}`;
      known.set(handle, { path: full, use });
      places.set(place, handle);
      const oldest = known.keys().next();
      if (known.size > limit && oldest.done !== true) forget(oldest.value);
      return handle;
    },
    resolve: resolveFor,
    resolveTarget(target) {
      if ('folder' in target) return { folder: resolveFor(target.folder, 'folder'), chosen: null };
      const path = resolveFor(target.file, 'write');
      return { folder: join(path, '..'), chosen: basename(path) };
    },
    pathOf: (handle) => find(handle).path,
    clear() {
      for (const { path } of known.values()) giveName(path, null);
      known.clear();
      places.clear();
    },
  };
}

import { basename, resolve } from 'node:path';

/** Names given to paths of this process. */
const given = new Map<string, string>();

/**
 * Says how a file is called where people see it. The local shell keeps files on their way under names without meaning:
 * a person's name has no business in a temporary folder, and stays there in its journal after the file is gone.
 * With null the path goes by its own name again.
 */
export function giveName(path: string, name: string | null): void {
  if (name === null) given.delete(resolve(path));
  else given.set(resolve(path), name);
}

/** What messages and records call the file at a path: the name it was given, else its own. */
export function shownName(path: string): string {
  return given.get(resolve(path)) ?? basename(path);
}

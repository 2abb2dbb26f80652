import type { Content } from '../../shared/submission/content.ts';

/** Changes of one record that could not be written before its page went away. */
export interface Rescued {
  readonly workspaceId: string;
  readonly subjectId: string;
  readonly changes: Content;
}

let kept: Rescued[] = [];

/**
 * Keeps unwritten changes in the window's memory, for when the engine died or the workspace locked by itself: they are
 * written once the same workspace is open again. Later changes of the same record go on top of earlier ones.
 */
export function keepForLater(rescued: Rescued): void {
  if (Object.keys(rescued.changes).length === 0) return;
  const same = (one: Rescued) =>
    one.workspaceId === rescued.workspaceId && one.subjectId === rescued.subjectId;
  const earlier = kept.find(same);
  kept = [
    ...kept.filter((one) => !same(one)),
    { ...rescued, changes: { ...earlier?.changes, ...rescued.changes } },
  ];
}

/** What waits for a workspace. */
export function waitingFor(workspaceId: string): readonly Rescued[] {
  return kept.filter((one) => one.workspaceId === workspaceId);
}

/**
 * Takes what waits for one record, for a page that opens it: there it is on the screen again and saved as if just typed. Left
 * waiting, it would not be seen, and would later go over what is typed in its place.
 */
export function takeWaiting(workspaceId: string, subjectId: string): Content {
  const found = kept.find((one) => one.workspaceId === workspaceId && one.subjectId === subjectId);
  kept = kept.filter((one) => one !== found);
  return found?.changes ?? {};
}

/**
 * Writes what waits for a workspace through `write`; what fails stays. Gives how many records were written. Rejects
 * with the first failure after trying all.
 */
export async function writeWaiting(
  workspaceId: string,
  write: (rescued: Rescued) => Promise<unknown>,
): Promise<number> {
  let written = 0;
  let failure: unknown;
  for (const one of waitingFor(workspaceId)) {
    try {
      await write(one);
      kept = kept.filter((other) => other !== one);
      written += 1;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return written;
}

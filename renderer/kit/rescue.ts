import type { Content } from '../../shared/words/content.ts';
import { partOf, type ReviewChange } from '../../shared/words/review-schema.ts';

/** Changes of one record that could not be written before its page went away. */
interface RescuedRecord {
  readonly workspaceId: string;
  readonly subjectId: string;
  readonly changes: Content;
}

/** Opinions on one package that could not be written before its page went away, each on the step it was made on. */
interface RescuedReview {
  readonly workspaceId: string;
  readonly packageId: string;
  readonly revision: number;
  /** Whose package, for sentences. */
  readonly unit: string;
  readonly changes: readonly ReviewChange[];
}
export type Rescued = RescuedRecord | RescuedReview;

let kept: Rescued[] = [];

function isReview(one: Rescued): one is RescuedReview {
  return 'packageId' in one;
}

function placeOf(one: Rescued): string {
  return `${one.workspaceId} ${isReview(one) ? `package ${one.packageId}` : `record ${one.subjectId}`}`;
}

/** What waits, with newer words on top; an opinion stays on the step on which its first words were made. */
function onTop(earlier: Rescued | undefined, later: Rescued): Rescued {
  if (earlier === undefined) return later;
  if (isReview(later)) {
    const merged = new Map((isReview(earlier) ? earlier.changes : []).map((one) => [partOf(one), one]));
    for (const change of later.changes) {
      const first = merged.get(partOf(change));
      merged.set(partOf(change), { ...change, base: first?.base ?? change.base });
    }
    return { ...later, changes: [...merged.values()] };
  }
  return { ...later, changes: { ...(isReview(earlier) ? {} : earlier.changes), ...later.changes } };
}

/**
 * Keeps unwritten changes in the window's memory, for when the engine died or the workspace locked by itself: they are
 * written once the same workspace is open again. Later changes of the same record go on top of earlier ones.
 */
export function keepForLater(rescued: Rescued): void {
  if (Object.keys(rescued.changes).length === 0) return;
  const same = (one: Rescued) => placeOf(one) === placeOf(rescued);
  kept = [...kept.filter((one) => !same(one)), onTop(kept.find(same), rescued)];
}

/** What waits for a workspace. */
export function waitingFor(workspaceId: string): readonly Rescued[] {
  return kept.filter((one) => one.workspaceId === workspaceId);
}

/** Whether anything waits, for whichever workspace: closing or reloading the window would lose it. */
export function isAnythingWaiting(): boolean {
  return kept.length > 0;
}

/**
 * Takes what waits for one record, for a page that opens it: there it is on the screen again and saved as if just typed. Left
 * waiting, it would not be seen, and would later go over what is typed in its place.
 */
export function takeWaiting(workspaceId: string, subjectId: string): Content {
  const found = kept.find(
    (one) => !isReview(one) && one.workspaceId === workspaceId && one.subjectId === subjectId,
  );
  kept = kept.filter((one) => one !== found);
  return found === undefined || isReview(found) ? {} : found.changes;
}

/** The same for the opinions on one package. */
export function takeWaitingReview(workspaceId: string, packageId: string): readonly ReviewChange[] {
  const found = kept.find(
    (one) => isReview(one) && one.workspaceId === workspaceId && one.packageId === packageId,
  );
  kept = kept.filter((one) => one !== found);
  return found === undefined || !isReview(found) ? [] : found.changes;
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

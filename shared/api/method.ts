import type { z } from 'zod';
import type { WorkspaceRole } from './roles.ts';
import type { Topic, Untold } from './topics.ts';

/** Whether a workspace must be open. `if-open`: works without one too, and is given it where there is one. */
export type Needs = 'nothing' | 'workspace' | 'if-open';

/**
 * How a method runs. `read` changes nothing in the workspace (it may write a file that the clerk chose, and remember in cache
 * tables what it worked out; it has no face of the database that writes more) and `write` does:
 * both at once, each change in a transaction of its own. `job`: long work, one after the other, to be cancelled by the
 * `jobId` of its arguments. `exclusive`: one at a time of what concerns the whole workspace.
 */
export type Mode = 'read' | 'write' | 'job' | 'exclusive';

/** What a method changes: nothing when it only reads, else at least one thing. */
type Changes<M extends Mode> = M extends 'read'
  ? readonly []
  : readonly [Topic | 'view', ...(Topic | 'view')[]];

/**
 * All that is known of a method without its handler. What the engine opens and checks, in which line it runs, what the
 * windows are told afterwards, what they read again and what they save before: all of it follows from here.
 */
export interface Method<
  A extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  N extends Needs = Needs,
  M extends Mode = Mode,
> {
  /** What it is called where a person reads of it: as the object of “…没有执行”. */
  readonly title: string;
  readonly args: A;
  readonly result: R;
  readonly needs: N;
  /** Whose workspaces have it; of one that needs none, everyone's. */
  readonly roles: readonly WorkspaceRole[];
  readonly mode: M;
  /** What its answer, or what it writes, rests on. */
  readonly reads: readonly (Topic | Untold)[];
  readonly changes: Changes<M>;
  /** A filled sample refuses it: it would leave the sample as something real. */
  readonly refusedInSample?: true;
}

/** Declares one method of the contract; the compiler asks for every part of its nature. */
export function method<A extends z.ZodType, R extends z.ZodType, const N extends Needs, const M extends Mode>(
  declared: Method<A, R, N, M>,
): Method<A, R, N, M> {
  return declared;
}

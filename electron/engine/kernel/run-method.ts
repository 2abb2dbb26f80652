import { z } from 'zod';
import { jobId } from '../../../shared/api/common.ts';
import type { Method } from '../../../shared/api/method.ts';
import { roleTitles } from '../../../shared/api/roles.ts';
import type { Topic } from '../../../shared/api/topics.ts';
import type { Api, ApiParsedArgs, ApiResult, MethodName } from '../../../shared/api.ts';
import { natureOf } from '../../../shared/api.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { totalChanges } from '../store/change-mark.ts';
import { lastEvent } from '../store/event-log.ts';
import type { Db, ReadDb } from '../store/rows.ts';
import { orLost } from './call-scope.ts';
import type { JobContext, Jobs } from './jobs.ts';
import type { Lease, Lent, Seat } from './seat.ts';

/** What a handler gets beside its arguments, by what its method needs and how it runs. */
type WorkOf<M extends MethodName> = LeaseFor<Api[M]['needs'], FaceFor<Api[M]['mode']>> &
  JobFor<Api[M]['mode']>;
type FaceFor<M> = M extends 'read' ? ReadDb : Db;
type LeaseFor<N, D extends ReadDb> = N extends 'workspace'
  ? Lease<D>
  : N extends 'if-open'
    ? { readonly open: Lease<D> | null }
    : unknown;
type JobFor<M> = M extends 'job' ? { readonly job: JobContext } : unknown;

/** The implementation of one method. It is told neither its name nor how it came to run. */
type Handler<M extends MethodName> = (args: ApiParsedArgs<M>, work: WorkOf<M>) => Promise<ApiResult<M>>;
/** The implementation side: one function per method. */
export type Handlers = { readonly [M in MethodName]: Handler<M> };

/** Some of the handlers, each checked against its method. */
export function handlersOf<K extends MethodName>(handlers: Pick<Handlers, K>): Pick<Handlers, K> {
  return handlers;
}

/** Any handler, seen by the dispatcher: it has parsed the arguments by the method's own schema just before. */
export type AnyHandler = (args: unknown, work: object) => Promise<unknown>;

/** What running a method needs of the engine. */
export interface RunnerOptions {
  readonly seat: Seat;
  readonly jobs: Jobs;
  /** Tells the windows, and the engine's own parts, that something has changed. */
  readonly changed: (what: Topic, id: string | undefined) => void;
}

const jobArgs = z.object({ jobId });
const aboutArgs = z.object({ id: z.string() });

/** Runs the methods of one engine as their declarations say. */
export interface Runner {
  run(name: MethodName, args: unknown, handler: AnyHandler): Promise<unknown>;
  /** One change of the whole workspace at a time. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

function lend(seat: Seat, { needs, title, roles }: Method): Lent | null {
  if (needs === 'nothing' || (needs === 'if-open' && seat.isClosing())) return null;
  const lent = seat.lend();
  if (lent === null && needs === 'workspace') throw new JianbiaoError('workspace-locked', { method: title });
  if (lent !== null && !roles.includes(lent.lease.header.role)) {
    lent.giveBack();
    const role = roles.map((one) => roleTitles[one]).join('、');
    throw new JianbiaoError('workspace-role-wrong', { method: title, role });
  }
  return lent;
}

/** Makes the runner. What a method changed is told after its commit, also when it failed having written something. */
export function createRunner({ seat, jobs, changed }: RunnerOptions): Runner {
  let queue: Promise<unknown> = Promise.resolve();
  let seenLog: { readonly db: Db; readonly seq: number } | null = null;

  /** Whether the log has grown since the last call, so that no method has to remember to say so. */
  function hasLogGrown(): boolean {
    const db = seat.current()?.db;
    if (db === undefined) return false;
    try {
      const seq = lastEvent(db);
      const grown = seenLog?.db === db && seq > seenLog.seq;
      seenLog = { db, seq };
      return grown;
    } catch {
      // A disk that cannot be read is told by the next call that needs it; this one has its answer.
      return false;
    }
  }

  function tell(nature: Method, args: unknown, done: boolean): void {
    const topics = new Set<Topic>();
    if (done) for (const one of nature.changes) if (one !== 'view' && one !== 'log') topics.add(one);
    if (hasLogGrown()) topics.add('log');
    const about = aboutArgs.safeParse(args);
    const idOf = (one: Topic): string | undefined => {
      if (one === 'log') return undefined;
      // The open one, whatever the call was about: without an id the local shell takes it for locked, and wipes what is
      // being uploaded; with the id of one that was erased it would not.
      return one === 'workspace' ? seat.current()?.header.id : about.data?.id;
    };
    for (const one of topics) changed(one, idOf(one));
  }

  async function held(nature: Method, args: unknown, handler: AnyHandler, job: object): Promise<unknown> {
    const lent = lend(seat, nature);
    const before = seat.current();
    const mark = lent === null || nature.mode === 'read' ? 0 : totalChanges(lent.lease.db);
    const lease = nature.mode === 'read' ? lent?.reading : lent?.lease;
    const work = nature.needs === 'if-open' ? { open: lease ?? null } : lease;
    let done = false;
    try {
      // Given up with its lease: what it held is free again when an error broke it off.
      const value = await orLost(handler(args, Object.assign(work ?? {}, job)));
      done = true;
      return value;
    } finally {
      const wrote = lent !== null && nature.mode !== 'read' && totalChanges(lent.lease.db) !== mark;
      tell(nature, args, done || wrote || before?.db !== seat.current()?.db);
      lent?.giveBack();
    }
  }

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = () => orLost(work());
    const mine = queue.then(turn, turn);
    queue = mine.catch(() => undefined);
    return mine;
  }

  return {
    exclusively,
    async run(name, args, handler) {
      const nature = natureOf(name);
      switch (nature.mode) {
        case 'read':
        case 'write':
          return held(nature, args, handler, {});
        case 'exclusive':
          return exclusively(() => held(nature, args, handler, {}));
        case 'job':
          return jobs.run(jobArgs.parse(args).jobId, (job) => held(nature, args, handler, { job }));
      }
    },
  };
}

import type { EventName, EventPayload } from '../../../shared/api.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { orLost } from './call-scope.ts';

export type EmitEvent = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

/** What a running job is given. */
export interface JobContext {
  readonly signal: AbortSignal;
  /** Passes progress on: monotonic within a phase and never past the total, whatever the caller reports. */
  progress(phase: string, done: number, total: number): void;
}

/** Long work, one at a time, each to be cancelled by the id its caller chose. */
export interface Jobs {
  run<T>(jobId: string, work: (job: JobContext) => Promise<T>): Promise<T>;
  cancel(jobId: string): void;
  /** True while any job runs or waits. */
  busy(): boolean;
  /** Cancels everything and waits until it has ended. */
  stop(): Promise<void>;
}

/** Makes the queue. A cancelled job rejects with `job-cancelled`, one that waits never starts. */
export function createJobs(emit: EmitEvent): Jobs {
  const controllers = new Map<string, AbortController>();
  let last: Promise<unknown> = Promise.resolve();

  function context(jobId: string, controller: AbortController): JobContext {
    let phaseNow = '';
    let highest = 0;
    return {
      signal: controller.signal,
      progress(phase, done, total) {
        if (phase !== phaseNow) {
          phaseNow = phase;
          highest = 0;
        }
        highest = Math.min(Math.max(highest, done), total);
        emit('progress', { jobId, phase, done: highest, total });
      },
    };
  }

  async function start<T>(
    jobId: string,
    controller: AbortController,
    work: (job: JobContext) => Promise<T>,
  ): Promise<T> {
    if (controller.signal.aborted) throw new JianbiaoError('job-cancelled');
    try {
      return await work(context(jobId, controller));
    } catch (thrown) {
      if (controller.signal.aborted) throw new JianbiaoError('job-cancelled', {}, { cause: thrown });
      throw thrown;
    }
  }

  return {
    async run(jobId, work) {
      const controller = new AbortController();
      controllers.set(jobId, controller);
      const mine = last.then(
        () => orLost(start(jobId, controller, work)),
        () => orLost(start(jobId, controller, work)),
      );
      last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        // Work that was given up may still be under way somewhere: it stops at its next look.
        controller.abort();
        if (controllers.get(jobId) === controller) controllers.delete(jobId);
      }
    },
    cancel(jobId) {
      controllers.get(jobId)?.abort();
    },
    busy: () => controllers.size > 0,
    async stop() {
      for (const controller of controllers.values()) controller.abort();
      await last;
    },
  };
}

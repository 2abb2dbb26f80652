import { useCallback, useState } from 'react';
import { callEngine, useEngineEvent } from './engine.ts';
import { notifyError } from './notify.ts';
import { whileRunning } from './running-jobs.ts';

/** How far a long job is. `total` 0 means that it is not known yet. */
export interface JobProgress {
  readonly jobId: string;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly cancelling: boolean;
}

/** A long job of the engine: its progress, and how to start and cancel it. */
export interface Job {
  /** Null while nothing runs. */
  readonly progress: JobProgress | null;
  /** Runs `work` with a new job id; progress is shown until it settles. Rejects with what `work` rejects with. */
  readonly run: <T>(work: (jobId: string) => Promise<T>) => Promise<T>;
  readonly cancel: () => void;
}

/**
 * Follows one long job at a time (progress events of the contract). The window chooses the job's id, so that progress
 * arriving before the answer is not lost and cancelling is possible from the first moment.
 */
export function useJob(): Job {
  const [progress, setProgress] = useState<JobProgress | null>(null);
  useEngineEvent('progress', (event) => {
    setProgress((current) =>
      current === null || current.jobId !== event.jobId ? current : { ...current, ...event },
    );
  });
  const run = useCallback(async <T>(work: (jobId: string) => Promise<T>): Promise<T> => {
    const jobId = crypto.randomUUID();
    setProgress({ jobId, phase: '', done: 0, total: 0, cancelling: false });
    try {
      return await whileRunning(work(jobId));
    } finally {
      setProgress(null);
    }
  }, []);
  const jobId = progress?.jobId;
  const cancel = useCallback(() => {
    if (jobId === undefined) return;
    setProgress((current) => (current === null ? null : { ...current, cancelling: true }));
    callEngine('job.cancel', { jobId }).catch(notifyError);
  }, [jobId]);
  return { progress, run, cancel };
}

let running = 0;

/** Gives what `job` gives, and counts it as running until it has settled, whether or not the page that began it is still there. */
export async function whileRunning<T>(job: Promise<T>): Promise<T> {
  running += 1;
  try {
    return await job;
  } finally {
    running -= 1;
  }
}

/** True while a long job that this window began goes on: only this window is told how it ends. */
export function isJobRunning(): boolean {
  return running > 0;
}

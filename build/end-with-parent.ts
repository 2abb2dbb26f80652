/**
 * Ends this process, in order, when npm is gone: npm hands a signal to the shell that it runs its commands in, and that
 * shell ends without a word to us. Only under npm; who starts the program by hand may leave it to itself.
 */
export function endWithParent(env: NodeJS.ProcessEnv = process.env): void {
  if (env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  looking.unref();
}

import { readFileSync } from 'node:fs';

/** What npm runs its commands in, by the names that a system gives its shells. */
const SHELL = /^((ba|da|k|z|a|)sh|busybox)$/;

/**
 * Ends this process, in order, when npm is gone. npm hands SIGINT and SIGTERM to the shell that it runs its commands in,
 * which ends without a word to us; of any other signal it dies itself, and the shell waits on. So both are looked at.
 * Only under npm; who starts the program by hand may leave it to itself.
 */
export function endWithParent(env: NodeJS.ProcessEnv = process.env): void {
  if (env.npm_lifecycle_event === undefined) return;
  const before = elders();
  const looking = setInterval(() => {
    if (elders() === before) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  looking.unref();
}

/**
 * The process ids of this one's parent and, as far as those are shells, of theirs; a process whose parent has ended gets
 * another. What started npm does not count: it may go, and npm stay (nohup).
 */
function elders(): string {
  const found = [process.ppid];
  for (let at = process.ppid; at > 1; ) {
    const parent = parentOfShell(at);
    if (parent === null) break;
    found.push(parent);
    at = parent;
  }
  return found.join(' ');
}

/** Linux alone tells it in a file; elsewhere the parent alone is looked at. */
function parentOfShell(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    if (!SHELL.test(stat.slice(stat.indexOf('(') + 1, end))) return null;
    return Number(stat.slice(end + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

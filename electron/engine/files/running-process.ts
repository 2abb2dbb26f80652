import { errorCode } from './error-code.ts';

/** True when a process of that number runs here, this user's or another's. */
export function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // EPERM: it is another user's.
    return errorCode(thrown) === 'EPERM';
  }
}

import { type ShellPort, serveEngine } from './serve-engine.ts';
import { catchUncaught } from './uncaught-net.ts';

/**
 * Entry of the engine's own process: the same file under Electron's utilityProcess and under an ordinary Node forked by
 * the local shell (design: the host engine never blocks the window).
 */

/** Electron's own addition to `process` in a utility process, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}

function shellPort(): ShellPort {
  const end = (code: 0 | 1): void => process.exit(code);
  const parentPort: unknown = 'parentPort' in process ? process.parentPort : undefined;
  if (isParentPort(parentPort)) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      // Electron ends its utility processes with itself.
      onClose: () => undefined,
      end,
    };
  }
  return {
    post(message) {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.on('disconnect', listener),
    end,
  };
}

// Ctrl+C and the end of a terminal reach every process of the program: the shell is the one to end in order, and tells the
// engine to, after which the last backup is made and a sample is gone. Whoever ends this process alone gets the same.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
const { mend, close } = serveEngine(shellPort());
process.on('SIGTERM', close);
catchUncaught(mend);

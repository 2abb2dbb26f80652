import type { EnginePort } from '../../../electron/engine/host/engine-client.ts';
import { serveEngine } from '../../../electron/engine/host/serve-engine.ts';

/**
 * An engine in this process whose clock stands at a moment, behind the same wire as one in a process of its own: for
 * looking at sample data on the day it was made for, with the window's clock (`openLocalApp`) at the same moment.
 */
export function engineAt(moment: string): EnginePort {
  const toEngine = new EventTarget();
  const toShell = new EventTarget();
  // Copied as a process boundary copies: neither side may see the other's objects.
  const send = (target: EventTarget, data: unknown): void => {
    const copy: unknown = structuredClone(data);
    queueMicrotask(() => target.dispatchEvent(new MessageEvent('message', { data: copy })));
  };
  const hear = (target: EventTarget, listener: (message: unknown) => void): void =>
    target.addEventListener('message', (event) => {
      if (event instanceof MessageEvent) listener(event.data);
    });
  serveEngine(
    {
      post: (message) => send(toShell, message),
      onMessage: (listener) => hear(toEngine, listener),
      onClose: () => undefined,
      end: () => toShell.dispatchEvent(new Event('end')),
    },
    { now: () => new Date(moment) },
  );
  return {
    post: (message) => send(toEngine, message),
    onMessage: (listener) => hear(toShell, listener),
    onExit: (listener) => toShell.addEventListener('end', listener, { once: true }),
    kill: () => undefined,
    pid: undefined,
  };
}

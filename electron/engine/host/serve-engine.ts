import { toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { createEngine, type Engine, type EngineOptions } from '../create-engine.ts';
import { type FromEngine, type RawAnswer, toEngine } from './host-messages.ts';

/** The engine's end of the wire to its shell. */
export interface ShellPort {
  post(message: FromEngine): void;
  onMessage(listener: (message: unknown) => void): void;
  /** When the shell is gone there is nobody to work for. */
  onClose(listener: () => void): void;
  /** The engine has ended: with 0 in order, with 1 because it could not start or the shell sent nonsense. */
  end(code: 0 | 1): void;
}

/**
 * Serves one engine over a port, from the shell's `start` to its `close` (messages: host-messages.ts). Options that no
 * message carries, such as the clock, are given by whoever starts the process; a shell cannot reach them. Gives what the
 * process's net for uncaught errors calls (uncaught-net.ts), and what ends it in order.
 */
export function serveEngine(
  port: ShellPort,
  given: Pick<EngineOptions, 'now'> = {},
): { readonly mend: () => void; readonly close: () => void } {
  let engine: Engine | null = null;

  /** The engine's answer to `work`; a throw becomes an error record. */
  async function attempt(work: (engine: Engine) => RawAnswer | Promise<RawAnswer>): Promise<RawAnswer> {
    try {
      if (engine === null) throw new Error('the engine was asked before it was started');
      return await work(engine);
    } catch (thrown) {
      return { ok: false, error: toErrorRecord(thrown) };
    }
  }

  async function close(): Promise<void> {
    try {
      await engine?.close();
    } finally {
      port.end(0);
    }
  }

  async function receive(raw: unknown): Promise<void> {
    const message = toEngine.parse(raw);
    switch (message.kind) {
      case 'start': {
        const { options } = message;
        engine = createEngine({
          ...options,
          ...given,
          emit: (event, payload) => port.post({ kind: 'event', event, payload }),
        });
        port.post({ kind: 'ready' });
        return;
      }
      case 'call': {
        const { id, method, args } = message;
        port.post({ kind: 'answer', id, answer: await attempt((served) => served.handle(method, args)) });
        return;
      }
      case 'register': {
        const { id, path, use, name } = message;
        const answer = await attempt(({ handles }) => ({
          ok: true,
          value: handles.register(path, use, name),
        }));
        port.post({ kind: 'answer', id, answer });
        return;
      }
      case 'resolve': {
        const { id, handle } = message;
        const answer = await attempt(({ handles }) => ({ ok: true, value: handles.pathOf(handle) }));
        port.post({ kind: 'answer', id, answer });
        return;
      }
      case 'close':
        return close();
    }
  }

  port.onMessage((message) => {
    receive(message).catch((thrown: unknown) => {
      // Cannot start, or the shell sent nonsense: end, so that the shell sees it and says so.
      console.error(thrown);
      port.end(1);
    });
  });
  const closeNow = (): void => {
    close().catch(() => port.end(1));
  };
  port.onClose(closeNow);
  return { mend: () => engine?.mend(), close: closeNow };
}

import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import {
  type EngineStart,
  fromEngine,
  type HandleUse,
  type RawAnswer,
  type ToEngine,
} from './host-messages.ts';

/** A running engine process, whichever way it was started (utilityProcess or a forked Node). */
export interface EnginePort {
  post(message: ToEngine): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process has ended for any reason. */
  onExit(listener: () => void): void;
  kill(): void;
  readonly pid: number | undefined;
}

export interface EngineClient {
  /** Forwards a call of a window; never rejects: a lost engine gives an `engine-restarted` error record. */
  call(method: string, args: unknown): Promise<RawAnswer>;
  /**
   * Makes an opaque handle for a path that a dialog of the shell chose; `name` is what people see it called, when its own
   * name has no meaning. Throws JianbiaoError when the engine is lost.
   */
  register(use: HandleUse, path: string, name?: string): Promise<string>;
  /** The path behind a handle, for the shell's own process only. Throws JianbiaoError for an unknown handle. */
  resolve(handle: string): Promise<string>;
  /** Ends the engine in order: every commit is on disk already, so this only tidies up. */
  close(): Promise<void>;
  readonly pid: number | undefined;
}

/** An engine that dies this often within the window of time is broken for good and is not started again. */
const MAX_CRASHES = 5;
const CRASH_WINDOW_MS = 60_000;
const CLOSE_LIMIT_MS = 5_000;
/** What the engine is still writing (an answer onto a slow stick) gets this long; a stick that hangs must not hold the program for ever. */
const LAST_CALLS_LIMIT_MS = 60_000;

/**
 * Starts the engine in its own process and keeps it running: after a crash a new one is started, calls under way are
 * answered with `engine-restarted`, and the windows are told that the workspace changed (it is locked again), so that
 * they read everything anew. What was shown as saved is on disk: each save is one durable commit (design: store).
 *
 * `spawn` starts a process; `emit` hands the engine's events to the windows.
 */
export function createEngineClient(
  spawn: () => EnginePort,
  options: EngineStart,
  emit: (event: string, payload: unknown) => void,
): EngineClient {
  const waiting = new Map<number, (answer: RawAnswer) => void>();
  const crashes: number[] = [];
  let nextId = 1;
  let closing = false;
  /** Called while closing, when nothing is being worked on any more. */
  let lastAnswer: (() => void) | null = null;
  let port: EnginePort | null = start();

  function start(): EnginePort {
    const started = spawn();
    started.onMessage(receive);
    started.onExit(() => exited(started));
    started.post({ kind: 'start', options });
    return started;
  }

  function receive(raw: unknown): void {
    const message = fromEngine.parse(raw);
    switch (message.kind) {
      case 'ready':
        return;
      case 'event':
        emit(message.event, message.payload);
        return;
      case 'answer': {
        const settle = waiting.get(message.id);
        waiting.delete(message.id);
        settle?.(message.answer);
        if (waiting.size === 0) lastAnswer?.();
        return;
      }
    }
  }

  function exited(which: EnginePort): void {
    if (port !== which) return;
    port = null;
    const lost = failure(new JianbiaoError('engine-restarted'));
    for (const settle of waiting.values()) settle(lost);
    waiting.clear();
    if (closing) return;
    const now = Date.now();
    crashes.push(now);
    if (crashes.filter((at) => now - at < CRASH_WINDOW_MS).length < MAX_CRASHES) {
      port = start();
      emit('changed', { what: 'workspace' });
    }
  }

  function ask(make: (id: number) => ToEngine): Promise<RawAnswer> {
    const target = port;
    if (target === null) return Promise.resolve(failure(new JianbiaoError('engine-unavailable')));
    const id = nextId++;
    return new Promise((settle) => {
      waiting.set(id, settle);
      target.post(make(id));
    });
  }

  async function askText(make: (id: number) => ToEngine): Promise<string> {
    const answer = await ask(make);
    if (answer.ok && typeof answer.value === 'string') return answer.value;
    throw new JianbiaoError(
      !answer.ok && answer.error.code === 'engine-restarted' ? 'engine-restarted' : 'choice-expired',
    );
  }

  return {
    call: (method, args) => ask((id) => ({ kind: 'call', id, method, args })),
    register: (use, path, name) => askText((id) => ({ kind: 'register', id, use, path, name })),
    resolve: (handle) => askText((id) => ({ kind: 'resolve', id, handle })),
    close() {
      closing = true;
      const target = port;
      if (target === null) return Promise.resolve();
      return new Promise((settle) => {
        const kill = () => target.kill();
        let limit = setTimeout(kill, waiting.size > 0 ? LAST_CALLS_LIMIT_MS : CLOSE_LIMIT_MS);
        target.onExit(() => {
          clearTimeout(limit);
          settle();
        });
        lastAnswer = () => {
          clearTimeout(limit);
          limit = setTimeout(kill, CLOSE_LIMIT_MS);
        };
        target.post({ kind: 'close' });
      });
    },
    get pid() {
      return port?.pid;
    },
  };
}

function failure(error: JianbiaoError): RawAnswer {
  return { ok: false, error: toErrorRecord(error) };
}

import { toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { createEngine } from '../create-engine.ts';
import { type FromEngine, type RawAnswer, toEngine } from './host-messages.ts';

/**
 * Entry of the engine's own process: the same file under Electron's utilityProcess and under an ordinary Node forked by
 * the local shell (design: the host engine never blocks the window).
 */

interface ShellPort {
  post(message: FromEngine): void;
  onMessage(listener: (message: unknown) => void): void;
  /** When the shell is gone there is nobody to work for. */
  onClose(listener: () => void): void;
}

/** Electron's own addition to `process` in a utility process, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}

function shellPort(): ShellPort {
  const parentPort: unknown = 'parentPort' in process ? process.parentPort : undefined;
  if (isParentPort(parentPort)) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      // Electron ends its utility processes with itself.
      onClose: () => undefined,
    };
  }
  return {
    post(message) {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.on('disconnect', listener),
  };
}

type Engine = Awaited<ReturnType<typeof createEngine>>;

const port = shellPort();
let engine: Promise<Engine> | null = null;

/** Runs a shell's own request about handles and turns a throw into an error record. */
async function attempt(work: (engine: Engine) => string): Promise<RawAnswer> {
  try {
    if (engine === null) throw new Error('the engine was asked before it was started');
    return { ok: true, value: work(await engine) };
  } catch (thrown) {
    return { ok: false, error: toErrorRecord(thrown) };
  }
}

async function call(method: string, args: unknown): Promise<RawAnswer> {
  try {
    if (engine === null) throw new Error('the engine was asked before it was started');
    return await (await engine).handle(method, args);
  } catch (thrown) {
    return { ok: false, error: toErrorRecord(thrown) };
  }
}

async function close(): Promise<void> {
  try {
    await (await engine)?.close();
  } finally {
    process.exit(0);
  }
}

async function receive(raw: unknown): Promise<void> {
  const message = toEngine.parse(raw);
  switch (message.kind) {
    case 'start':
      engine = Promise.resolve(
        createEngine({
          ...message.options,
          emit: (event, payload) => port.post({ kind: 'event', event, payload }),
        }),
      );
      await engine;
      port.post({ kind: 'ready' });
      return;
    case 'call':
      port.post({ kind: 'answer', id: message.id, answer: await call(message.method, message.args) });
      return;
    case 'register': {
      const { id, path, use } = message;
      port.post({ kind: 'answer', id, answer: await attempt(({ handles }) => handles.register(path, use)) });
      return;
    }
    case 'resolve': {
      const { id, handle } = message;
      port.post({ kind: 'answer', id, answer: await attempt(({ handles }) => handles.pathOf(handle)) });
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
    process.exit(1);
  });
});
port.onClose(() => {
  close().catch(() => process.exit(1));
});

import { requireFitRequest } from '../../../shared/api/request-size.ts';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { decodeFrame, encodeFrame } from '../frame.ts';
import { type FromServer, fromServer, type ToServer } from '../messages.ts';

type Answer = Extract<FromServer, { kind: 'answer' }>['answer'];
/** Distributes over the union, so that each kind of message keeps its own fields. */
type WithoutId<M> = M extends { id: number } ? Omit<M, 'id'> : never;

export interface Connection {
  /** Sends a message and waits for its answer; never rejects: a lost connection gives an error record. */
  ask(message: WithoutId<ToServer>): Promise<Answer>;
}

const RETRY_MS = 1_000;
/** A machine that wakes up, or a server started anew, is there again by then. */
const GONE_AFTER_TRIES = 3;

/**
 * The page's connection to the local shell's server, opened again when it breaks (the machine slept, the server was
 * restarted on the same port). `room` is the window's place on the server (entrance.ts). `onEvent` gets the engine's
 * events, `onGone` whether the server seems to be gone for good, whenever that changes.
 */
export function connect(
  room: string,
  onEvent: (event: string, payload: unknown) => void,
  onGone: (gone: boolean) => void,
): Connection {
  const waiting = new Map<number, (answer: Answer) => void>();
  let nextId = 1;
  let triesInVain = 0;
  let opened = open();

  function open(): Promise<WebSocket> {
    const socket = new WebSocket(`ws://${location.host}${room}socket`, 'jianbiao');
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) receive(fromServer.parse(decodeFrame(new Uint8Array(data))));
    });
    socket.addEventListener('close', () => {
      for (const settle of waiting.values()) settle(lost());
      waiting.clear();
      triesInVain += 1;
      if (triesInVain === GONE_AFTER_TRIES) onGone(true);
      setTimeout(() => {
        opened = open();
        // Whoever shows something read before the break reads it again.
        opened.then(() => onEvent('changed', { what: 'workspace' })).catch(() => undefined);
      }, RETRY_MS);
    });
    const ready = new Promise<WebSocket>((resolve, reject) => {
      socket.addEventListener('open', () => {
        if (triesInVain >= GONE_AFTER_TRIES) onGone(false);
        triesInVain = 0;
        resolve(socket);
      });
      socket.addEventListener('error', () => reject(new Error('connection refused')));
    });
    // A refused connection is told to whoever asks next, and tried again by the close listener.
    ready.catch(() => undefined);
    return ready;
  }

  function receive(message: FromServer): void {
    switch (message.kind) {
      case 'event':
        onEvent(message.event, message.payload);
        return;
      case 'answer': {
        const settle = waiting.get(message.id);
        waiting.delete(message.id);
        settle?.(message.answer);
        return;
      }
    }
  }

  return {
    async ask(message) {
      let socket: WebSocket;
      try {
        socket = await opened;
      } catch {
        return lost();
      }
      if (socket.readyState !== WebSocket.OPEN) return lost();
      const id = nextId++;
      try {
        // Refused here already: a message above the limit would cost the connection, and all that waits on it.
        requireFitRequest(message);
      } catch (thrown) {
        return failed(thrown);
      }
      return new Promise((settle) => {
        waiting.set(id, settle);
        socket.send(encodeFrame({ ...message, id }));
      });
    },
  };
}

function failed(error: unknown): Answer {
  return { ok: false, error: toErrorRecord(error) };
}

function lost(): Answer {
  return failed(new JianbiaoError('local-connection-lost'));
}

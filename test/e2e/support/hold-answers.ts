import type { Page } from 'playwright-core';
import { z } from 'zod';
import { decodeFrame, encodeFrame } from '../../../electron/local/frame.ts';
import { toServer } from '../../../electron/local/messages.ts';
import type { MethodName } from '../../../shared/api.ts';
import { JianbiaoError, toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';

/** What happens to the engine's answers on their way to the window. */
export interface AnswerHold {
  /** From now on answers of this method wait. */
  hold(method: MethodName): void;
  /** From now on answers go through again; those that waited are given as failures, as from a broken disk. */
  failHeld(): void;
}

const answered = z.object({ kind: z.literal('answer'), id: z.number() });

/**
 * Stands between the window of the local shell and its server as a slow or failing PC would; takes hold at the next
 * loading of the page, since a connection that stands already cannot be entered.
 */
export async function holdAnswers(page: Page): Promise<AnswerHold> {
  let held: string | undefined;
  let waiting: (() => void)[] = [];
  await page.routeWebSocket('**/socket', (window) => {
    const server = window.connectToServer();
    const methods = new Map<number, string>();
    window.onMessage((bytes) => {
      const message = toServer.parse(decodeFrame(new Uint8Array(Buffer.from(bytes))));
      if (message.kind === 'call') methods.set(message.id, message.method);
      server.send(bytes);
    });
    server.onMessage((bytes) => {
      const message = answered.safeParse(decodeFrame(new Uint8Array(Buffer.from(bytes))));
      const id = message.success ? message.data.id : undefined;
      if (id === undefined || held === undefined || methods.get(id) !== held) {
        window.send(bytes);
        return;
      }
      const error = toErrorRecord(new JianbiaoError('internal'));
      const failure = { kind: 'answer', id, answer: { ok: false, error } };
      waiting.push(() => window.send(Buffer.from(encodeFrame(failure))));
    });
  });
  return {
    hold(method) {
      held = method;
      // What waits of an earlier page has nobody left to tell.
      waiting = [];
    },
    failHeld() {
      held = undefined;
      for (const fail of waiting) fail();
      waiting = [];
    },
  };
}

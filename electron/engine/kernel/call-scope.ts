import { AsyncLocalStorage } from 'node:async_hooks';

/*
 * An error thrown out of a callback deep in a library reaches no promise: the call that led there would wait for ever,
 * and with it the queue behind it, or the process would end. Each call therefore runs in a scope that its callbacks
 * carry with them, so that the net of the process (host/uncaught-net.ts) knows whose error it was and ends that call alone.
 */

interface CallScope {
  /** Rejects when the call was given up; never resolves. */
  readonly lost: Promise<never>;
  readonly giveUp: (thrown: unknown) => void;
}

const scopes = new AsyncLocalStorage<CallScope>();

/** Runs a call in a scope of its own; rejects with an error that was thrown where none of its promises could hear it. */
export function inCallScope<T>(work: () => Promise<T>): Promise<T> {
  const { promise: lost, reject: giveUp } = Promise.withResolvers<never>();
  // Most calls end well, and nobody waits for their loss.
  lost.catch(() => undefined);
  return scopes.run({ lost, giveUp }, () => orLost(work()));
}

/** The work, or the loss of the call it belongs to: for queues, which must go on behind a call that never ends. */
export function orLost<T>(work: Promise<T>): Promise<T> {
  const scope = scopes.getStore();
  return scope === undefined ? work : Promise.race([work, scope.lost]);
}

/**
 * Ends the call in whose callbacks an uncaught error was thrown. Gives false when it belongs to no call, as in a timer of
 * the program's own; a call that was answered before hears nothing of it.
 */
export function loseCall(thrown: unknown): boolean {
  const scope = scopes.getStore();
  scope?.giveUp(thrown);
  return scope !== undefined;
}

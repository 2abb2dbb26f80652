import { loseCall } from '../kernel/call-scope.ts';

/**
 * Keeps the engine's process alive when an error reaches no promise: the call it belongs to is answered `internal`, the
 * others and the clerk's open workspace go on. `mend` puts right what the broken-off work may have left, before anything
 * else runs. Every save is one transaction that either happened or did not (design: store), so nothing half-written is
 * believed afterwards.
 *
 * Call once, at the start of the process.
 */
export function catchUncaught(mend: () => void): void {
  function caught(thrown: unknown): void {
    const owned = loseCall(thrown);
    // Names places in the program, never contents of a record: the message may quote some.
    const name = thrown instanceof Error ? thrown.name : typeof thrown;
    console.error(`uncaught ${name} in ${owned ? 'a call' : 'no call'}`);
    if (process.env.JIANBIAO_DEBUG === '1') console.error(thrown);
    mend();
  }
  process.on('uncaughtException', caught);
  process.on('unhandledRejection', caught);
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import type { Db } from './store/rows.ts';

/** One call of the contract, from its arguments to its answer. */
interface Call {
  readonly method: string;
  readonly held: Set<Db>;
}

/**
 * Who works with an open workspace. A call that has opened it holds it until it has answered, whatever it awaits in
 * between; closing waits for the holders. Nobody has to remember to say so: opening is what takes hold.
 */
export interface Leases {
  /** Runs one call; what it took hold of is given back when it has ended, well or badly. */
  call<T>(method: string, work: () => Promise<T>): Promise<T>;
  /** The method that the running call came by; helpers that several methods use need not be told. */
  method(): string | null;
  /** The running call takes hold of a workspace. Throws `workspace-closed` once it is being closed, except to its holders. */
  take(db: Db): void;
  /** Lets the running call wait in a line without holding anything: closing may stand before it in the same line. */
  waiting<T>(turn: (resume: () => void) => Promise<T>): Promise<T>;
  /** Whether other calls hold the workspace. */
  heldByOthers(db: Db): boolean;
  /** True from the beginning of `vacate`. */
  isClosing(db: Db): boolean;
  /** From here on nobody new takes hold of the workspace; resolves when the last other holder has ended. */
  vacate(db: Db): Promise<void>;
}

/** Makes the leases of one engine. */
export function createLeases(): Leases {
  const calls = new AsyncLocalStorage<Call>();
  const holders = new Map<Db, Set<Call>>();
  const closing = new WeakSet<Db>();
  let released: (() => void)[] = [];

  function hold(call: Call, db: Db): void {
    call.held.add(db);
    const known = holders.get(db);
    if (known === undefined) holders.set(db, new Set([call]));
    else known.add(call);
  }

  function release(call: Call): void {
    for (const db of call.held) {
      const known = holders.get(db);
      known?.delete(call);
      if (known?.size === 0) holders.delete(db);
    }
    call.held.clear();
    const waiters = released;
    released = [];
    for (const wake of waiters) wake();
  }

  function heldByOthers(db: Db): boolean {
    const mine = calls.getStore();
    for (const call of holders.get(db) ?? []) if (call !== mine) return true;
    return false;
  }

  function take(db: Db): void {
    const call = calls.getStore();
    if (call?.held.has(db) === true) return;
    if (closing.has(db)) throw new JianbiaoError('workspace-closed');
    if (call !== undefined) hold(call, db);
  }

  return {
    method: () => calls.getStore()?.method ?? null,
    call(method, work) {
      const call: Call = { method, held: new Set() };
      return calls.run(call, async () => {
        try {
          return await work();
        } finally {
          release(call);
        }
      });
    },
    take,
    waiting(turn) {
      const call = calls.getStore();
      const held = [...(call?.held ?? [])];
      if (call !== undefined) release(call);
      return turn(() => {
        for (const db of held) take(db);
      });
    },
    heldByOthers,
    isClosing: (db) => closing.has(db),
    async vacate(db) {
      closing.add(db);
      while (heldByOthers(db)) await new Promise<void>((wake) => released.push(wake));
    },
  };
}

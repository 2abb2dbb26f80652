import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import type { ApiArgs, MethodName } from '../../shared/api.ts';
import { events, readingsOf } from '../../shared/api.ts';

/** A reading of the contract with the arguments that a window would ask with. */
export interface Reading {
  readonly method: MethodName;
  readonly args: unknown;
}

export function reading<M extends MethodName>(method: M, args: ApiArgs<M>): Reading {
  return { method, args };
}

/** Hears what one engine tells its windows. */
export class ChangesHeard {
  private aged = new Set<MethodName>();

  readonly emit = (event: string, payload: unknown): void => {
    if (event !== 'changed') return;
    for (const method of readingsOf(events.changed.parse(payload).what)) this.aged.add(method);
  };

  /** The readings aged since the last time. */
  take(): ReadonlySet<MethodName> {
    const { aged } = this;
    this.aged = new Set();
    return aged;
  }
}

/** A reading as the answers are kept under. */
export function nameOf({ method, args }: Reading): string {
  return `${method} ${JSON.stringify(args)}`;
}

/** An answer as text; handles are new at every reading and say nothing. */
async function answerText(client: EngineClient, { method, args }: Reading): Promise<string> {
  try {
    const value = await client.call(method, args as never);
    return JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part,
    ).replace(/h-[A-Za-z0-9_-]{16,64}/g, 'handle');
  } catch (thrown) {
    return `! ${thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)}`;
  }
}

/** Every answer of these readings, by method and arguments. */
export async function answersOf(
  client: EngineClient,
  readings: readonly Reading[],
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const each of readings) answers.set(nameOf(each), await answerText(client, each));
  return answers;
}

/** The readings whose answer differs although nothing told the windows to read it again. */
export function staleAfter(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  aged: ReadonlySet<MethodName>,
): string[] {
  const told: ReadonlySet<string> = aged;
  return [...before]
    .filter(([name, answer]) => after.get(name) !== answer && !told.has(name.split(' ')[0] ?? ''))
    .map(([name]) => name);
}

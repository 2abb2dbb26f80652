import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import type { Topic } from '../../shared/api/topics.ts';
import { api, events, type MethodName, methodNames, natureOf, readingsOf } from '../../shared/api.ts';

/** What a workspace's windows would ask with, by the names of arguments. */
export type Samples = Readonly<Record<string, readonly unknown[]>>;

interface Reading {
  readonly method: MethodName;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A reading as the answers are kept under. */
function nameOf({ method, args }: Reading): string {
  return `${method} ${JSON.stringify(args)}`;
}

/** Arguments that no answer is kept for: the method writes a file, or looks at one that was chosen this moment. */
const NOT_ASKED: ReadonlySet<string> = new Set(['target', 'folder', 'source', 'file']);

/** The arguments that a method cannot do without. */
function needed(method: MethodName): string[] {
  return Object.entries(api[method].args.shape)
    .filter(([, schema]) => !schema.safeParse(undefined).success)
    .map(([name]) => name);
}

/** The readings of the contract whose answers are kept: all but those of what lies outside the workspace. */
export const kept: readonly MethodName[] = methodNames.filter((method) => {
  const { mode, reads } = natureOf(method);
  const asked = needed(method).every((name) => !NOT_ASKED.has(name));
  return mode === 'read' && reads.length > 0 && asked && (!reads.includes('outside') || reads.length > 1);
});

/** Every kept reading with every example of its arguments. Throws for an argument that has no example. */
function readingsWith(samples: Samples): Reading[] {
  return kept.flatMap((method) =>
    needed(method).reduce<Reading[]>(
      (readings, name) => {
        const values = samples[name];
        if (values === undefined) throw new Error(`no example of “${name}”, which ${method} asks for`);
        return readings.flatMap((one) =>
          values.map((value) => ({ method, args: { ...one.args, [name]: value } })),
        );
      },
      [{ method, args: {} }],
    ),
  );
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

async function answersOf(
  client: EngineClient,
  readings: readonly Reading[],
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const each of readings) answers.set(nameOf(each), await answerText(client, each));
  return answers;
}

/** Whether a method puts another workspace in the place of the open one, or none: what was read inside is forgotten then. */
function isSwitch(method: MethodName): boolean {
  const { needs, changes } = natureOf(method);
  return needs === 'nothing' && changes.some((one) => one === 'workspace');
}

/** What went wrong, and what was shown, over all stories. */
export class Findings {
  /** Answers that changed although nothing told the windows; topics told and not declared; readings that told something. */
  readonly faults: string[] = [];
  /** Methods whose write was seen to change an answer. */
  readonly shown = new Set<MethodName>();
}

/** The windows of one workspace: they hold answers, hear what the engine tells, and notice what they were not told. */
export class Window {
  private readonly findings: Findings;
  private heard = new Set<Topic>();
  private answers: ReadonlyMap<string, string> = new Map();

  constructor(findings: Findings) {
    this.findings = findings;
  }

  readonly emit = (event: string, payload: unknown): void => {
    if (event === 'changed') this.heard.add(events.changed.parse(payload).what);
  };

  private take(): ReadonlySet<Topic> {
    const { heard } = this;
    this.heard = new Set();
    return heard;
  }

  /** Calls by `act`, and compares every kept answer before and after with what was told. */
  async step<T>(
    client: EngineClient,
    method: MethodName,
    samples: Samples,
    act: (client: EngineClient) => Promise<T>,
  ): Promise<T> {
    const { faults, shown } = this.findings;
    const asked = readingsWith(samples);
    // What was read after the last step is what stands before this one, unless something was written in between.
    const quiet = this.take().size === 0 && asked.every((each) => this.answers.has(nameOf(each)));
    const before = quiet ? this.answers : await answersOf(client, asked);
    this.take();
    const value = await act(client);
    const told = this.take();
    this.answers = await answersOf(client, asked);
    for (const topic of this.take()) faults.push(`${method}: a reading told ${topic}`);
    const declared: readonly string[] = natureOf(method).changes;
    for (const topic of told)
      if (!declared.includes(topic)) faults.push(`${method}: told ${topic}, which it does not declare`);
    const aged = new Set<string>([...told].flatMap(readingsOf));
    for (const each of asked) {
      const name = nameOf(each);
      if (this.answers.get(name) === before.get(name)) continue;
      shown.add(method);
      const own = natureOf(each.method).reads.includes('view');
      const forgotten = isSwitch(method) && !/^(workspace|app)\./.test(each.method);
      if (!own && !forgotten && !aged.has(each.method)) faults.push(`${method}: ${name}`);
    }
    return value;
  }
}

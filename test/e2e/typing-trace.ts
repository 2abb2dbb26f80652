import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import { fieldPlace, waitSaved } from './pages/form-page.ts';

/** What typing cost the window's main thread. */
export interface TypingTrace {
  readonly characters: number;
  /** How many times something came in: keys and words from the input method. */
  readonly inputs: number;
  /** The longest task in which our code ran, in milliseconds of the thread's own time. */
  readonly longestMs: number;
  /** Tasks above 50 ms in which our code ran, longest first, with what ran in them. */
  readonly long: readonly { readonly ms: number; readonly what: string }[];
  /** Middle time from an input to the next frame, in milliseconds. */
  readonly frameMs: number;
}

/** A long task as browsers define it (W3C Long Tasks). */
export const LONG_TASK_MS = 50;

const traceEvent = z.looseObject({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  /** Wall clock and thread clock, microseconds; the thread's own time does not count what other programs took. */
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.looseObject({ data: z.looseObject({ url: z.string().optional() }).optional() }).optional(),
});
type TraceEvent = z.infer<typeof traceEvent>;

const SCRIPT_EVENTS = new Set([
  'FunctionCall',
  'EvaluateScript',
  'RunMicrotasks',
  'TimerFire',
  'EventDispatch',
]);

const cost = (event: TraceEvent): number => (event.tdur ?? event.dur ?? 0) / 1000;

async function traced(session: CDPSession, work: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const one of value) {
      const parsed = traceEvent.safeParse(one);
      if (parsed.success) events.push(parsed.data);
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
    },
  });
  await work();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  return events;
}

/** Tasks of the main threads in which script ran, with the names of what ran. */
function scriptTasks(
  events: readonly TraceEvent[],
): readonly { readonly ms: number; readonly what: string }[] {
  const inside = (task: TraceEvent, event: TraceEvent): boolean =>
    event.pid === task.pid &&
    event.tid === task.tid &&
    event.ts >= task.ts &&
    event.ts <= task.ts + (task.dur ?? 0);
  const scripts = events.filter((event) => event.ph === 'X' && SCRIPT_EVENTS.has(event.name));
  return events
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask'))
    .filter((task) => cost(task) > 1)
    .flatMap((task) => {
      const ran = scripts.filter((event) => inside(task, event));
      if (ran.length === 0) return [];
      const most = ran.sort((a, b) => cost(b) - cost(a)).slice(0, 3);
      return [
        { ms: cost(task), what: most.map((one) => `${one.name} ${cost(one).toFixed(0)} ms`).join(', ') },
      ];
    })
    .sort((a, b) => b.ms - a.ms);
}

/** Pieces of one to four characters, as an input method commits words. */
function words(text: string): readonly string[] {
  const all: string[] = [];
  const characters = [...text];
  for (let at = 0, turn = 0; at < characters.length; turn += 1) {
    const length = 1 + ((turn * 7) % 4);
    all.push(characters.slice(at, at + length).join(''));
    at += length;
  }
  return all;
}

/**
 * Types a text of about `characters` characters into the open form's field word by word, `pauseMs` between words, and
 * gives what the main thread did (issue 5: typing stays smooth).
 */
export async function traceTyping(
  page: Page,
  fieldId: string,
  options: { readonly sentence: string; readonly characters: number; readonly pauseMs: number },
): Promise<TypingTrace> {
  const box = fieldPlace(page, fieldId).locator('textarea').first();
  await box.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  const text = options.sentence
    .repeat(Math.ceil(options.characters / options.sentence.length))
    .slice(0, options.characters);
  const pieces = words(text);
  const frames: number[] = [];
  const session = await page.context().newCDPSession(page);
  const events = await traced(session, async () => {
    for (const piece of pieces) {
      const start = performance.now();
      await page.keyboard.insertText(piece);
      frames.push(performance.now() - start);
      await page.waitForTimeout(options.pauseMs);
    }
    await waitSaved(page);
  });
  await session.detach();
  const tasks = scriptTasks(events);
  frames.sort((a, b) => a - b);
  return {
    characters: (await box.inputValue()).length,
    inputs: pieces.length,
    longestMs: tasks[0]?.ms ?? 0,
    long: tasks.filter(({ ms }) => ms > LONG_TASK_MS),
    frameMs: frames[Math.floor(frames.length / 2)] ?? 0,
  };
}

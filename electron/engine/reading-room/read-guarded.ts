import { readFileSync } from 'node:fs';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type ReadingLimits, usualLimits } from './guard/limits.ts';
import { type Refusal, refusalError } from './guard/refusal.ts';
import type { ReaderName, Readings } from './readers.ts';
import type { ReadingAnswer, ReadingTask } from './reading-messages.ts';

/** A file from somewhere: its name for sentences, and its bytes. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Starts the worker. A built one is started by its text, not by its place: inside Electron's archive only the main
 * thread can be trusted to find files.
 */
function startWorker(options: WorkerOptions): Worker {
  if (import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./reading-worker.ts', import.meta.url), options);
  const text = readFileSync(new URL('./reading-worker.cjs', import.meta.url), 'utf8');
  return new Worker(text, { ...options, eval: true });
}

function run<N extends ReaderName>(
  reader: N,
  file: HostileFile,
  limits: ReadingLimits,
): Promise<Readings[N]> {
  const task: ReadingTask = { reader, bytes: file.bytes, limits };
  const worker = startWorker({
    workerData: task,
    // Nothing of ours: a reader needs neither settings nor secrets.
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32 },
  });
  let watch: NodeJS.Timeout | undefined;
  const reading = new Promise<Readings[N]>((resolve, reject) => {
    const refuse = (refusal: Refusal): void => reject(refusalError(file.name, refusal));
    watch = setTimeout(() => {
      const seconds = Math.round(limits.deadlineMs / 1000);
      reject(new JianbiaoError('reading-too-long', { file: file.name, seconds }));
    }, limits.deadlineMs);
    worker.once('message', (answer: ReadingAnswer<N>) => {
      if (answer.kind === 'read') resolve(answer.value);
      else refuse(answer.refusal);
    });
    // The worker alone dies when its memory is used up; the engine goes on.
    worker.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY')
        refuse({ code: 'reading-too-large', what: '读它要用的内存太多' });
      else refuse({ code: 'reading-damaged', what: '内容不合格式' });
    });
    // Nothing happens where there was an answer.
    worker.once('exit', () => refuse({ code: 'reading-damaged', what: '读到一半停住了' }));
  });
  return reading.finally(() => {
    clearTimeout(watch);
    return worker.terminate();
  });
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file of strangers in a thread of its own, by the reader of that name, within `limits`: the caller's thread
 * goes on serving whatever the file does. One file after the other, so that many at once need no more memory than one.
 * Throws `reading-too-large`, `reading-too-long`, `reading-damaged`, `reading-encrypted`, `reading-old-format`,
 * `reading-other-format`; all name the file.
 */
export function readGuarded<N extends ReaderName>(
  reader: N,
  file: HostileFile,
  limits: ReadingLimits = usualLimits,
): Promise<Readings[N]> {
  if (file.bytes.length > limits.fileBytes) {
    const what = `有 ${Math.ceil(file.bytes.length / (1 << 20))} MB，上限是 ${limits.fileBytes >> 20} MB`;
    return Promise.reject(refusalError(file.name, { code: 'reading-too-large', what }));
  }
  const reading = last.then(() => run(reader, file, limits));
  last = reading.catch(() => undefined);
  return reading;
}

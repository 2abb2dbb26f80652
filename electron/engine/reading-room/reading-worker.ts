import { parentPort, workerData } from 'node:worker_threads';
import { ReadingRefused } from './guard/refusal.ts';
import { readers } from './readers.ts';
import type { ReadingAnswer, ReadingTask } from './reading-messages.ts';

// The entry of the worker: one file, one answer. Whatever a library throws over a strange file means that it is damaged;
// its words stay here.
const { reader, bytes, limits }: ReadingTask = workerData;

async function answer(): Promise<ReadingAnswer<typeof reader>> {
  try {
    const held = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { kind: 'read', value: await readers[reader](held, limits) };
  } catch (thrown) {
    if (thrown instanceof ReadingRefused) return { kind: 'refused', refusal: thrown.refusal };
    return { kind: 'refused', refusal: { code: 'reading-damaged', what: '内容不合格式' } };
  }
}

void answer().then((answered) => parentPort?.postMessage(answered));

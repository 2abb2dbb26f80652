import { createSocket } from 'node:dgram';
import { appendFileSync, writeFileSync } from 'node:fs';

/** A name server on the usual port that answers "no such name" to everything and writes each name into the file it is given. */

const [, , log = ''] = process.argv;
const HEADER_BYTES = 12;
/** Response, recursion available, name error. */
const NO_SUCH_NAME = [0x81, 0x83] as const;

const socket = createSocket('udp4');
socket.on('message', (question, from) => {
  const parts: string[] = [];
  let at = HEADER_BYTES;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    parts.push(question.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += length + 1;
  }
  appendFileSync(log, `${parts.join('.')}\n`);
  // The question alone comes back: name, its closing zero, type, class.
  const answer = Buffer.from(question.subarray(0, at + 5));
  answer.set(NO_SUCH_NAME, 2);
  answer.writeUInt16BE(1, 4);
  answer.fill(0, 6, HEADER_BYTES);
  socket.send(answer, from.port, from.address);
});
socket.bind(53, '0.0.0.0', () => writeFileSync(log, ''));

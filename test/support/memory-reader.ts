import type { ByteReader } from '../../electron/engine/seal/byte-reader.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';

/** A reader over bytes in memory: a test spoils them without going through a disk. */
export function memoryReader(bytes: Uint8Array): ByteReader {
  return {
    size: bytes.length,
    async fill(buffer, position) {
      if (position + buffer.length > bytes.length) throw new JianbiaoError('package-unreadable');
      buffer.set(bytes.subarray(position, position + buffer.length));
    },
    async close() {},
  };
}

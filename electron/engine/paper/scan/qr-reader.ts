import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, purgeZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';

/** The reader's program, which the build lays beside the bundles (build/build.ts). */
export const readerFile = 'zxing_reader.wasm';

/** More memory than this is given back after a picture: a WebAssembly memory only ever grows. */
const keptMemory = 192 << 20;

/** In its package in a run from source, beside the bundle in a built one. Throws `scan-reader-missing`. */
function readerPath(): string {
  const place = import.meta.url.endsWith('.ts')
    ? `../../../../node_modules/zxing-wasm/dist/reader/${readerFile}`
    : `./${readerFile}`;
  const path = fileURLToPath(new URL(place, import.meta.url));
  if (!existsSync(path)) throw new JianbiaoError('scan-reader-missing', { name: readerFile });
  return path;
}

type Overrides = NonNullable<NonNullable<Parameters<typeof prepareZXingModule>[0]>['overrides']>;

let overrides: Overrides | null = null;

/**
 * The reader, made from the file that was shipped. The package would fetch its program from a network where it is given
 * none: it is given the bytes each time, and no address.
 */
async function openReader() {
  overrides ??= {
    wasmBinary: new Uint8Array(readFileSync(readerPath())).buffer,
    locateFile: (name: string) => name,
  };
  return prepareZXingModule({ overrides, fireImmediately: true });
}

const memoryOf = (heap: unknown): number => (heap instanceof Uint8Array ? heap.length : keptMemory + 1);

/**
 * The texts of all valid QR codes on a picture (JPEG, PNG or PGM, of a size that the caller has checked), in whatever
 * position they stand; null when the picture itself cannot be decoded.
 */
export async function readQrCodes(picture: Uint8Array): Promise<string[] | null> {
  const reader = await openReader();
  try {
    const found = await readBarcodes(picture, {
      formats: ['QRCode'],
      tryHarder: true,
      maxNumberOfSymbols: 32,
    });
    if (found.some(({ isValid, format }) => !isValid && format === 'None')) return null;
    return found.filter(({ isValid }) => isValid).map(({ text }) => text);
  } catch {
    // A trap within the decoder leaves its memory in no known state: the next picture gets a new one.
    purgeZXingModule();
    return null;
  } finally {
    if (!('HEAPU8' in reader) || memoryOf(reader.HEAPU8) > keptMemory) purgeZXingModule();
  }
}

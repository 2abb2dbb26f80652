import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { AttachmentRef } from '../../../shared/submission/content.ts';
import type { Picture } from './form-context.ts';

/** Reads an attachment's bytes by its SHA-256; null when the store or package has none. */
export type ReadAttachment = (sha256: string) => Promise<Uint8Array | null>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of a PNG (IHDR) or a JPEG (its SOF marker, ITU-T T.81 B.2.2); null for anything else. */
export function pixelSize(bytes: Uint8Array): (Size & { readonly type: 'jpeg' | 'png' }) | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452) {
    return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (bytes.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < bytes.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { type: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/**
 * Loads a picture for the paper: the bytes go into the PDF as they are. Throws `paper-attachment-missing` or
 * `paper-photo-unreadable`, both naming the field.
 */
export async function loadPicture(ref: AttachmentRef, label: string, read: ReadAttachment): Promise<Picture> {
  const bytes = await read(ref.sha256);
  if (!bytes) throw new JianbiaoError('paper-attachment-missing', { label, name: ref.name });
  const size = pixelSize(bytes);
  if (!size || size.width === 0 || size.height === 0) {
    throw new JianbiaoError('paper-photo-unreadable', { label, name: ref.name });
  }
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return { data: `data:image/${size.type};base64,${base64}`, width: size.width, height: size.height };
}

import { pictureSize } from '../../paper/pictures/picture-check.ts';

/** What a file is by its own bytes; pixels for pictures. */
export interface SniffedMedia {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'application/pdf';
  readonly size: { readonly width: number; readonly height: number } | null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Tells JPEG, PNG and PDF by their signatures; anything else is null. */
export function sniffMedia(bytes: Uint8Array): SniffedMedia | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { mediaType: 'image/jpeg', size: sizeOf(bytes) };
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { mediaType: 'image/png', size: sizeOf(bytes) };
  }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return { mediaType: 'application/pdf', size: null };
  return null;
}

/** Pixels that an attachment's reference may carry. */
function sizeOf(bytes: Uint8Array): SniffedMedia['size'] {
  const size = pictureSize(bytes);
  if (size === null || size.width < 1 || size.height < 1) return null;
  return { width: size.width, height: size.height };
}

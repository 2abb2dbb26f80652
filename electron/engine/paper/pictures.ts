import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { withoutMetadata } from '../../../shared/ground/jpeg-metadata.ts';
import type { AttachmentRef } from '../../../shared/words/content.ts';
import type { Picture } from './form-context.ts';
import { type PictureFault, pictureFault, pictureSize } from './pictures/picture-check.ts';

/** Reads an attachment's bytes by its SHA-256; null when the store or package has none. */
export type ReadAttachment = (sha256: string) => Promise<Uint8Array | null>;

/** Whose picture it is, for messages. */
export interface PicturePlace {
  readonly nominee: string;
  readonly label: string;
}

const problems: Readonly<Record<PictureFault, string>> = {
  damaged: '不是可用的JPG或PNG图片，或者文件已损坏',
  'cut-short': '文件不完整，只有前面一部分',
  'too-large': '图片的像素太多',
  kind: '是打印和显示都不支持的一种JPG',
};

/** The fault in words, to stand in a sentence. */
export function pictureProblem(fault: PictureFault): string {
  return problems[fault];
}

/**
 * Loads a picture for the paper, its size and contents checked before anything is laid out: it may have come with
 * another unit's package, or from a program that did not look. A JPEG goes into the PDF without what the camera wrote
 * beside it. Throws `paper-attachment-missing` or `paper-photo-unreadable`, both naming whose and which field.
 */
export async function loadPicture(
  ref: AttachmentRef,
  { nominee, label }: PicturePlace,
  read: ReadAttachment,
): Promise<Picture> {
  const given = await read(ref.sha256);
  if (!given) throw new JianbiaoError('paper-attachment-missing', { nominee, label, name: ref.name });
  const fault = pictureFault(given);
  const bytes = withoutMetadata(given);
  const size = pictureSize(bytes);
  if (fault !== null || size === null) {
    const problem = pictureProblem(fault ?? 'damaged');
    throw new JianbiaoError('paper-photo-unreadable', { nominee, label, name: ref.name, problem });
  }
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return { data: `data:image/${size.type};base64,${base64}`, width: size.width, height: size.height };
}

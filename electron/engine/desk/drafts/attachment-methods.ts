import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { overLimit } from '../../../../shared/ground/bytes-text.ts';
import { withoutMetadata } from '../../../../shared/ground/jpeg-metadata.ts';
import type { AttachmentRef } from '../../../../shared/words/content.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { pictureFault } from '../../paper/pictures/picture-check.ts';
import { pictureProblem } from '../../paper/pictures.ts';
import { putAttachment, readAttachment } from '../../store/attachment-store.ts';
import type { Db } from '../../store/rows.ts';
import type { Desk } from '../ground/desk.ts';
import { sniffMedia } from '../ground/media-type.ts';
import { readSource, writeTarget } from '../ground/target-file.ts';

const megabyte = 1 << 20;
/** Photos come as findings when they break the notice's limits; this bound only keeps the window alive. */
const pictureLimit = 20 * megabyte;
/** The largest scan that is taken in or read. */
export const scanLimit = 100 * megabyte;

/**
 * Takes bytes in under a cleaned name; the type is told from the bytes, never from the name. Of a JPEG only the picture
 * comes in: where and when it was taken stays outside. A picture that no paper could print is refused here and now, not
 * on the last day at the printer.
 */
function takeAttachment(db: Db, name: string, given: Uint8Array): AttachmentRef {
  const bytes = withoutMetadata(given);
  const media = sniffMedia(bytes);
  const cleanName =
    name
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}/\\]+/gu, '')
      .trim()
      .slice(0, 200) || 'file';
  if (media === null) throw new JianbiaoError('attachment-type', { file: cleanName });
  const limit = media.mediaType === 'application/pdf' ? scanLimit : pictureLimit;
  if (bytes.length > limit) {
    throw new JianbiaoError('file-too-large', { file: cleanName, ...overLimit(bytes.length, limit) });
  }
  const fault = media.mediaType === 'application/pdf' ? null : pictureFault(bytes);
  if (fault !== null) {
    throw new JianbiaoError('attachment-picture', { file: cleanName, problem: pictureProblem(fault) });
  }
  const sha256 = putAttachment(db, bytes, media.mediaType);
  return {
    sha256,
    name: cleanName,
    bytes: bytes.length,
    mediaType: media.mediaType,
    ...(media.size === null ? {} : media.size),
  };
}

/** Photos and scans, addressed by SHA-256. */
export function attachmentMethods(desk: Desk) {
  return handlersOf({
    async 'attachments.import'({ source }, { db }) {
      const { name, bytes } = readSource(desk.handles, source, scanLimit);
      return takeAttachment(db, name, bytes);
    },
    async 'attachments.add'({ name, bytes }, { db }) {
      if (bytes.length === 0) throw new JianbiaoError('file-empty', { file: name });
      return takeAttachment(db, name, bytes);
    },
    async 'attachments.read'({ sha256 }, { db }) {
      return readAttachment(db, sha256);
    },
    async 'attachments.save'({ sha256, name, target }, { db }) {
      const { bytes } = readAttachment(db, sha256);
      writeTarget(desk.handles, target, name.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '_'), bytes);
      return {};
    },
  });
}

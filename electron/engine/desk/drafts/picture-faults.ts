import { type AttachmentRef, attachmentRef } from '../../../../shared/words/content.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { pictureFault } from '../../paper/pictures/picture-check.ts';
import { pictureProblem } from '../../paper/pictures.ts';
import { hasAttachment, readAttachment } from '../../store/attachment-store.ts';
import type { ReadDb } from '../../store/rows.ts';

/** Larger than any photo that is taken in (attachment-methods.ts): not read only to be looked at. */
const readLimit = 20 << 20;
/** What is remembered of pictures by their digest, which means the same bytes for ever. */
const remembered = new Map<string, string | null>();
const mostRemembered = 50_000;

function remember(sha256: string, problem: string | null): void {
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(sha256, problem);
}

/** The photos of the nominees, each once. */
function photosOf(pack: CampaignPack, submission: Submission): AttachmentRef[] {
  const field = pack.campaign.photo?.field;
  if (field === undefined) return [];
  const refs = submission.nominees.flatMap(
    ({ content }) => attachmentRef.safeParse(content[field]).data ?? [],
  );
  return [...new Map(refs.map((ref) => [ref.sha256, ref])).values()];
}

/** Why no paper could print a photo, or null; null too while its bytes are not at hand, which is found where they are needed. */
function problemOf(ref: AttachmentRef, bytes: Uint8Array | null): string | null {
  const known = remembered.get(ref.sha256);
  if (known !== undefined) return known;
  if (ref.bytes > readLimit) return pictureProblem('too-large');
  if (bytes === null) return null;
  const fault = pictureFault(bytes);
  const problem = fault === null ? null : pictureProblem(fault);
  remember(ref.sha256, problem);
  return problem;
}

/** Whether a photo's bytes must be read to judge it. */
function isUnknown(ref: AttachmentRef): boolean {
  return !remembered.has(ref.sha256) && ref.bytes <= readLimit;
}

/** Photos of this workspace's own nominees that no paper could print, by SHA-256: an earlier version or another unit let them in. */
export function badOwnPictures(db: ReadDb, pack: CampaignPack, submission: Submission): Map<string, string> {
  const found = new Map<string, string>();
  for (const ref of photosOf(pack, submission)) {
    const known = isUnknown(ref) && hasAttachment(db, ref.sha256);
    const problem = problemOf(ref, known ? readAttachment(db, ref.sha256).bytes : null);
    if (problem !== null) found.set(ref.sha256, problem);
  }
  return found;
}

/** The same for a verified package that is not taken in yet; `read` gives the bytes of a path in it. */
export async function badReceivedPictures(
  pack: CampaignPack,
  submission: Submission,
  read: (path: string) => Promise<Uint8Array>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const ref of photosOf(pack, submission)) {
    const path = submission.attachments.find(({ sha256 }) => sha256 === ref.sha256)?.path;
    const problem = problemOf(ref, path !== undefined && isUnknown(ref) ? await read(path) : null);
    if (problem !== null) found.set(ref.sha256, problem);
  }
  return found;
}

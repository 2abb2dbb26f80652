import type { AttachmentRef, Content, FieldValue } from '../words/content.ts';
import type { Submission } from '../words/submission-schema.ts';

function isRef(value: unknown): value is AttachmentRef {
  return typeof value === 'object' && value !== null && 'sha256' in value && 'mediaType' in value;
}

/** The attachments that one value holds, in its order. */
export function refsOfValue(value: FieldValue): AttachmentRef[] {
  if (Array.isArray(value)) return value.filter(isRef);
  return isRef(value) ? [value] : [];
}

/** The attachments one record refers to, in the order of its field ids. */
export function attachmentRefsOf(content: Content): AttachmentRef[] {
  return Object.keys(content)
    .sort()
    .flatMap((fieldId) => refsOfValue(content[fieldId] ?? null));
}

/**
 * Every attachment a submission's own content refers to, each once by SHA-256: unit first, then nominees in their
 * order. The snapshot of the preliminary round is left out: its files were delivered with that round.
 */
export function attachmentRefsOfSubmission(
  submission: Pick<Submission, 'unit' | 'nominees'>,
): AttachmentRef[] {
  const refs = [submission.unit.content, ...submission.nominees.map((nominee) => nominee.content)].flatMap(
    attachmentRefsOf,
  );
  return [...new Map(refs.map((ref) => [ref.sha256, ref])).values()];
}

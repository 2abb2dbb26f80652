import { attachmentRefsOf } from '../../shared/submission/attachment-refs.ts';
import type { AttachmentRef, Content } from '../../shared/submission/content.ts';
import type { Nominee, Submission } from '../../shared/submission/submission-schema.ts';
import { callEngine } from '../app/engine.ts';

/** Where the workspace remembers which of its own nominees came from a lower unit's: by lineage, not by revision. */
export function adoptionKey(submissionId: string, nomineeId: string): string {
  return `adopted.${submissionId}.${nomineeId}`;
}

/** What is remembered: the own record, and the package whose content it took last. */
export interface Adoption {
  readonly recordId: string;
  readonly packageId: string;
}

/** Reads what `adoptionText` wrote; null for nothing or anything else. */
export function parseAdoption(text: string | null): Adoption | null {
  const [recordId, packageId, ...rest] = (text ?? '').split(' ');
  if (recordId === undefined || packageId === undefined || rest.length > 0) return null;
  return /^[a-z0-9-]{1,40}$/.test(recordId) && /^[0-9a-f]{64}$/.test(packageId)
    ? { recordId, packageId }
    : null;
}

/** An adoption as one line of text. */
export function adoptionText(adoption: Adoption): string {
  return `${adoption.recordId} ${adoption.packageId}`;
}

/** Fields that the own record has and the new revision leaves empty: they are emptied, so that both say the same. */
export function replacingChanges(next: Content, current: Content): Content {
  const emptied = Object.keys(current).filter((id) => !(id in next) && current[id] !== null);
  return { ...next, ...Object.fromEntries(emptied.map((id) => [id, null])) };
}

async function copyFile(packageId: string, submission: Submission, ref: AttachmentRef): Promise<void> {
  const place = submission.attachments.find((entry) => entry.sha256 === ref.sha256);
  if (place === undefined) return;
  const { bytes } = await callEngine('inbox.file', { packageId, path: place.path });
  await callEngine('attachments.add', { name: ref.name, mediaType: ref.mediaType, bytes });
}

/**
 * Takes a lower unit's nominee into this unit's own list: its files first, then its content as one saved revision.
 * With an earlier adoption the same record is brought up to date. Gives the record's id; rejects with the engine's error.
 */
export async function adoptNominee(
  packageId: string,
  submission: Submission,
  nominee: Nominee,
  earlier: Adoption | null,
): Promise<string> {
  for (const ref of attachmentRefsOf(nominee.content)) await copyFile(packageId, submission, ref);
  const known = await callEngine('records.list', {});
  const still = known.find((record) => record.id === earlier?.recordId);
  const { id } = still ?? (await callEngine('records.create', { kind: nominee.kind }));
  const { revision, content } = await callEngine('record.get', { id });
  await callEngine('record.save', {
    id,
    baseRevision: revision,
    changes: replacingChanges(nominee.content, content),
  });
  await callEngine('view.set', {
    key: adoptionKey(submission.submissionId, nominee.id),
    value: adoptionText({ recordId: id, packageId }),
  });
  return id;
}

import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { JianbiaoError, toErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import { canonicalJson } from '../../../../shared/ground/canonical-json.ts';
import { formCheckCode } from '../../../../shared/paper/form-content.ts';
import { type FormToPrint, formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import { subjectName } from '../../../../shared/reading/lookup.ts';
import { formTitle, photoSizeName, readingTitle } from '../../../../shared/reading/titles.ts';
import { type AttachmentRef, attachmentRef } from '../../../../shared/words/content.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Nominee, Submission } from '../../../../shared/words/submission-schema.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { DiscFile } from '../../media/index.ts';
import type { HandoverInfo } from '../../paper/handover-sheet.ts';
import type { PrintedPaper } from '../../paper/paper-engine.ts';
import { readAttachment } from '../../store/attachment-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import type { Desk } from '../ground/desk.ts';
import { nameOnForm, printRequest } from '../paper/papers.ts';
import type { FailedPaper } from '../paper/round-folder.ts';

/** The setting that says how many discs, where the notice leaves it open. */
const DISC_COPIES = 'discCopies';

/**
 * The papers of a round in the order in which the notice names them, without the sheet that is handed in before by itself.
 * Papers that the notice does not name come last.
 */
export function inNoticeOrder(
  pack: CampaignPack,
  submission: Submission,
  keySheet: string | null,
): readonly FormToPrint[] {
  const due = pack.campaign.rounds.find(({ id }) => id === submission.round)?.due;
  const named = pack.campaign.milestones.find((milestone) => milestone.due === due)?.forms ?? [];
  const place = (id: string) => (named.includes(id) ? named.indexOf(id) : named.length);
  return formsToPrint(pack, submission)
    .filter(({ form }) => form.id !== keySheet)
    .sort((left, right) => place(left.form.id) - place(right.form.id));
}

/** The photos of a round: whose, and the file under the name that the notice asks for. */
export function photosOf(
  pack: CampaignPack,
  submission: Submission,
): readonly { readonly nominee: Nominee; readonly name: string; readonly photo: AttachmentRef }[] {
  const { photo } = pack.campaign;
  if (photo === undefined) return [];
  return [...submission.nominees]
    .sort((a, b) => a.order - b.order)
    .flatMap((nominee) => {
      const found = attachmentRef.safeParse(nominee.content[photo.field]);
      return found.success ? [{ nominee, name: subjectName(pack, nominee), photo: found.data }] : [];
    });
}

/** What a set is told by: all that it says, and its number. */
export function setDigest(submission: Submission): string {
  return createHash('sha256').update(canonicalJson(submission), 'utf8').digest('hex');
}

/** What goes onto the disc of a set, and what could not be made. */
export interface DiscSet {
  readonly files: readonly DiscFile[];
  readonly papers: readonly PrintedPaper[];
  readonly failed: readonly FailedPaper[];
}

function discFile(name: string, bytes: Uint8Array): DiscFile {
  return { name, source: { bytes }, bytes: bytes.length, crc32: null };
}

/** Photo sheets are made to be cut out; on the disc the photo itself is asked for. */
function belongsOnDisc(paper: PrintedPaper): boolean {
  return !paper.fileName.includes('-photos-');
}

/**
 * Makes every file of a set: the papers, numbered in the notice's order so that they stand so in every folder, and the photos
 * under their own names. A paper that cannot be made is named in `failed`. Throws `job-cancelled`.
 */
export async function makeSet(
  desk: Desk,
  { db, pack }: { readonly db: ReadDb; readonly pack: CampaignPack },
  submission: Submission,
  keySheet: string | null,
  job: JobContext,
): Promise<DiscSet> {
  const dues = inNoticeOrder(pack, submission, keySheet);
  const request = printRequest(db, pack, submission);
  const files: DiscFile[] = [];
  const papers: PrintedPaper[] = [];
  const failed: FailedPaper[] = [];
  const digits = String(dues.length).length;
  for (const [index, due] of dues.entries()) {
    job.progress('paper', index, dues.length);
    // A cancel comes as a message: it is heard between two papers.
    await nextTurn();
    if (job.signal.aborted) throw new JianbiaoError('job-cancelled');
    try {
      for await (const paper of desk.paper().printDue(request, due)) {
        papers.push(paper);
        const number = String(index + 1).padStart(Math.max(2, digits), '0');
        if (belongsOnDisc(paper)) files.push(discFile(`${number}_${paper.displayName}`, paper.bytes));
      }
    } catch (thrown) {
      if (!(thrown instanceof JianbiaoError)) throw thrown;
      failed.push({
        title: due.form.title,
        subjectName: nameOnForm(pack, submission, due),
        error: toErrorRecord(thrown),
      });
    }
  }
  for (const { name, photo } of photosOf(pack, submission)) {
    try {
      files.push(discFile(photo.name, readAttachment(db, photo.sha256).bytes));
    } catch (thrown) {
      if (!(thrown instanceof JianbiaoError)) throw thrown;
      failed.push({ title: '照片', subjectName: name, error: toErrorRecord(thrown) });
    }
  }
  return { files, papers, failed };
}

/** What is handed in with a set, for the list that both sign: papers in the notice's order, photos, discs. */
export function handoverItems(
  pack: CampaignPack,
  submission: Submission,
  keySheet: string | null,
): HandoverInfo['items'] {
  const papers = inNoticeOrder(pack, submission, keySheet).map((due) => ({
    name: formTitle(due.form),
    about: due.nominee === null ? '' : nameOnForm(pack, submission, due),
    code: formCheckCode(pack, submission, due.form, due.nominee),
    copies: String(due.form.copies),
  }));
  const { photo } = pack.campaign;
  const photos = photosOf(pack, submission).map(({ name }) => ({
    name: `${photo === undefined ? '' : photoSizeName(photo).replaceAll(' ', '')}照片（背面注明单位、姓名）`,
    about: name,
    code: '',
    copies: String(photo?.copies ?? ''),
  }));
  const discs = discWords(pack, submission);
  return [...papers, ...photos, { name: '光盘（全部材料的电子版）', about: '', code: '', copies: discs }];
}

/** How many discs, in the words of the reading that was chosen; empty where the campaign does not ask. */
export function discWords(pack: CampaignPack, submission: Submission): string {
  return readingTitle(pack.campaign, DISC_COPIES, submission.settings[DISC_COPIES]) ?? '';
}

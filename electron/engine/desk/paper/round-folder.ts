import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ErrorRecord, JianbiaoError, toErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import { formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import { subjectName, unitOf } from '../../../../shared/reading/lookup.ts';
import { attachmentRef } from '../../../../shared/words/content.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Nominee, Submission } from '../../../../shared/words/submission-schema.ts';
import { writeDurably } from '../../durable/whole-file.ts';
import { makeFolder } from '../../durable/whole-folder.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import type { PrintedPaper } from '../../paper/paper-engine.ts';
import { readAttachment } from '../../store/attachment-store.ts';
import { fileSystemCode } from '../../store/store-errors.ts';
import { buildSubmission } from '../drafts/build-submission.ts';
import type { Desk } from '../ground/desk.ts';
import { nameOnForm, printRequest } from './papers.ts';

/** A part of a path: no characters that Windows or discs refuse, at most 40 characters (domain notes 4.10). */
function safePathPart(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, '')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return [...clean].slice(0, 40).join('') || '未命名';
}

function nomineeFolder(pack: CampaignPack, nominee: Nominee): string {
  const kind = nominee.kind === 'collective' ? '03_集体' : '04_个人';
  const order = String(nominee.order).padStart(2, '0');
  return `${kind}/${order}_${safePathPart(subjectName(pack, nominee))}`;
}

/** The folder of a paper, as the usual arrangement of such material has it (domain notes 4.10). */
function folderOf(pack: CampaignPack, submission: Submission, paper: PrintedPaper): string {
  const form = pack.forms.find((candidate) => candidate.id === paper.formId);
  if (form?.kind === 'report') return '01_工作报告';
  const nominee = submission.nominees.find((candidate) => candidate.id === paper.subjectId);
  if (nominee === undefined) return '02_汇总表';
  return form?.kind === 'sheet' ? '06_征求意见' : nomineeFolder(pack, nominee);
}

function freshFolder(parent: string, name: string): string {
  for (let count = 1; ; count += 1) {
    const path = join(parent, count === 1 ? name : `${name}-${count}`);
    if (!existsSync(path)) return path;
  }
}

/** Several papers of one folder may carry one name (two nominees of the same name): the later ones are numbered. */
function freshName(taken: Set<string>, path: string): string {
  let name = path;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1)
    name = path.replace(/(\.[a-z]+)$/, `-${count}$1`);
  taken.add(name.toLowerCase());
  return name;
}

/** A paper or photo that could not be made, and why. */
export interface FailedPaper {
  readonly title: string;
  readonly subjectName: string;
  readonly error: ErrorRecord;
}

/** What was written of a round, and what could not be. */
interface RoundFolder {
  readonly files: string[];
  readonly failed: FailedPaper[];
  readonly printed: PrintedPaper[];
  readonly revision: number;
}

/**
 * Everything of a round in one new folder: papers, photos under their prescribed names, and a list with SHA-256 that
 * `sha256sum -c` reads. Built under a temporary name and renamed when whole; never into an existing folder, and gone
 * when cancelled. A form that cannot be printed is named in `failed` and stops no other; a folder that cannot be written
 * stops everything (`target-unwritable`).
 */
export async function writeRoundFolder(
  desk: Desk,
  { db, pack }: ReadLease,
  round: Round,
  parent: string,
  job: JobContext,
): Promise<RoundFolder> {
  const submission = buildSubmission(db, pack, round);
  const title = pack.campaign.rounds.find((candidate) => candidate.id === round)?.title ?? round;
  const unit = subjectName(pack, unitOf(submission));
  const target = freshFolder(parent, `${safePathPart(title)}_${safePathPart(unit)}`);
  const fill = async (work: string): Promise<RoundFolder> => {
    const sums: string[] = [];
    const taken = new Set<string>();
    function write(path: string, bytes: Uint8Array): void {
      const name = freshName(taken, path);
      const full = join(work, name);
      mkdirSync(dirname(full), { recursive: true });
      writeDurably(full, bytes);
      sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
    }
    const printed: PrintedPaper[] = [];
    const failed: FailedPaper[] = [];
    const request = printRequest(db, pack, submission);
    const dues = formsToPrint(pack, submission);
    for (const [index, due] of dues.entries()) {
      const about = { title: due.form.title, subjectName: nameOnForm(pack, submission, due) };
      job.progress(
        due.nominee === null ? about.title : `${about.title}（${about.subjectName}）`,
        index,
        dues.length,
      );
      // A cancel comes as a message: it is heard between two papers.
      await nextTurn();
      job.signal.throwIfAborted();
      const made: PrintedPaper[] = [];
      try {
        for await (const paper of desk.paper().printDue(request, due)) made.push(paper);
      } catch (thrown) {
        if (!(thrown instanceof JianbiaoError)) throw thrown;
        failed.push({ ...about, error: toErrorRecord(thrown) });
      }
      for (const paper of made)
        write(`${folderOf(pack, submission, paper)}/${paper.displayName}`, paper.bytes);
      printed.push(...made);
    }
    for (const nominee of submission.nominees) {
      const photo = attachmentRef.safeParse(nominee.content[pack.campaign.photo?.field ?? '']);
      if (!photo.success) continue;
      try {
        const { bytes } = readAttachment(db, photo.data.sha256);
        write(`05_照片/${safePathPart(photo.data.name)}`, bytes);
      } catch (thrown) {
        if (!(thrown instanceof JianbiaoError)) throw thrown;
        const name = subjectName(pack, nominee);
        failed.push({ title: '照片', subjectName: name, error: toErrorRecord(thrown) });
      }
    }
    job.progress('清单与校验', dues.length, dues.length);
    await nextTurn();
    job.signal.throwIfAborted();
    writeDurably(join(work, '99_清单与校验.txt'), Buffer.from(`${sums.join('\n')}\n`, 'utf8'));
    const folder = target.slice(parent.length + 1);
    const files = sums.map((line) => `${folder}/${line.slice(66)}`);
    return {
      files: [...files, `${folder}/99_清单与校验.txt`],
      failed,
      printed,
      revision: submission.revision,
    };
  };
  try {
    return await makeFolder(target, fill);
  } catch (thrown) {
    const problem = fileSystemCode(thrown);
    if (thrown instanceof JianbiaoError || problem === '') throw thrown;
    throw new JianbiaoError('target-unwritable', { file: safePathPart(title), problem }, { cause: thrown });
  }
}

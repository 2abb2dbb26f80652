import { JianbiaoError, toErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import { overLimit } from '../../../../shared/ground/bytes-text.ts';
import { formCheckCode } from '../../../../shared/paper/form-content.ts';
import { formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import {
  compareScan,
  type PaperFact,
  paperKey,
  papersNamed,
  type ReadFile,
  type ScanFacts,
} from '../../../../shared/paper/scan-check.ts';
import type { ScanResult } from '../../../../shared/paper/scan-result.ts';
import { type SubjectView, subjectName, subjectsOf, unitOf } from '../../../../shared/reading/lookup.ts';
import { type Round, round as rounds } from '../../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import { shownName } from '../../files/shown-name.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { readScan, type ScannedPage } from '../../paper/scan-reader.ts';
import { hasAttachment, readAttachment } from '../../store/attachment-store.ts';
import { payloadBlob, readBlob } from '../../store/blob-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { packByVersion } from '../../store/meta-store.ts';
import { packageByDigest, packageFiles } from '../../store/package-store.ts';
import { noteScanned, scannedPapers } from '../../store/paper-log-store.ts';
import { listNominees } from '../../store/record-store.ts';
import type { Db, ReadDb } from '../../store/rows.ts';
import { scanLimit } from '../drafts/attachment-methods.ts';
import { buildSubmission } from '../drafts/build-submission.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { readSource } from '../ground/target-file.ts';

function namesOf(pack: CampaignPack, subjects: readonly SubjectView[]): ReadonlyMap<string, string> {
  return new Map(subjects.map((subject) => [subject.id, subjectName(pack, subject)]));
}

function paperFacts(pack: CampaignPack, submission: Submission, named: ReadonlySet<string>): PaperFact[] {
  return formsToPrint(pack, submission).flatMap(({ form, nominee }) => {
    const subjectId = nominee?.id ?? 'unit';
    if (!named.has(paperKey(form.id, subjectId))) return [];
    return [{ formId: form.id, subjectId, code: formCheckCode(pack, submission, form, nominee) }];
  });
}

/** The workspace as it stands now, as far as the papers that were named go. */
function scanFacts(db: ReadDb, pack: CampaignPack, round: Round, named: ReadonlySet<string>): ScanFacts {
  const submission = buildSubmission(db, pack, round);
  const others = rounds.options.filter((other) => other !== round);
  return {
    campaign: pack.campaign.id,
    submission: submission.submissionId,
    due: paperFacts(pack, submission, named),
    others: others.flatMap((other) => paperFacts(pack, buildSubmission(db, pack, other), named)),
    titles: new Map(pack.forms.map(({ id, title }) => [id, title])),
    names: namesOf(pack, [
      unitOf(submission),
      // Those who are in no round any more too: their paper may still lie about.
      ...listNominees(db),
    ]),
  };
}

/** A received submission as it was sent, whatever its sender's data are by now. */
function packageFacts(pack: CampaignPack, submission: Submission, named: ReadonlySet<string>): ScanFacts {
  return {
    campaign: pack.campaign.id,
    submission: submission.submissionId,
    due: paperFacts(pack, submission, named),
    others: [],
    titles: new Map(pack.forms.map(({ id, title }) => [id, title])),
    names: namesOf(pack, subjectsOf(submission)),
  };
}

/** Remembers the papers that are whole and agree. The log names them by their ids, never by a person or a file. */
function noteCompared(db: Db, round: Round, { papers }: ScanResult, at: string): void {
  const known = scannedPapers(db, round);
  const whole = papers.filter(({ state }) => state === 'match');
  db.atomic(() => {
    for (const { formId, subjectId, printedCode: code } of whole) {
      const again = known(formId, subjectId)?.code === code;
      noteScanned(db, { formId, subjectId, round }, { code, at });
      if (!again) logEvent(db, at, 'paper-scan-checked', { form: formId, subject: subjectId, code });
    }
  });
}

/** Whether a fault is one of the file alone, which the others need not suffer for. */
function ofOneFile({ code }: JianbiaoError): boolean {
  return (
    code !== 'scan-reader-missing' &&
    (code.startsWith('scan-') || code.startsWith('file-') || code === 'attachment-unknown')
  );
}

async function readFileOf(name: string, read: () => Promise<readonly ScannedPage[]>): Promise<ReadFile> {
  try {
    const pages = await read();
    return {
      name,
      problem: null,
      pages: pages.map(({ page, texts, problem }) => ({
        page,
        texts,
        problem: problem === null ? null : toErrorRecord(problem),
      })),
    };
  } catch (thrown) {
    if (!(thrown instanceof JianbiaoError) || !ofOneFile(thrown)) throw thrown;
    return { name, problem: toErrorRecord(thrown), pages: [] };
  }
}

/** One handle after the other, each file in memory alone. Progress counts hundredths of files. */
async function readAll(desk: Desk, sources: readonly string[], job: JobContext): Promise<ReadFile[]> {
  const files: ReadFile[] = [];
  for (const [index, source] of sources.entries()) {
    if (job.signal.aborted) throw new JianbiaoError('job-cancelled');
    const name = shownName(desk.handles.resolve(source, 'read')).normalize('NFC');
    files.push(
      await readFileOf(name, async () => {
        const { bytes } = readSource(desk.handles, source, scanLimit);
        return readScan(bytes, {
          name,
          signal: job.signal,
          onPage: (done, total) =>
            job.progress('scan', index * 100 + Math.floor((done / total) * 100), sources.length * 100),
        });
      }),
    );
    job.progress('scan', (index + 1) * 100, sources.length * 100);
  }
  return files;
}

/** Reads a scan kept in the workspace, by its digest; `load` gives the bytes. */
type ReadKept = (sha256: string, name: string, load: () => Uint8Array) => Promise<ReadFile>;

/**
 * What was read off kept scans: a form is opened more often than its scans change. Texts of QR codes only, which hold no
 * personal data. One is read at a time.
 */
function keptReadings(): ReadKept {
  const known = new Map<string, Promise<readonly ScannedPage[]>>();
  let last: Promise<unknown> = Promise.resolve();
  return (sha256, name, load) =>
    readFileOf(name, async () => {
      const before = known.get(sha256);
      if (before !== undefined) return before;
      const reading = last.then(() => readScan(load(), { name }));
      last = reading.catch(() => known.delete(sha256));
      known.set(sha256, reading);
      const [oldest] = known.keys();
      if (known.size > 500 && oldest !== undefined) known.delete(oldest);
      return reading;
    });
}

/** Comparing scans of sealed paper with the data (design: paper). */
export function scanMethods(desk: Desk) {
  const readKept = keptReadings();

  function compare({ db, pack }: ReadLease, round: Round, files: readonly ReadFile[]): ScanResult {
    return compareScan(files, scanFacts(db, pack, round, papersNamed(files)));
  }

  return handlersOf({
    async 'paper.checkScan'({ round, sources }, work) {
      const files = await readAll(desk, sources, work.job);
      const result = compare(work, round, files);
      noteCompared(work.db, round, result, isoNow(desk));
      return result;
    },
    async 'paper.checkAttachment'({ round, sha256, name }, work) {
      const { db } = work;
      // Asked first: what another workspace read must not answer for a file that this one does not have.
      if (!hasAttachment(db, sha256))
        throw new JianbiaoError('attachment-unknown', { sha: sha256.slice(0, 12) });
      const file = await readKept(sha256, name, () => readAttachment(db, sha256).bytes);
      return compare(work, round, [file]);
    },
    async 'inbox.checkFile'({ packageId, path, name }, { db, pinned }) {
      const stored = packageByDigest(db, packageId);
      if (stored === null) throw new JianbiaoError('package-unknown', { digest: packageId.slice(0, 12) });
      const file = packageFiles(db, packageId).find((candidate) => candidate.path === path);
      if (file === undefined) throw new JianbiaoError('package-file-unknown', { path });
      const read = await readKept(file.sha256, name, () => {
        if (file.bytes > scanLimit) {
          throw new JianbiaoError('file-too-large', { file: name, ...overLimit(file.bytes, scanLimit) });
        }
        return readBlob(db, payloadBlob(file.sha256));
      });
      const { pack } = packByVersion(db, stored.packVersion) ?? pinned;
      return compareScan([read], packageFacts(pack, stored.submission, papersNamed([read])));
    },
  });
}

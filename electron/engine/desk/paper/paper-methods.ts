import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { formCheckCode } from '../../../../shared/paper/form-content.ts';
import { formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import type { Round } from '../../../../shared/words/field-schema.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import type { PrintedPaper } from '../../paper/paper-engine.ts';
import { logEvent } from '../../store/event-log.ts';
import {
  exportedPapers,
  markPrinted,
  noteExported,
  printedPapers,
  scannedPapers,
} from '../../store/paper-log-store.ts';
import type { Db } from '../../store/rows.ts';
import { buildSubmission } from '../drafts/build-submission.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { writeTarget } from '../ground/target-file.ts';
import { formatOf, formatsOf, nameOnForm, printRequest } from './papers.ts';
import { writeRoundFolder } from './round-folder.ts';

/** Remembers what was saved to be printed, so that later changes are seen (design: paper). */
function noteAndLogExported(
  db: Db,
  round: Round,
  { formId, subjectId, checkCode: code }: Pick<PrintedPaper, 'formId' | 'subjectId' | 'checkCode'>,
  revision: number,
  at: string,
): void {
  db.atomic(() => {
    noteExported(db, { formId, subjectId, round }, { code, at }, revision);
    logEvent(db, at, 'paper-printed', { form: formId, subject: subjectId, code });
  });
}

/** Printing. */
export function paperMethods(desk: Desk) {
  async function printOne(
    { db, pack }: ReadLease,
    request: { formId: string; subjectId: string; round: Round; format: 'pdf' | 'xlsx' | 'docx' },
  ): Promise<{ paper: PrintedPaper; revision: number }> {
    const submission = buildSubmission(db, pack, request.round);
    const form = pack.forms.find((candidate) => candidate.id === request.formId);
    if (form !== undefined && !form.rounds.includes(request.round)) {
      throw new JianbiaoError('paper-form-unknown', { form: request.formId });
    }
    const nomineeId = request.subjectId === 'unit' ? undefined : request.subjectId;
    const { formId } = request;
    const printed = await desk
      .paper()
      .printForm({ ...printRequest(db, pack, submission), formId, nomineeId });
    const paper = printed.find((candidate) => formatOf(candidate) === request.format);
    if (paper === undefined) {
      throw new JianbiaoError('paper-format-unknown', {
        form: form?.title ?? request.formId,
        format: request.format,
      });
    }
    return { paper, revision: submission.revision };
  }

  return handlersOf({
    async 'paper.preview'(request, work) {
      const { paper } = await printOne(work, request);
      const { displayName: fileName, mediaType, checkCode, pages } = paper;
      return { fileName, mediaType, bytes: new Uint8Array(paper.bytes), checkCode, pages };
    },
    async 'paper.save'(request, work) {
      const { paper, revision } = await printOne(work, request);
      const fileName = writeTarget(desk.handles, request.target, paper.displayName, paper.bytes);
      noteAndLogExported(work.db, request.round, paper, revision, isoNow(desk));
      return { fileName, checkCode: paper.checkCode };
    },
    async 'paper.saveAll'({ round, folder }, work) {
      const { db, job } = work;
      const parent = desk.handles.resolve(folder, 'folder');
      const { files, failed, printed, revision } = await writeRoundFolder(desk, work, round, parent, job);
      const at = isoNow(desk);
      db.atomic(() => {
        for (const paper of printed) noteAndLogExported(db, round, paper, revision, at);
      });
      return { files, failed };
    },
    async 'paper.setPrinted'({ round, papers, printed }, { db, pack }) {
      const submission = buildSubmission(db, pack, round);
      const dues = formsToPrint(pack, submission);
      for (const { formId, subjectId, code } of papers) {
        const due = dues.find(
          ({ form, nominee }) => form.id === formId && (nominee?.id ?? 'unit') === subjectId,
        );
        if (due === undefined) throw new JianbiaoError('paper-form-unknown', { form: formId });
        // What the clerk holds was made from what was on the screen then, and from nothing that was typed since.
        if (printed && formCheckCode(pack, submission, due.form, due.nominee) !== code)
          throw new JianbiaoError('paper-changed-since', { form: due.form.title });
      }
      const at = isoNow(desk);
      db.atomic(() => {
        for (const { formId, subjectId, code } of papers) {
          markPrinted(db, { formId, subjectId, round }, printed ? { code, at } : null);
          const kind = printed ? 'paper-marked-printed' : 'paper-unmarked-printed';
          logEvent(db, at, kind, { form: formId, subject: subjectId, code });
        }
      });
      return {};
    },
    async 'paper.status'({ round }, { db, pack }) {
      const submission = buildSubmission(db, pack, round);
      const exported = exportedPapers(db, round);
      const printed = printedPapers(db, round);
      const scanned = scannedPapers(db, round);
      return formsToPrint(pack, submission).map((due) => {
        const { form, nominee } = due;
        const subjectId = nominee?.id ?? 'unit';
        const saved = exported(form.id, subjectId);
        const print = printed(form.id, subjectId);
        const scan = scanned(form.id, subjectId);
        return {
          formId: form.id,
          title: form.title,
          subjectId,
          subjectName: nameOnForm(pack, submission, due),
          formats: formatsOf(form),
          exportedCode: saved?.code ?? null,
          exportedAt: saved?.at ?? null,
          printedCode: print?.code ?? null,
          printedAt: print?.at ?? null,
          currentCode: formCheckCode(pack, submission, form, nominee),
          scannedCode: scan?.code ?? null,
          scannedAt: scan?.at ?? null,
        };
      });
    },
    async 'paper.photoSheet'({ subjectId, target }, { db, pack }) {
      const submission = buildSubmission(db, pack, 'preliminary');
      const form = formsToPrint(pack, submission).find(
        (due) => due.form.kind === 'dossier' && due.nominee?.id === subjectId,
      )?.form;
      if (form === undefined) throw new JianbiaoError('photo-missing');
      const paper = await desk.paper().printPhotoSheet({
        ...printRequest(db, pack, submission),
        formId: form.id,
        nomineeId: subjectId,
      });
      return { fileName: writeTarget(desk.handles, target, paper.displayName, paper.bytes) };
    },
  });
}

import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { formCheckCode } from '../../../shared/paper/form-content.ts';
import { formsToPrint } from '../../../shared/paper/forms-to-print.ts';
import type { Round } from '../../../shared/words/field-schema.ts';
import { handlersOf } from '../kernel/run-method.ts';
import type { Lease } from '../kernel/seat.ts';
import type { PrintedPaper } from '../paper/paper-engine.ts';
import { logEvent } from '../store/event-log.ts';
import type { Db } from '../store/rows.ts';
import { buildSubmission } from './build-submission.ts';
import { type Desk, isoNow } from './desk.ts';
import { formatOf, formatsOf, nameOnForm, printRequest } from './papers.ts';
import { writeRoundFolder } from './round-folder.ts';
import { comparedScans } from './scan-methods.ts';
import { writeTarget } from './target-file.ts';

const printedRow = z.object({
  form_id: z.string(),
  subject_id: z.string(),
  code: z.string(),
  printed_at: z.string(),
});

/** Remembers what was printed, so that later changes are seen (design: paper). */
function notePrinted(
  db: Db,
  round: Round,
  paper: Pick<PrintedPaper, 'formId' | 'subjectId' | 'checkCode'>,
  revision: number,
  at: string,
): void {
  db.atomic(() => {
    db.run(
      `INSERT INTO printed (form_id, subject_id, round, code, revision, printed_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (form_id, subject_id, round)
       DO UPDATE SET code = excluded.code, revision = excluded.revision, printed_at = excluded.printed_at`,
      paper.formId,
      paper.subjectId,
      round,
      paper.checkCode,
      revision,
      at,
    );
    logEvent(db, at, 'paper-printed', {
      form: paper.formId,
      subject: paper.subjectId,
      code: paper.checkCode,
    });
  });
}

/** Printing. */
export function paperMethods(desk: Desk) {
  async function printOne(
    { db, pack }: Lease,
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
      notePrinted(work.db, request.round, paper, revision, isoNow(desk));
      return { fileName, checkCode: paper.checkCode };
    },
    async 'paper.saveAll'({ round, folder }, work) {
      const { db, job } = work;
      const parent = desk.handles.resolve(folder, 'folder');
      const { files, failed, printed, revision } = await writeRoundFolder(desk, work, round, parent, job);
      const at = isoNow(desk);
      db.atomic(() => {
        for (const paper of printed) notePrinted(db, round, paper, revision, at);
      });
      return { files, failed };
    },
    async 'paper.status'({ round }, { db, pack }) {
      const submission = buildSubmission(db, pack, round);
      const rows = db.all(
        printedRow,
        'SELECT form_id, subject_id, code, printed_at FROM printed WHERE round = ?',
        round,
      );
      const known = new Map(rows.map((row) => [`${row.form_id}/${row.subject_id}`, row]));
      const compared = comparedScans(db, round);
      return formsToPrint(pack, submission).map((due) => {
        const { form, nominee } = due;
        const subjectId = nominee?.id ?? 'unit';
        const last = known.get(`${form.id}/${subjectId}`);
        return {
          formId: form.id,
          title: form.title,
          subjectId,
          subjectName: nameOnForm(pack, submission, due),
          formats: formatsOf(form),
          printedCode: last?.code ?? null,
          printedAt: last?.printed_at ?? null,
          currentCode: formCheckCode(pack, submission, form, nominee),
          ...compared(form.id, subjectId),
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

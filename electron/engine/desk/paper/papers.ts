import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { formScope, printedFields } from '../../../../shared/paper/form-content.ts';
import { type FormToPrint, formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import { evaluateCondition, isFilled } from '../../../../shared/reading/evaluate-condition.ts';
import { fieldOf, scopeOf, subjectName, unitOf } from '../../../../shared/reading/lookup.ts';
import { formTitle, longTextTitle } from '../../../../shared/reading/titles.ts';
import type { FormDefinition } from '../../../../shared/words/form-schema.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import type { PrintedPaper, PrintRequest } from '../../paper/paper-engine.ts';
import { paperFileName } from '../../paper/paper-names.ts';
import { hasAttachment, readAttachment } from '../../store/attachment-store.ts';
import { readMeta } from '../../store/meta-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { isSample } from '../ground/sample-desk.ts';

/** What the paper part needs of a submission, with attachments read from the store. */
export function printRequest(
  db: ReadDb,
  pack: CampaignPack,
  submission: Submission,
): Pick<PrintRequest, 'pack' | 'submission' | 'readAttachment' | 'specimen'> {
  return {
    pack,
    submission,
    specimen: isSample(db),
    readAttachment: async (sha256) => (hasAttachment(db, sha256) ? readAttachment(db, sha256).bytes : null),
  };
}

/** The name of the one a form is about; the unit's own forms give the unit's. */
export function nameOnForm(pack: CampaignPack, submission: Submission, { nominee }: FormToPrint): string {
  return subjectName(pack, nominee ?? unitOf(submission));
}

/** The extension of a printed paper, which is also its format's name. */
export function formatOf(paper: PrintedPaper): 'pdf' | 'xlsx' | 'docx' {
  const extension = paper.fileName.slice(paper.fileName.lastIndexOf('.') + 1);
  if (extension === 'pdf' || extension === 'xlsx' || extension === 'docx') return extension;
  throw new JianbiaoError('paper-format-unknown', { form: paper.formId, format: extension });
}

/** The formats a form comes in. */
export function formatsOf(form: FormDefinition): ('pdf' | 'xlsx' | 'docx')[] {
  switch (form.kind) {
    case 'summary':
      return ['pdf', 'xlsx'];
    case 'report':
      return ['pdf', 'docx'];
    case 'dossier':
    case 'sheet':
    case 'reference':
      return ['pdf'];
  }
}

/** Beside a dossier: its long texts as a text document, and the sheet of photos, where there are any. */
function companions(
  pack: CampaignPack,
  submission: Submission,
  due: FormToPrint,
): { title: string; name: string }[] {
  const { form, nominee } = due;
  if (form.kind !== 'dossier' || nominee === null) return [];
  const filled = printedFields(form, formScope(pack, submission, nominee)).filter((id) =>
    isFilled(nominee.content[id]),
  );
  const flows = form.rows.flatMap((row) => (row.kind === 'flow' ? [row.field] : []));
  const deeds = filled.some((id) => flows.includes(id));
  const photo = filled.some((id) => fieldOf(pack, nominee.kind, id)?.type === 'photo');
  return [
    ...(deeds
      ? [{ title: longTextTitle(form), name: paperFileName(`${form.id}-deeds`, nominee.id, 'docx') }]
      : []),
    ...(photo ? [{ title: '照片排版', name: paperFileName(`${form.id}-photos`, nominee.id, 'pdf') }] : []),
  ];
}

/** Which papers a round's package holds, before they are printed. */
export function plannedPapers(
  pack: CampaignPack,
  submission: Submission,
): { title: string; fileName: string }[] {
  return formsToPrint(pack, submission).flatMap((due) => {
    const who = due.nominee === null ? '' : `（${nameOnForm(pack, submission, due)}）`;
    const subject = due.nominee?.id ?? 'unit';
    return [
      ...formatsOf(due.form).map((format) => ({
        title: `${formTitle(due.form)}${who}`,
        fileName: `data/paper/${paperFileName(due.form.id, subject, format)}`,
      })),
      ...companions(pack, submission, due).map(({ title, name }) => ({
        title: `${title}${who}`,
        fileName: `data/paper/${name}`,
      })),
    ];
  });
}

/** The sheet that carries the key's fingerprint, where this desk fills one. */
function keySheetOf(pack: CampaignPack, submission: Submission): FormDefinition | null {
  const { keyFingerprintField } = pack.campaign;
  const { content } = submission.unit;
  return (
    pack.forms.find(
      (form) =>
        form.kind === 'sheet' &&
        form.subject === 'unit' &&
        form.rounds.includes(submission.round) &&
        evaluateCondition(form.when, scopeOf(content, content, submission.settings)) &&
        form.rows.some(
          (row) =>
            row.kind === 'cells' &&
            row.cells.some((cell) => 'field' in cell && cell.field === keyFingerprintField),
        ),
    ) ?? null
  );
}

/** Whether the receiver of this workspace takes paper and discs only. */
export function isPaperOnly(db: ReadDb): boolean {
  return readMeta(db, 'paperOnly') === 'yes';
}

/**
 * The form that is handed in by itself before all others: the sheet of the key, which is also that of the contacts. A host unit
 * hands its sheet in with all the rest where nobody enrols it. Null where there is none.
 */
export function handedInBefore(db: ReadDb, pack: CampaignPack, submission: Submission): string | null {
  const byItself = readMeta(db, 'role') !== 'host' || !isPaperOnly(db);
  return byItself ? (keySheetOf(pack, submission)?.id ?? null) : null;
}

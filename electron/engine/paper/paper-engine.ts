import type { FormDefinition } from '../../../shared/campaign/form-schema.ts';
import type { CampaignPack } from '../../../shared/campaign/pack-schema.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { formCheckCode, formScope, printedFields } from '../../../shared/paper/form-content.ts';
import type { Nominee, Submission } from '../../../shared/submission/submission-schema.ts';
import type { PaperPage } from './display-list.ts';
import { createFontSet, type FontOptions, type FontSet } from './font-set.ts';
import { type FormContext, lookUp, photoOf, type Picture } from './form-context.ts';
import { createGlyphChooser } from './glyphs.ts';
import { drawFeet } from './page-foot.ts';
import { type PageBox, portraitBox } from './page-geometry.ts';
import { paperDisplayName, paperFileName } from './paper-names.ts';
import { writePdf } from './pdf-writer.ts';
import { loadPicture, type ReadAttachment } from './pictures.ts';
import { dossierPages, sheetBox, sheetPages } from './table-pages.ts';

/** What to print. Forms of the unit take no nominee. */
export interface PrintRequest {
  readonly pack: CampaignPack;
  readonly submission: Submission;
  readonly formId: string;
  readonly nomineeId?: string | undefined;
  readonly readAttachment: ReadAttachment;
  /** Marks layouts that no official annex confirms (未经官方附件核对) at the foot; on unless switched off. */
  readonly markUnconfirmed?: boolean | undefined;
  /** False leaves out the personal columns of a summary (copies that leave the unit); on unless switched off. */
  readonly personalColumns?: boolean | undefined;
}

/** One printed file. */
export interface PrintedPaper {
  readonly formId: string;
  /** `unit` or the nominee's id. */
  readonly subjectId: string;
  /** ASCII, safe in an archive and on a disc: letters, digits, dot and dash. */
  readonly fileName: string;
  /** What people see, in Chinese. */
  readonly displayName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** `XXXXX-XXXXX`, as printed at the foot of every page. */
  readonly checkCode: string;
  /** Pages of a PDF; 0 for spreadsheets and text documents, whose pages their program makes. */
  readonly pages: number;
}

/** Prints forms. One engine keeps its fonts open. */
export interface PaperEngine {
  /** The papers of one form for one subject: a PDF, and for summaries and reports also XLSX or DOCX. */
  printForm(request: PrintRequest): Promise<PrintedPaper[]>;
  readonly fonts: FontSet;
}

const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const unconfirmedNote = '版式未经官方附件核对，请以官方附件为准';

function findForm(pack: CampaignPack, formId: string): FormDefinition {
  const form = pack.forms.find((one) => one.id === formId);
  if (!form) throw new JianbiaoError('paper-form-unknown', { form: formId });
  return form;
}

function findNominee(request: PrintRequest, form: FormDefinition): Nominee | null {
  if (form.subject === 'unit') return null;
  if (request.nomineeId === undefined) throw new JianbiaoError('paper-nominee-needed', { form: form.title });
  const nominee = request.submission.nominees.find((one) => one.id === request.nomineeId);
  if (!nominee) throw new JianbiaoError('paper-nominee-unknown', { nominee: request.nomineeId });
  if (nominee.kind !== form.subject) {
    throw new JianbiaoError('paper-nominee-mismatch', { form: form.title, nominee: nominee.id });
  }
  return nominee;
}

async function loadPictures(
  request: PrintRequest,
  context: Pick<FormContext, 'pack' | 'form' | 'scope'>,
): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const name of printedFields(context.form, context.scope)) {
    const { field, value } = lookUp(context, name);
    if (field.type !== 'photo') continue;
    const photo = photoOf(value);
    if (photo) pictures.set(photo.sha256, await loadPicture(photo, field.label, request.readAttachment));
  }
  return pictures;
}

interface LaidOut {
  readonly pages: PaperPage[];
  readonly box: PageBox;
}

function layOut(context: FormContext, form: FormDefinition): LaidOut {
  switch (form.kind) {
    case 'dossier':
      return { pages: dossierPages(context, form), box: portraitBox };
    case 'sheet':
      return { pages: sheetPages(context, form), box: sheetBox(form) };
    case 'summary':
    case 'report':
    case 'reference':
      throw new JianbiaoError('paper-nothing-to-print', { form: form.title });
  }
}

/** Opens a paper engine over the fonts (see FontOptions). Plain Node: no DOM, no Electron. */
export function createPaperEngine(options: FontOptions = {}): PaperEngine {
  const fonts = createFontSet(options);
  return {
    fonts,
    async printForm(request) {
      const { pack, submission } = request;
      const form = findForm(pack, request.formId);
      const nominee = findNominee(request, form);
      const scope = formScope(pack, submission, nominee);
      const glyphs = createGlyphChooser(fonts);
      const pictures = await loadPictures(request, { pack, form, scope });
      const context: FormContext = { pack, submission, form, nominee, scope, glyphs, pictures };
      const code = formCheckCode(pack, submission, form, nominee);
      const { pages, box } = layOut(context, form);
      const name = `${form.annex === undefined ? '' : `附件${form.annex}　`}${form.title}`;
      const marked = (request.markUnconfirmed ?? true) && form.certainty !== 'notice';
      const subjectId = nominee?.id ?? 'unit';
      drawFeet(
        pages,
        box,
        {
          campaign: submission.campaign.id,
          submission: submission.submissionId,
          form: form.id,
          subject: subjectId,
          revision: submission.revision,
          code,
          name,
          note: marked ? unconfirmedNote : undefined,
        },
        glyphs,
      );
      glyphs.assertComplete();
      const bytes = await writePdf(pages, {
        title: form.title,
        subject: pack.campaign.title,
        keywords: `${submission.campaign.id} ${form.id} r${submission.revision} ${code}`,
        created: new Date(`${pack.campaign.notice.issued}T00:00:00Z`),
      });
      const nameOf = nominee ? nominee.content[pack.campaign.nameField[nominee.kind]] : '';
      return [
        {
          formId: form.id,
          subjectId,
          fileName: paperFileName(form.id, subjectId, 'pdf'),
          displayName: paperDisplayName([name, typeof nameOf === 'string' ? nameOf : ''], 'pdf'),
          mediaType: mediaTypes.pdf,
          bytes,
          checkCode: code,
          pages: pages.length,
        },
      ];
    },
  };
}

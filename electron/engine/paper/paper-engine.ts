import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { checkCode } from '../../../shared/ground/check-code.ts';
import { formCheckCode, formScope, printedFields } from '../../../shared/paper/form-content.ts';
import { type FormToPrint, formsToPrint } from '../../../shared/paper/forms-to-print.ts';
import { evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import { longTextTitle } from '../../../shared/reading/titles.ts';
import type { FormDefinition } from '../../../shared/words/form-schema.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import type { Nominee, Submission } from '../../../shared/words/submission-schema.ts';
import { type CoverSheetInfo, coverSheetPages } from './cover-sheet.ts';
import type { PaperPage } from './display-list.ts';
import { type DeedsText, deedsDocx, reportDocx } from './docx-papers.ts';
import { createFontSet, type FontOptions, type FontSet } from './font-set.ts';
import { cellTexts, type FormContext, lookUp, type Picture, photoOf } from './form-context.ts';
import { createGlyphChooser, type GlyphChooser, printableText, unprintableSigns } from './glyphs.ts';
import { photoSize } from './grid-block.ts';
import { type DiscLabelInfo, discLabelPages, type HandoverInfo, handoverPages } from './handover-sheet.ts';
import { drawFeet } from './page-foot.ts';
import { landscapeBox, type PageBox, portraitBox } from './page-geometry.ts';
import { paperDisplayName, paperFileName } from './paper-names.ts';
import { writePdf } from './pdf-writer.ts';
import { photoSheetPages } from './photo-sheet.ts';
import { loadPicture, type ReadAttachment } from './pictures.ts';
import { referencePages } from './reference-pages.ts';
import { drawPageNumbers, reportPages } from './report-pdf.ts';
import { reportText } from './report-text.ts';
import { drawSpecimenMarks, SPECIMEN_WORDS } from './specimen-mark.ts';
import { summaryPages } from './summary-pdf.ts';
import { summaryWorkbook } from './summary-xlsx.ts';
import { dossierPages, sheetBox, sheetPages } from './table-pages.ts';

/** What to print. Forms of the unit take no nominee. */
export interface PrintRequest {
  readonly pack: CampaignPack;
  readonly submission: Submission;
  readonly formId: string;
  readonly nomineeId?: string | undefined;
  readonly readAttachment: ReadAttachment;
  /** Marks every page as belonging to a filled sample, so that no such paper is ever taken for a real one. */
  readonly specimen?: boolean | undefined;
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
  /** The papers of one form for one subject: a PDF, with a summary also XLSX, with a report also DOCX. */
  printForm(request: PrintRequest): Promise<PrintedPaper[]>;
  /** The long texts of a nominee's dossier (主要先进事迹) as DOCX, named by the nominee. */
  printDeeds(request: PrintRequest): Promise<PrintedPaper>;
  /** The photos to cut out with their back labels; the form is one that prints the photo. */
  printPhotoSheet(request: PrintRequest): Promise<PrintedPaper>;
  /**
   * Everything that the submission's round asks for, form by form (formsToPrint), and for each nominee with a dossier the deeds
   * as DOCX and the photo sheet. One at a time, so that a caller may write, show progress and stop.
   */
  printAll(request: Omit<PrintRequest, 'formId' | 'nomineeId'>): AsyncGenerator<PrintedPaper>;
  /** The same for one of the forms that are due, so that one that cannot be printed need not stop the others. */
  printDue(
    request: Omit<PrintRequest, 'formId' | 'nomineeId'>,
    due: FormToPrint,
  ): AsyncGenerator<PrintedPaper>;
  /** The characters of a text that no font can print, each once. */
  unprintable(text: string): readonly string[];
  /** 清单与交接单 of a package as PDF. */
  printCoverSheet(info: CoverSheetInfo): Promise<PrintedPaper>;
  /** 材料清单 of a set handed in on paper and disc, as PDF. */
  printHandover(info: HandoverInfo): Promise<PrintedPaper>;
  /** The labels of its disc, as PDF. */
  printDiscLabel(info: DiscLabelInfo): Promise<PrintedPaper>;
}

const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

interface Job {
  readonly request: PrintRequest;
  readonly form: FormDefinition;
  readonly context: FormContext;
  readonly code: string;
  readonly subjectId: string;
  /** 附件5　全国机关事务工作先进个人初审推荐登记表 */
  readonly name: string;
  readonly note: string | undefined;
  readonly date: Date;
}

interface LaidOut {
  readonly pages: PaperPage[];
  readonly box: PageBox;
}

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
  context: Pick<FormContext, 'pack' | 'form' | 'scope' | 'nominee'>,
): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const name of printedFields(context.form, context.scope)) {
    const { field, value } = lookUp(context, name);
    if (field.type !== 'photo') continue;
    const photo = photoOf(value);
    if (!photo) continue;
    const place = { nominee: nomineeName(context), label: field.label };
    pictures.set(photo.sha256, await loadPicture(photo, place, request.readAttachment));
  }
  return pictures;
}

async function openJob(request: PrintRequest, fonts: FontSet): Promise<Job> {
  const { pack, submission } = request;
  const form = findForm(pack, request.formId);
  const nominee = findNominee(request, form);
  const scope = formScope(pack, submission, nominee);
  const pictures = await loadPictures(request, { pack, form, scope, nominee });
  const glyphs = createGlyphChooser(fonts);
  return {
    request,
    form,
    context: { pack, submission, form, nominee, scope, glyphs, pictures, density: 1 },
    code: formCheckCode(pack, submission, form, nominee),
    subjectId: nominee?.id ?? 'unit',
    name: `${form.annex === undefined ? '' : `附件${form.annex}　`}${form.title}`,
    note: request.specimen === true ? SPECIMEN_WORDS : undefined,
    date: new Date(`${pack.campaign.notice.issued}T00:00:00Z`),
  };
}

/** The nominee's name as its campaign defines it; '' for forms of the unit. */
function nomineeName({ pack, nominee }: Pick<FormContext, 'pack' | 'nominee'>): string {
  const value = nominee ? nominee.content[pack.campaign.nameField[nominee.kind]] : '';
  return typeof value === 'string' ? value : '';
}

function layOut(job: Job): LaidOut {
  const { context, form, request } = job;
  switch (form.kind) {
    case 'dossier':
      return { pages: dossierPages(context, form), box: portraitBox };
    case 'sheet':
      return { pages: sheetPages(context, form), box: sheetBox(form) };
    case 'summary':
      return { pages: summaryPages(context, form, request.personalColumns ?? true), box: landscapeBox };
    case 'report':
      return { pages: reportPages(context, form), box: portraitBox };
    case 'reference':
      return { pages: referencePages(context, form), box: portraitBox };
  }
}

function paperOf(
  job: Job,
  extension: keyof typeof mediaTypes,
  bytes: Uint8Array,
  more: { readonly pages?: number; readonly what?: string; readonly suffix?: string } = {},
): PrintedPaper {
  const { form, subjectId, code, context } = job;
  return {
    formId: form.id,
    subjectId,
    fileName: paperFileName(`${form.id}${more.suffix ?? ''}`, subjectId, extension),
    displayName: paperDisplayName([job.name, more.what ?? '', nomineeName(context)], extension),
    mediaType: mediaTypes[extension],
    bytes,
    checkCode: code,
    pages: more.pages ?? 0,
  };
}

async function printPdf(job: Job): Promise<PrintedPaper> {
  const { form, context, code } = job;
  const { submission, pack, glyphs } = context;
  const { pages, box } = layOut(job);
  if (form.kind === 'report') drawPageNumbers(pages, glyphs);
  const foot = {
    campaign: submission.campaign.id,
    submission: submission.submissionId,
    form: form.id,
    subject: job.subjectId,
    revision: submission.revision,
    code,
    name: job.name,
    note: job.note,
    // An official document has its own page number, in its own place.
    numbered: form.kind !== 'report',
  };
  drawFeet(pages, box, foot, glyphs);
  if (job.request.specimen === true) drawSpecimenMarks(pages, glyphs);
  glyphs.assertComplete();
  const bytes = await writePdf(pages, {
    title: form.title,
    subject: pack.campaign.title,
    keywords: `${submission.campaign.id} ${form.id} r${submission.revision} ${code}`,
    created: job.date,
  });
  return paperOf(job, 'pdf', bytes, { pages: pages.length });
}

/** The foot of a text document. */
function wordFoot({ request, code }: Job): string {
  const place = `版本 ${request.submission.revision}　校验码 ${code}`;
  return request.specimen === true ? `${place}　${SPECIMEN_WORDS}` : place;
}

async function printCompanion(job: Job): Promise<PrintedPaper[]> {
  const { form, context, code, date, note } = job;
  const { pack, submission } = context;
  const personal = job.request.personalColumns ?? true;
  switch (form.kind) {
    case 'summary': {
      const bytes = await summaryWorkbook({ pack, submission, form, personal, code, note });
      return [paperOf(job, 'xlsx', bytes)];
    }
    case 'report': {
      const foot = wordFoot(job);
      const bytes = await reportDocx(reportText(context, form), { title: form.title, note: foot, date });
      return [paperOf(job, 'docx', bytes)];
    }
    case 'dossier':
    case 'sheet':
    case 'reference':
      return [];
  }
}

function deedsOf({ form, context }: Job): DeedsText[] {
  const rows = form.kind === 'dossier' || form.kind === 'sheet' ? form.rows : [];
  const unit = cellTexts(context, `unit:${context.pack.campaign.unitNameField}`)[0] ?? '';
  return rows.flatMap((row) => {
    if (row.kind !== 'flow' || !evaluateCondition(row.when, context.scope)) return [];
    const text = cellTexts(context, row.field)[0] ?? '';
    if (text === '') return [];
    return [{ title: `${nomineeName(context)}${row.label}`, byline: unit, text: printableText(text) }];
  });
}

async function printDeeds(job: Job): Promise<PrintedPaper> {
  const { form } = job;
  const texts = deedsOf(job);
  if (texts.length === 0) throw new JianbiaoError('paper-nothing-to-print', { form: form.title });
  const note = wordFoot(job);
  const bytes = await deedsDocx(texts, { title: texts[0]?.title ?? form.title, note, date: job.date });
  return paperOf(job, 'docx', bytes, { suffix: '-deeds', what: longTextTitle(form) });
}

async function printPhotoSheet(job: Job): Promise<PrintedPaper> {
  const { form, context } = job;
  const [picture] = context.pictures.values();
  const { photo } = context.pack.campaign;
  if (!picture || !photo)
    throw new JianbiaoError('paper-nothing-to-print', { form: `${form.title}（照片）` });
  const name = nomineeName(context);
  const unitField = photo.unitField ?? `unit:${context.pack.campaign.unitNameField}`;
  const pages = photoSheetPages(
    {
      picture,
      size: photoSize(context, picture),
      copies: photo.copies,
      unit: cellTexts(context, unitField)[0] ?? '',
      name,
      title: name,
    },
    context.glyphs,
  );
  if (job.request.specimen === true) drawSpecimenMarks(pages, context.glyphs);
  context.glyphs.assertComplete();
  const bytes = await writePdf(pages, {
    title: `${name} 照片`,
    subject: context.pack.campaign.title,
    keywords: `${context.submission.campaign.id} photo-sheet`,
    created: job.date,
  });
  return paperOf(job, 'pdf', bytes, { suffix: '-photos', what: '照片排版', pages: pages.length });
}

async function printCoverSheet(info: CoverSheetInfo, fonts: FontSet): Promise<PrintedPaper> {
  const glyphs = createGlyphChooser(fonts);
  const pages = coverSheetPages(info, glyphs);
  if (info.specimen === true) drawSpecimenMarks(pages, glyphs);
  glyphs.assertComplete();
  const bytes = await writePdf(pages, {
    title: '报送材料清单与交接单',
    subject: info.campaign.title,
    keywords: `${info.campaign.id} ${info.kind} r${info.revision} ${info.digest}`,
    created: new Date(`${info.date}T00:00:00Z`),
  });
  return {
    formId: 'cover-sheet',
    subjectId: 'unit',
    fileName: paperFileName('cover-sheet', info.kind, 'pdf'),
    displayName: paperDisplayName(['报送材料清单与交接单', info.kindName, info.unitName], 'pdf'),
    mediaType: mediaTypes.pdf,
    bytes,
    checkCode: checkCode({ ...info }),
    pages: pages.length,
  };
}

/** A sheet that goes with a set: its list, or the labels of its disc. */
async function printSetSheet(
  title: string,
  info: Omit<DiscLabelInfo, 'discs'>,
  layOutPages: (glyphs: GlyphChooser) => PaperPage[],
  fonts: FontSet,
): Promise<PrintedPaper> {
  const glyphs = createGlyphChooser(fonts);
  const pages = layOutPages(glyphs);
  if (info.specimen) drawSpecimenMarks(pages, glyphs);
  glyphs.assertComplete();
  const bytes = await writePdf(pages, {
    title,
    subject: info.campaign.title,
    keywords: `${info.campaign.id} ${info.revision}`,
    created: new Date(`${info.date}T00:00:00Z`),
  });
  return {
    formId: 'handover',
    subjectId: 'unit',
    fileName: paperFileName('handover', 'unit', 'pdf'),
    displayName: paperDisplayName([title, info.kindName, info.unitName], 'pdf'),
    mediaType: mediaTypes.pdf,
    bytes,
    checkCode: checkCode({ ...info }),
    pages: pages.length,
  };
}

/** Opens a paper engine over the fonts (see FontOptions). Plain Node: no DOM, no Electron. */
export function createPaperEngine(options: FontOptions = {}): PaperEngine {
  const fonts = createFontSet(options);
  async function* printDue(
    request: Omit<PrintRequest, 'formId' | 'nomineeId'>,
    { form, nominee }: FormToPrint,
  ): AsyncGenerator<PrintedPaper> {
    const job = await openJob({ ...request, formId: form.id, nomineeId: nominee?.id }, fonts);
    yield await printPdf(job);
    yield* await printCompanion(job);
    if (form.kind !== 'dossier') return;
    if (deedsOf(job).length > 0) yield await printDeeds(job);
    if (job.context.pictures.size > 0) yield await printPhotoSheet(job);
  }
  return {
    printDue,
    async *printAll(request) {
      for (const due of formsToPrint(request.pack, request.submission)) yield* printDue(request, due);
    },
    async printForm(request) {
      const job = await openJob(request, fonts);
      return [await printPdf(job), ...(await printCompanion(job))];
    },
    printDeeds: async (request) => printDeeds(await openJob(request, fonts)),
    printPhotoSheet: async (request) => printPhotoSheet(await openJob(request, fonts)),
    unprintable: (text) => unprintableSigns(fonts, text),
    printCoverSheet: (info) => printCoverSheet(info, fonts),
    printHandover: (info) =>
      printSetSheet('报送材料清单', info, (glyphs) => handoverPages(info, glyphs), fonts),
    printDiscLabel: (info) =>
      printSetSheet('光盘标签', info, (glyphs) => discLabelPages(info, glyphs), fonts),
  };
}

import { z } from 'zod';
import { errorRecord } from '../errors/error-record.ts';

/**
 * What a page of a scan turned out to be. `match`: paper and data agree; `changed`: the data changed after it was printed;
 * `foreign`: printed by another unit or workspace; `old`: another round's paper, or one that is not on this round's list;
 * `other`: a QR code that is on no form, e.g. a package's cover sheet; `unread`: no code was found, or no picture.
 */
const scanPageState = z.enum(['match', 'changed', 'foreign', 'old', 'other', 'unread']);
export type ScanPageState = z.infer<typeof scanPageState>;

/** What a paper turned out to be, all its scanned pages taken together. `missing`: pages agree, but not all are there. */
const scanPaperState = z.enum(['match', 'missing', 'changed', 'old', 'foreign']);
export type ScanPaperState = z.infer<typeof scanPaperState>;

const pageNumber = z.int().positive();

/** One paper found on the scans. Subjects are opaque ids; the name is empty where this workspace does not know it. */
const scanPaper = z.strictObject({
  formId: z.string(),
  /** Empty for a form of another campaign. */
  title: z.string(),
  subjectId: z.string().max(64),
  subjectName: z.string(),
  state: scanPaperState,
  /** The revision that the paper carries. */
  revision: z.int(),
  printedCode: z.string(),
  /** Null when this round does not ask for the paper. */
  currentCode: z.string().nullable(),
  /** How many pages the paper has. */
  total: pageNumber,
  /** Pages that were seen and agree. */
  found: z.array(pageNumber),
  missing: z.array(pageNumber),
  /** Pages that do not agree, where no agreeing one was seen in their place. */
  outdated: z.array(pageNumber),
  /** Whether outdated paper lay between the pages. */
  mixed: z.boolean(),
});
export type ScanPaper = z.infer<typeof scanPaper>;

/** One page of a file; a page with several codes (two sheets on one scan) is told once for each. */
const scanPage = z.strictObject({
  file: z.int().nonnegative(),
  /** In the file, from 1. */
  page: pageNumber,
  state: scanPageState,
  problem: errorRecord.nullable(),
  /** Which of the papers it belongs to. */
  paper: z.int().nonnegative().nullable(),
  /** The number printed on the page. */
  printedPage: pageNumber.nullable(),
});
export type ScanPage = z.infer<typeof scanPage>;

/** The outcome of comparing scans with the data. */
export const scanResult = z.strictObject({
  files: z.array(
    z.strictObject({ name: z.string(), pages: z.int().nonnegative(), problem: errorRecord.nullable() }),
  ),
  pages: z.array(scanPage),
  papers: z.array(scanPaper),
});
export type ScanResult = z.infer<typeof scanResult>;

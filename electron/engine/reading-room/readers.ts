import type { CadreForm } from '../../../shared/words/cadre-form.ts';
import { readCadreForm } from './cadre-form/read-cadre-form.ts';
import type { ReadingLimits } from './guard/limits.ts';
import { readSpreadsheet } from './spreadsheet/read-spreadsheet.ts';
import type { Workbook } from './spreadsheet/workbook.ts';

/** What each reader gives: plain data that can be sent from one thread to another. */
export interface Readings {
  readonly spreadsheet: Workbook;
  readonly cadreForm: CadreForm;
}

export type ReaderName = keyof Readings;

/** A reader of a hostile file: bytes in, data out; throws ReadingRefused. It touches nothing else. */
export type Reader<N extends ReaderName> = (bytes: Buffer, limits: ReadingLimits) => Promise<Readings[N]>;

/** All readers. Loaded in the worker alone (reading-worker.ts). */
export const readers: { readonly [N in ReaderName]: Reader<N> } = {
  spreadsheet: readSpreadsheet,
  cadreForm: readCadreForm,
};

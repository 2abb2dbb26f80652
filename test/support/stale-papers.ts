import { writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { EngineClient } from '../../electron/cli/kit/engine-client.ts';
import { qrText } from '../../shared/paper/qr-payload.ts';
import { jpegImage, pdfOfImages, qrPage } from './make-scan.ts';

/** Fills the first row below the sample of a template for bulk import in, by the field ids of its hidden row. */
export async function writeFirstRow(path: string, values: Readonly<Record<string, string>>): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const [sheet] = book.worksheets;
  sheet?.getRow(2).eachCell((cell, column) => {
    const value = values[String(cell.value)];
    if (value !== undefined) sheet.getCell(4, column).value = value;
  });
  await book.xlsx.writeFile(path);
}

/** A scan of the pages of a nominee's form as they would be printed now. */
export async function writeScan(
  path: string,
  client: EngineClient,
  subjectId: string,
  submission: string,
): Promise<void> {
  const round = 'preliminary';
  const papers = await client.call('paper.status', { round });
  const paper = papers.find((one) => one.formId === 'annex-5' && one.subjectId === subjectId);
  const code = paper?.currentCode ?? '';
  const asked = { formId: 'annex-5', subjectId, round, format: 'pdf' } as const;
  const { pages } = await client.call('paper.preview', asked);
  const about = { campaign: 'ggj-2021', submission, form: 'annex-5', subject: subjectId, revision: 1, code };
  const images = Array.from({ length: pages }, (_, at) =>
    jpegImage(qrPage([qrText({ ...about, page: at + 1, pages })])),
  );
  writeFileSync(path, await pdfOfImages(images));
}

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { grainy, readPgm, toJpeg, turned } from '../../support/make-scan.ts';

/** One paper of a round, as the print page lists it. */
export interface PaperName {
  readonly formId: string;
  readonly subjectId: string;
  readonly round: 'preliminary' | 'formal';
}

/** The PDF that the print page would save. */
export async function paperPdf(page: Page, paper: PaperName): Promise<Buffer> {
  const base64 = await page.evaluate(async (request) => {
    const answer = await window.jianbiao?.call('paper.preview', { ...request, format: 'pdf' });
    if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
    let text = '';
    for (const byte of answer.value.bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }, paper);
  return Buffer.from(base64, 'base64');
}

/** The paper as it comes back from being stamped: printed (pdftoppm), laid askew on a scanner. One JPEG a page; their paths. */
export function scanPdf(pdf: Uint8Array, folder: string, name: string, dpi = 150): string[] {
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, pdf);
  const paths: string[] = [];
  for (let number = 1; ; number += 1) {
    const range = ['-f', String(number), '-l', String(number)];
    let pgm: Buffer;
    try {
      pgm = execFileSync('pdftoppm', ['-gray', '-r', String(dpi), ...range, file], {
        maxBuffer: 128e6,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      return paths;
    }
    if (pgm.length === 0) return paths;
    const path = join(folder, `${name}-${number}.jpg`);
    writeFileSync(path, toJpeg(grainy(turned(readPgm(pgm), number % 2 === 0 ? 1.2 : -0.8), 30, number)));
    paths.push(path);
  }
}

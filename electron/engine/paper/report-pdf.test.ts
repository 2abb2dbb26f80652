import { describe, expect, it } from 'vitest';
import { formScope } from '../../../shared/paper/form-content.ts';
import { sampleSubmission } from '../../../test/fixtures/paper-sample.ts';
import { loadPack } from '../pack/load-pack.ts';
import type { PaperPage } from './display-list.ts';
import { createFontSet } from './font-set.ts';
import { createGlyphChooser } from './glyphs.ts';
import { reportPages } from './report-pdf.ts';

const fonts = createFontSet();
const pack = await loadPack(new URL('../../../resources/campaigns/ggj-2021', import.meta.url).pathname);
const chapters = ['process', 'review', 'decision', 'notice', 'other'] as const;

/** The first report with these chapters, page by page, line by line. */
function report(texts: Partial<Readonly<Record<(typeof chapters)[number], string>>>): string[][] {
  const sample = sampleSubmission();
  const given = Object.fromEntries(chapters.map((id) => [`report.preliminary.${id}`, texts[id] ?? null]));
  const content = { ...sample.unit.content, ...given };
  const submission = { ...sample, unit: { ...sample.unit, content } };
  const form = pack.forms.find((one) => one.id === 'report-preliminary');
  if (form?.kind !== 'report') throw new Error('no report');
  const scope = formScope(pack, submission, null);
  const glyphs = createGlyphChooser(fonts);
  const context = { pack, submission, form, nominee: null, scope, glyphs, pictures: new Map(), density: 1 };
  return reportPages(context, form).map(linesOf);
}

function linesOf(page: PaperPage): string[] {
  const lines = new Map<number, string>();
  for (const mark of page.marks) {
    if (mark.kind !== 'text') continue;
    const at = Math.round(mark.baseline);
    lines.set(at, `${lines.get(at) ?? ''}${mark.text}`);
  }
  return [...lines].sort(([a], [b]) => a - b).map(([, text]) => text);
}

const lines = (count: number): string => '国'.repeat(26 + 28 * (count - 1));

describe('a report on paper', () => {
  it('breaks its title where the sense does (GB/T 9704-2012, 7.3.1)', () => {
    const [first] = report({});
    expect(first?.slice(0, 2)).toEqual(['全国机关事务工作先进集体和先进个人', '初审推荐工作报告']);
  });

  it('never leaves the signature without text on the page that gets the seal (7.3.5.5)', () => {
    for (let count = 1; count <= 26; count += 1) {
      const last = report({ process: lines(9), other: lines(count) }).at(-1) ?? [];
      const signer = last.indexOf('河北省机关事务管理局');
      expect(signer, `${count} lines`).toBeGreaterThanOrEqual(1);
      expect(last[signer + 1]).toBe('2021年9月15日');
      expect(last[signer - 1]).toContain('国');
      expect(last.slice(0, signer).length >= 2 || count === 1).toBe(true);
    }
  });

  it('leaves no heading at the foot of a page, not even one above another', () => {
    for (let count = 1; count <= 24; count += 1) {
      const pages = report({ process: lines(count), review: `（一）审核\n${lines(4)}`, other: lines(2) });
      for (const page of pages.slice(0, -1)) {
        expect(page.at(-1), `${count} lines`).not.toMatch(/^[一二三四五]、|^（一）/);
      }
    }
  });

  it('gives headings without text, to be filled in by hand, one page', () => {
    expect(report({})).toHaveLength(1);
  });
});

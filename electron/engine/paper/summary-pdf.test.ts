import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formScope } from '../../../shared/paper/form-content.ts';
import { sampleSubmission } from '../../../test/fixtures/paper-sample.ts';
import { loadPack } from '../pack/load-pack.ts';
import { createFontSet } from './font-set.ts';
import { createGlyphChooser } from './glyphs.ts';
import { headerWidths, summaryPages } from './summary-pdf.ts';

const width = 700;
const fonts = createFontSet();
const pack = await loadPack(new URL('../../../resources/campaigns/ggj-2021', import.meta.url).pathname);

/** The people's part of 附件3 for the sample's person with other content: what is printed in which size. */
function people(more: Readonly<Record<string, unknown>>): { readonly text: string; readonly size: number }[] {
  const sample = sampleSubmission();
  const nominees = sample.nominees.map((one) => ({ ...one, content: { ...one.content, ...more } }));
  const submission = { ...sample, nominees: nominees as typeof sample.nominees };
  const form = pack.forms.find((one) => one.id === 'annex-3');
  if (form?.kind !== 'summary') throw new Error('no summary');
  const scope = formScope(pack, submission, null);
  const glyphs = createGlyphChooser(fonts);
  const context = { pack, submission, form, nominee: null, scope, glyphs, pictures: new Map(), density: 1 };
  const pages = summaryPages(context, form, true);
  return pages
    .slice(1)
    .flatMap((page) => page.marks)
    .flatMap((mark) => (mark.kind === 'text' ? [{ text: mark.text, size: mark.size }] : []));
}

describe('a row of 附件3', () => {
  it('prints the usual entries in 小五, each in one piece, and 出生年月 without the day', () => {
    const texts = people({ ethnicity: '05' });
    for (const text of ['维吾尔族', '高级工程师', '13933112233', '130123197603150018', '1976.03'])
      expect(texts).toContainEqual({ text, size: 9 });
    expect(texts.map(({ text }) => text)).not.toContain('1976.03.15');
    for (const text of ['出生年月', '专业技', '术职务']) expect(texts).toContainEqual({ text, size: 9 });
    const name = people({ name: '阿卜杜拉·买买提江·阿卜杜热合曼' }).map(({ text }) => text);
    for (const text of ['阿卜杜拉·', '买买提江·', '阿卜杜热合曼']) expect(name).toContain(text);
  });

  it('goes on in a row that says whose it is, and sets no short cell small because of a long one', () => {
    const awards = Array.from({ length: 30 }, (_, index) => ({
      date: `${1990 + index}-05`,
      name: '全省公共机构节能工作先进个人荣誉称号',
      grantor: '河北省机关事务管理局',
      level: 'provincial',
    }));
    const texts = people({ awards });
    expect(texts).toContainEqual({ text: '1续', size: 9 });
    expect(texts).toContainEqual({ text: '13933112233', size: 9 });
    expect(texts.some(({ size }) => size === 7.5)).toBe(true);
  });
});

describe('the line above the table of 附件3', () => {
  it('keeps the short entries whole and lets a long unit name take the rest', () => {
    const [unit = 0, contact = 0, phone = 0, date = 0] = headerWidths([520, 80, 130, 150], width);
    expect(contact).toBeGreaterThan(80);
    expect(phone).toBeGreaterThan(130);
    expect(date).toBeGreaterThan(150);
    expect(unit).toBeLessThan(520);
  });

  it('fills the width exactly, whatever the entries', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 }), (natural) => {
        const widths = headerWidths(natural, width);
        expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(width, 6);
        for (const one of widths) expect(one).toBeGreaterThan(0);
      }),
    );
  });
});

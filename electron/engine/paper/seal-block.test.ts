import { describe, expect, it } from 'vitest';
import { formScope } from '../../../shared/paper/form-content.ts';
import type { FormDefinition } from '../../../shared/words/form-schema.ts';
import type { Submission } from '../../../shared/words/submission-schema.ts';
import { sampleSubmission } from '../../../test/fixtures/paper-sample.ts';
import { loadPack } from '../pack/load-pack.ts';
import { mm, type PaperPage } from './display-list.ts';
import { createFontSet } from './font-set.ts';
import type { FormContext } from './form-context.ts';
import { createGlyphChooser } from './glyphs.ts';
import { dossierPages, sheetPages } from './table-pages.ts';

const fonts = createFontSet();
const pack = await loadPack(new URL('../../../resources/campaigns/ggj-2021', import.meta.url).pathname);

function pagesOf(formId: string, settings: Submission['settings'] = {}): PaperPage[] {
  const submission = { ...sampleSubmission('formal'), settings };
  const form = pack.forms.find((one) => one.id === formId);
  const nominee = submission.nominees.find((one) => one.kind === form?.subject) ?? null;
  if (!form || !nominee) throw new Error('no form or nominee');
  const scope = formScope(pack, submission, nominee);
  const glyphs = createGlyphChooser(fonts);
  const context: FormContext = {
    pack,
    submission,
    form,
    nominee,
    scope,
    glyphs,
    pictures: new Map(),
    density: 1,
  };
  return lay(context, form);
}

function lay(context: FormContext, form: FormDefinition): PaperPage[] {
  if (form.kind === 'dossier') return dossierPages(context, form);
  if (form.kind === 'sheet') return sheetPages(context, form);
  throw new Error('no seals');
}

/** Each （盖章）: how far it lies from the horizontal lines above and below it that reach over it, in millimetres. */
function seals(page: PaperPage): { readonly height: number; readonly under: number }[] {
  const rules = page.marks.flatMap((mark) => {
    if (mark.kind === 'rect')
      return [mark.y, mark.y + mark.h].map((y) => ({ from: mark.x, to: mark.x + mark.w, y }));
    return mark.kind === 'line' && mark.y1 === mark.y2 ? [{ from: mark.x1, to: mark.x2, y: mark.y1 }] : [];
  });
  return page.marks.flatMap((mark) => {
    if (mark.kind !== 'text' || !mark.text.includes('盖章）')) return [];
    const over = rules.filter(({ from, to }) => from <= mark.x && to >= mark.x).map(({ y }) => y);
    const top = Math.max(...over.filter((y) => y < mark.baseline));
    const bottom = Math.min(...over.filter((y) => y > mark.baseline));
    return [{ height: (bottom - top) / mm(1), under: (bottom - mark.baseline) / mm(1) }];
  });
}

describe('the room for seals (42 to 45 mm across)', () => {
  it('is 45 mm high and more in dossiers, 42 mm in 附件8', () => {
    for (const [form, least] of [
      ['annex-6', 45],
      ['annex-7', 45],
      ['annex-8', 42],
      ['annex-8-collective', 42],
    ] as const) {
      const found = pagesOf(form).flatMap(seals);
      expect(found.length).toBeGreaterThan(2);
      for (const { height } of found) expect(height).toBeGreaterThanOrEqual(least - 0.1);
    }
  });

  it('is as high as eight departments on one page leave it', () => {
    for (const form of ['annex-9', 'annex-10']) {
      const pages = pagesOf(form);
      expect(pages).toHaveLength(1);
      const found = pages.flatMap(seals);
      expect(found).toHaveLength(8);
      for (const { height } of found) expect(height).toBeGreaterThan(36.5);
    }
  });

  it('is there for further departments where the unit consults more than seven', () => {
    const found = pagesOf('annex-9', { enterpriseDepartments: 'more' }).flatMap(seals);
    expect(found).toHaveLength(10);
    for (const { height } of found) expect(height).toBeGreaterThanOrEqual(36);
  });

  it('goes under the date too where there is some to spare', () => {
    for (const { height, under } of pagesOf('annex-8').flatMap(seals)) {
      expect(height).toBeGreaterThan(44);
      expect(under).toBeGreaterThan(14);
    }
  });
});

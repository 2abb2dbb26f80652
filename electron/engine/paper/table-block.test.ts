import { describe, expect, it } from 'vitest';
import { formScope } from '../../../shared/paper/form-content.ts';
import { sampleSubmission } from '../../../test/fixtures/paper-sample.ts';
import { loadPack } from '../pack/load-pack.ts';
import { a4, mm } from './display-list.ts';
import { createFontSet } from './font-set.ts';
import type { FormContext } from './form-context.ts';
import { createGlyphChooser } from './glyphs.ts';
import { portraitBox } from './page-geometry.ts';
import { tableBlock } from './table-block.ts';

const fonts = createFontSet();
const pack = await loadPack(new URL('../../../resources/campaigns/ggj-2021', import.meta.url).pathname);

function contextOf(content: Readonly<Record<string, unknown>>): FormContext {
  const submission = sampleSubmission();
  const form = pack.forms.find((one) => one.id === 'annex-5');
  const [sample] = submission.nominees;
  if (!form || !sample) throw new Error('no form or nominee');
  const nominee = { ...sample, content: content as typeof sample.content };
  const scope = formScope(pack, submission, nominee);
  const glyphs = createGlyphChooser(fonts);
  return { pack, submission, form, nominee, scope, glyphs, pictures: new Map(), density: 0.7 };
}

/** The awards of a nominee drawn at the top of a page: the texts and the room they take. */
function awards(content: Readonly<Record<string, unknown>>) {
  const context = contextOf(content);
  const { form } = context;
  const layout =
    form.kind === 'dossier'
      ? form.rows.find((row) => row.kind === 'table' && row.field === 'awards')
      : undefined;
  if (layout?.kind !== 'table') throw new Error('no awards in the layout');
  const { chunk } = tableBlock(context, layout, portraitBox.width).take(600, true);
  const page = a4('portrait');
  chunk?.draw(page, 0, 0, portraitBox.width, chunk.height);
  const texts = page.marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));
  return { texts, height: chunk?.height ?? 0 };
}

describe('a table in a form', () => {
  it('gives its upright label the room it needs, also beside a single 无', () => {
    const { texts, height } = awards({ name: '王建国', awards: [] });
    expect(texts.map(({ text }) => text)).toContain('无');
    expect(texts.map(({ text }) => text).join('')).toContain('何时何地受过何种奖励');
    for (const { baseline, size } of texts) {
      expect(baseline - size * 0.88).toBeGreaterThanOrEqual(0);
      expect(baseline + size * 0.12).toBeLessThanOrEqual(height);
    }
  });

  it('prints no 无 but empty rows on blank paper that is filled in by hand', () => {
    const { texts, height } = awards({});
    // A heading row and three to write in, as high as a hand needs them even when pressed.
    expect(height).toBeGreaterThan(mm(8.5) * 0.7 * 4 - 0.1);
    expect(texts.map(({ text }) => text)).not.toContain('无');
    expect(texts.map(({ text }) => text)).toContain('奖励名称');
  });
});

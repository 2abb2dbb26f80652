import { expect, it } from 'vitest';
import { formScope } from '../../../shared/paper/form-content.ts';
import { sampleSubmission } from '../../../test/fixtures/paper-sample.ts';
import { loadPack } from '../pack/load-pack.ts';
import { createFontSet } from './font-set.ts';
import { createGlyphChooser } from './glyphs.ts';
import { portraitBox } from './page-geometry.ts';
import { rowBlocks } from './table-pages.ts';

it('keeps both rows of a public notice on one page', async () => {
  const pack = await loadPack(new URL('../../../resources/campaigns/ggj-2021', import.meta.url).pathname);
  const submission = sampleSubmission('formal');
  const form = pack.forms.find((one) => one.id === 'annex-7');
  const [nominee] = submission.nominees;
  if (form?.kind !== 'dossier' || !nominee) throw new Error('no form or nominee');
  const scope = formScope(pack, submission, nominee);
  const glyphs = createGlyphChooser(createFontSet());
  const context = { pack, submission, form, nominee, scope, glyphs, pictures: new Map(), density: 1 };
  const labels = rowBlocks(context, form, portraitBox.width).map(({ label }) => label);
  // A block is never split; it is named by the first label in it.
  expect(labels).toContain('本单位公示起止日期');
  expect(labels).toContain('省级范围公示起止日期');
  expect(labels.filter((label) => /范围和方式|异议处理/.test(label))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { paths } from '../../../build/kit/paths.ts';

const axeSource = readFileSync(join(paths.root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

const axeResult = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      help: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })),
    }),
  ),
});

/**
 * What axe finds serious or critical on the page as it stands, one line each (issue 5: acceptance). Nothing moves from
 * then on: a half-faded text has a contrast that nobody will read it at. `rules` asks these rules of axe only.
 */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(async () => {
    if (!document.adoptedStyleSheets.some((sheet) => sheet.cssRules[0]?.cssText.includes('transition'))) {
      const still = new CSSStyleSheet();
      still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }');
      document.adoptedStyleSheets.push(still);
    }
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axeSource);
  const options = {
    resultTypes: ['violations'],
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
  };
  const result = axeResult.parse(await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`));
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 160)}`),
    );
}

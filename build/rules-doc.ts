import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '../electron/engine/pack/load-pack.ts';
import { rulesDocument } from '../shared/rules/rules-document.ts';
import { ruleBreaks } from '../test/fixtures/rules/all-breaks.ts';

/** Where docs/rules.md lies, and what its table says of the tests. */
export const rulesDocPath = join(import.meta.dirname, '../docs/rules.md');

/** The text docs/rules.md must have: made from the shipped pack. */
export async function currentRulesDoc(): Promise<string> {
  const pack = await loadPack(join(import.meta.dirname, '../resources/campaigns/ggj-2021'));
  const edges = new Set(
    Object.entries(ruleBreaks).flatMap(([id, how]) => (how.edge === undefined ? [] : [id])),
  );
  return rulesDocument(pack, { file: 'shared/rules/each-rule.test.ts', edges });
}

// `node build/rules-doc.ts` writes the file; imported, it only makes the text.
if (process.argv[1] === import.meta.filename) writeFileSync(rulesDocPath, await currentRulesDoc());

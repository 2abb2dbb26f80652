import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { currentRulesDoc, rulesDocPath } from './rules-doc.ts';

it('docs/rules.md is what the pack says: run `node build/rules-doc.ts` after changing rules', async () => {
  expect(readFileSync(rulesDocPath, 'utf8')).toBe(await currentRulesDoc());
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { validateBag } from '../../electron/engine/seal/bagit/validate-bag.ts';
import { noteUnmet } from '../support/unmet.ts';
import { requireTool } from './require-tool.ts';

// The Library of Congress conformance suite (public domain). It is not ours to carry in git: it lies in the folder
// beside the project, or where JIANBIAO_BAGIT_SUITE says. Without it the suite is skipped with its name showing.
const archive =
  process.env.JIANBIAO_BAGIT_SUITE ??
  join(import.meta.dirname, '../../../shared/conformance/bagit-conformance-suite.tar.gz');
const tar = existsSync(archive) ? requireTool('tar') : null;
// No package brings it, so that even CI does not insist; the end of the run names it all the same.
if (!existsSync(archive)) noteUnmet({ what: 'the BagIt conformance suite', debianPackage: null });
const root = mkdtempSync(join(tmpdir(), 'jianbiao-bags-'));
if (tar !== null) execFileSync(tar, ['xzf', archive, '-C', root]);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const suite = join(root, 'bagit-conformance-suite');

function folders(path: string): string[] {
  return readdirSync(path)
    .filter((name) => !name.startsWith('.') && statSync(join(path, name)).isDirectory())
    .map((name) => join(path, name));
}

const bags = tar === null ? [] : folders(suite).flatMap(folders).flatMap(folders);

/** Two valid bags write `./` in a manifest, which the suite's own `warning/relative-path` wants a warning for. */
const warned = /(?:warning\/.*|bag-with-leading-dot-slash-in-manifest)$/;

describe.skipIf(tar === null)('BagIt conformance suite', () => {
  test('is complete', () => {
    expect(bags).toHaveLength(60);
  });

  test.each(bags.map((bag) => relative(suite, bag)))('%s', async (bag) => {
    const report = await validateBag(join(suite, bag));
    const [, category] = bag.split('/');
    // What only Windows or only Linux would follow out of the bag is refused on both.
    expect(report.ok).toBe(category === 'valid' || category === 'warning');
    if (report.ok) expect(report.warnings.length > 0).toBe(warned.test(bag));
    for (const { message } of [...report.errors, ...report.warnings]) expect(message).not.toMatch(/\{\w+\}/);
  });
});

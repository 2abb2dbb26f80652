import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paths } from '../../build/kit/paths.ts';
import { unmetText } from './unmet-reporter.ts';

test('says what did not run, why, and which Debian packages would bring it', () => {
  const file = 'test/conformance/paper-pdf.test.ts';
  const text = unmetText(new Map([[file, 12]]), [
    { what: 'the tool qpdf', debianPackage: 'qpdf', file },
    { what: 'the tool pdftoppm', debianPackage: 'poppler-utils', file },
  ]);
  expect(text).toContain('Not run on this machine: 12 tests');
  expect(text).toContain(`${file}: 12, for want of the tool qpdf, the tool pdftoppm`);
  expect(text).toContain('apt-get install poppler-utils qpdf');
  expect(unmetText(new Map(), [])).toBe('');
});

test('a run without a tool names its tests at the end, and with tools required it fails instead', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-bare-'));
  const run = (required: string): { code: number; out: string } => {
    const vitest = join(paths.root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = [vitest, 'run', 'test/conformance/disc-image.test.ts'];
    // A PATH without a single tool: not even a shell to ask for one.
    const env = { ...process.env, PATH: folder, JIANBIAO_REQUIRE_TOOLS: required };
    try {
      return {
        code: 0,
        out: execFileSync(process.execPath, args, { cwd: paths.root, env, encoding: 'utf8' }),
      };
    } catch (thrown) {
      const failed = thrown as { status?: number; stdout?: string };
      return { code: failed.status ?? -1, out: String(failed.stdout) };
    }
  };
  try {
    const bare = run('0');
    expect(bare.out).toMatch(/Not run on this machine: \d+ tests/);
    expect(bare.out).toMatch(/test\/conformance\/disc-image\.test\.ts: \d+, for want of .*the tool xorriso/);
    expect(bare.out).toContain('apt-get install coreutils xorriso');
    expect(bare.code).toBe(0);
    expect(run('1').code).not.toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photoBytes, sampleSubmission } from '../../../test/fixtures/paper-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-print-'));
const main = join(import.meta.dirname, '../main.ts');
const file = join(folder, 'submission.json');

beforeAll(() => {
  mkdirSync(join(folder, 'files'));
  writeFileSync(file, JSON.stringify(sampleSubmission()));
  writeFileSync(join(folder, 'files', 'any-name.jpg'), photoBytes);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cli(...args: string[]): {
  readonly status: number | null;
  readonly document: Record<string, unknown>;
} {
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, 'print', ...args, '--json'],
    {
      encoding: 'utf8',
    },
  );
  return { status: run.status, document: JSON.parse(run.stdout) as Record<string, unknown> };
}

describe('print', () => {
  it('writes every paper of the round and lists them in one JSON document', () => {
    const out = join(folder, 'out');
    const { status, document } = cli(file, '--out', out);
    expect(status).toBe(0);
    expect(document).toMatchObject({ ok: true, out });
    const files = document.files as { fileName: string; checkCode: string }[];
    expect(files.map(({ fileName }) => fileName).sort()).toEqual(readdirSync(out).sort());
    expect(files.length).toBeGreaterThanOrEqual(10);
    expect(readFileSync(join(out, 'annex-5-n-1.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('prints one form for everybody it is about', () => {
    const { status, document } = cli(
      file,
      '--out',
      join(folder, 'one'),
      '--form',
      'annex-3',
      '--without-personal',
    );
    expect(status).toBe(0);
    expect((document.files as unknown[]).length).toBe(2);
  });

  it('prints the other forms when one cannot be printed, and says which and why', () => {
    const out = join(folder, 'some');
    const { status, document } = cli(file, '--out', out, '--attachments', join(folder, 'nowhere'));
    expect(status).toBe(1);
    expect(document).toMatchObject({
      ok: false,
      error: { code: 'paper-attachment-missing' },
      failed: [{ formId: 'annex-5', subjectId: 'n-1', error: { code: 'paper-attachment-missing' } }],
    });
    const names = readdirSync(out);
    expect(names).toEqual(
      expect.arrayContaining(['annex-3-unit.pdf', 'annex-4-n-2.pdf', 'annex-11-unit.pdf']),
    );
    expect(names.some((name) => name.startsWith('annex-5'))).toBe(false);
  });

  it('exits 1 with the reason when it cannot print', () => {
    const unknown = cli(file, '--out', join(folder, 'none'), '--form', 'annex-99');
    expect(unknown.status).toBe(1);
    expect(unknown.document).toMatchObject({ ok: false, error: { code: 'paper-form-unknown' } });
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"format":"jianbiao-submission/1"}');
    expect(cli(broken, '--out', join(folder, 'none')).document).toMatchObject({
      error: { code: 'paper-submission-invalid' },
    });
  });
});

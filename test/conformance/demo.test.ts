import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requireTool } from './require-tool.ts';

const root = join(import.meta.dirname, '../..');
const summarySchema = z.object({
  ok: z.literal(true),
  packages: z.array(
    z.object({
      file: z.string(),
      kind: z.string(),
      sample: z.string().nullable(),
      principal: z.string(),
      encrypted: z.boolean(),
    }),
  ),
  units: z.array(z.object({ sample: z.string(), rounds: z.array(z.object({ round: z.string() })) })),
  papers: z.array(z.string()),
  allowedSigners: z.string(),
  ageIdentity: z.string(),
});

const tools = (['age', 'unzip', 'sha256sum', 'ssh-keygen', 'openssl'] as const).map(requireTool);
const pdfTools = (['pdffonts', 'pdftotext', 'pdfinfo'] as const).map(requireTool);

/** The command as a user runs it; JSON only on stdout. */
function cli(...args: string[]): { status: number | null; document: unknown } {
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'electron/cli/main.ts'), ...args, '--json'],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return { status: run.status, document: JSON.parse(run.stdout) };
}

/** SHA-256 of every file below a folder, by path. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

describe('the demo', () => {
  const work = mkdtempSync(join(tmpdir(), 'jb-demo-'));
  const first = join(work, 'first');
  let summary: z.infer<typeof summarySchema>;

  beforeAll(() => {
    const { status, document } = cli('demo', '--out', first);
    expect(status).toBe(0);
    summary = summarySchema.parse(document);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('makes every kind of package and names every file', () => {
    expect(new Set(summary.packages.map((item) => item.kind))).toEqual(
      new Set(['campaign', 'enrolment', 'preliminary', 'formal', 'feedback', 'receipt']),
    );
    const made = Object.keys(digests(first)).filter((path) => /^(?:usb|paper)\//.test(path));
    expect(new Set([...summary.packages.map((item) => item.file), ...summary.papers])).toEqual(new Set(made));
  });

  it('goes through the job with a unit of every type', () => {
    expect(
      summary.units.map(({ sample, rounds }) => [sample, rounds.map(({ round }) => round).join(' ')]),
    ).toEqual([
      ['central-organ', 'preliminary'],
      ['corps', 'preliminary'],
      ['enterprise-collective', 'preliminary formal'],
      ['enterprise-leader', 'preliminary formal'],
      ['province', 'preliminary formal'],
    ]);
    for (const { sample } of summary.units) {
      const own = summary.packages.filter((item) => item.sample === sample).map(({ kind }) => kind);
      expect(own).toEqual(expect.arrayContaining(['enrolment', 'preliminary', 'feedback', 'receipt']));
    }
  });

  // One unit type is enough to show it, twice in one folder and once in another.
  it('gives the same bytes again, in the same folder and in another; only encryption differs', () => {
    const [one, other] = [join(work, 'one'), join(work, 'other-one')];
    const corps = (out: string) => cli('demo', '--out', out, '--sample', 'corps').status;
    expect(corps(one)).toBe(0);
    const before = digests(one);
    expect(corps(one)).toBe(0);
    const again = digests(one);
    expect(corps(other)).toBe(0);
    const second = digests(other);
    const fixed = (all: Record<string, string>): string[] =>
      Object.entries(all)
        .filter(([path]) => /^(?:usb|paper|keys)\//.test(path) && !path.endsWith('.age'))
        .map(([path, digest]) => `${digest}  ${path}`)
        .sort();
    expect(fixed(again)).toEqual(fixed(before));
    expect(fixed(second)).toEqual(fixed(before));
  });

  it('writes into no folder that holds something else', () => {
    writeFileSync(join(work, 'other'), '');
    expect(cli('demo', '--out', work)).toMatchObject({
      status: 1,
      document: { error: { code: 'demo-folder-used' } },
    });
  });

  it('is accepted by our own verify, and one changed byte is not', () => {
    const keys = [
      '--signers',
      join(first, summary.allowedSigners),
      '--identity',
      join(first, summary.ageIdentity),
    ];
    // One of each kind, plain and encrypted; the strangers' tools below look at all of them.
    const each = new Map(summary.packages.map((item) => [`${item.kind} ${item.encrypted}`, item]));
    for (const { file, kind } of each.values()) {
      expect(cli('verify', join(first, file), ...keys)).toMatchObject({
        status: 0,
        document: { ok: true, kind },
      });
    }
    const changed = readFileSync(join(first, summary.packages[0]?.file ?? ''));
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(work, 'changed.zip'), changed);
    expect(cli('verify', join(work, 'changed.zip'), ...keys)).toMatchObject({
      status: 1,
      document: { ok: false },
    });
  });

  it.skipIf(tools.includes(null))('is accepted by age, unzip, sha256sum, ssh-keygen', () => {
    for (const { file, principal } of summary.packages) {
      const run = spawnSync(
        'sh',
        [
          join(import.meta.dirname, 'verify-package.sh'),
          ...['-s', join(first, summary.allowedSigners), '-p', principal],
          ...['-i', join(first, summary.ageIdentity)],
          join(first, file),
        ],
        { encoding: 'utf8' },
      );
      expect(`${file} ${run.status} ${run.stderr}`).toBe(`${file} 0 `);
    }
    for (const folder of readdirSync(join(first, 'paper'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )) {
      const check = spawnSync('sha256sum', ['-c', '--quiet', '99_清单与校验.txt'], {
        cwd: join(first, 'paper', folder.name),
        encoding: 'utf8',
      });
      expect(check.status).toBe(0);
    }
  });

  it.skipIf(pdfTools.includes(null))(
    'prints A4 with every font embedded and the Chinese text readable',
    () => {
      const pdfs = summary.papers.filter((path) => path.endsWith('.pdf'));
      expect(pdfs.length).toBeGreaterThan(10);
      for (const pdf of pdfs) {
        const path = join(first, pdf);
        const fonts = spawnSync('pdffonts', [path], { encoding: 'utf8' }).stdout.split('\n').slice(2);
        for (const line of fonts.filter((text) => text !== ''))
          expect(`${pdf} ${line}`).toMatch(/ yes yes (?:yes|no) /);
        expect(spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout).toMatch(/Page size:.*A4/);
        expect(spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' }).stdout).toMatch(
          /\p{Script=Han}{4}/u,
        );
      }
    },
  );
});

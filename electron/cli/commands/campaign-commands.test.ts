import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { toErrorRecord } from '../../../shared/errors/jianbiao-error.ts';
import { ruleBreaks } from '../../../test/fixtures/rules/all-breaks.ts';
import { newUnitKey } from '../../../test/support/new-keys.ts';
import { exportOpensshPrivateKey } from '../../engine/seal/index.ts';
import type { Output } from '../kit/output.ts';
import { addCheckCommand } from './check.ts';
import { addPackCommand } from './pack.ts';
import { addSchemaCommand } from './schema.ts';
import { addWorkdaysCommand } from './workdays.ts';

const root = join(import.meta.dirname, '../../..');
const shipped = join(root, 'resources/campaigns/ggj-2021');
const second = join(root, 'test/fixtures/campaigns/reading-2025');
const scratch = mkdtempSync(join(tmpdir(), 'jianbiao-cli-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Run {
  readonly code: number;
  readonly document: Record<string, unknown>;
  readonly stdout: string;
}

/** Runs a command as main does, in this process: what it printed, its document and its exit code. */
async function cli(...args: string[]): Promise<Run> {
  const lines: string[] = [];
  let document: Record<string, unknown> = {};
  let code = 0;
  const out: Output = {
    json: args.includes('--json'),
    line: (text) => void lines.push(text),
    finish(result, good) {
      document = JSON.parse(JSON.stringify(result));
      code = good ? 0 : 1;
    },
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const add of [addCheckCommand, addPackCommand, addSchemaCommand, addWorkdaysCommand])
    add(program, out);
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) code = 2;
    else out.finish({ ok: false, error: toErrorRecord(thrown) }, false);
  }
  return { code, document, stdout: lines.join('\n') };
}

/** A sample, changed, as a file. */
function changedSample(id: string, ruleId: string): string {
  const submission = JSON.parse(readFileSync(join(shipped, 'samples', `${id}.json`), 'utf8'));
  ruleBreaks[ruleId]?.fail(submission);
  const file = join(scratch, `${ruleId}.json`);
  writeFileSync(file, JSON.stringify(submission));
  return file;
}

describe('check', () => {
  it('passes a shipped sample and fails a broken one with nominee, form, field and clause', async () => {
    const good = await cli('check', join(shipped, 'samples/central-organ.json'));
    expect([good.code, good.document]).toEqual([
      0,
      { ok: true, maySeal: true, counts: { error: 0, warning: 0, info: 0 }, findings: [], changes: [] },
    ]);
    const bad = await cli('check', changedSample('province', 'I1'));
    expect(bad.code).toBe(1);
    expect(bad.document).toMatchObject({ ok: false, counts: { error: 1 } });
    expect(bad.document.findings).toContainEqual(
      expect.objectContaining({
        ruleId: 'I1',
        severity: 'error',
        subjectName: '陈𬱟',
        formId: 'annex-5',
        fieldId: 'idNumber',
        clause: '四.3',
        message: expect.stringMatching(/430102\*{8}\w{4}/),
      }),
    );
    const plain = await cli('check', changedSample('province', 'E3'));
    expect(plain.stdout).toContain('错误 E3　陈𬱟不在职');
    expect(plain.stdout).toContain('错误 1，警告 0，提示 1');
  });

  it('says what the formal round changed since the preliminary one', async () => {
    const { document, stdout } = await cli('check', join(shipped, 'samples/province-formal.json'));
    expect(document.changes).toHaveLength(3);
    expect(stdout).toContain('与初审相比　陈𬱟：有改动');
    expect(stdout).toContain('    省级范围公示开始日期：空 → 2021年10月26日');
  });

  it('looks at the clock only when told the day', async () => {
    const file = changedSample('province', 'none');
    const submission = JSON.parse(readFileSync(file, 'utf8'));
    delete submission.unit.content['report.preliminary.date'];
    writeFileSync(file, JSON.stringify(submission));
    const rules = async (...more: string[]) => {
      const { document } = await cli('check', file, ...more);
      return (document.findings as { ruleId: string }[]).map(({ ruleId }) => ruleId);
    };
    expect(await rules()).toEqual(['K2', 'I10']);
    expect(await rules('--today', '2021-09-21')).toEqual(['K2', 'D1a', 'I10']);
  });

  it('says in Chinese what is wrong with the file or the pack', async () => {
    const file = join(scratch, 'bad.json');
    writeFileSync(file, '{"format":"jianbiao-submission/1"}');
    const shape = await cli('check', file);
    expect(shape.code).toBe(1);
    expect(shape.document).toMatchObject({ ok: false, error: { code: 'submission-invalid' } });
    const other = await cli('check', join(shipped, 'samples/corps.json'), '--pack', second);
    expect(other.document).toMatchObject({ error: { code: 'pack-other-campaign' } });
    const newer = changedSample('province', 'none');
    writeFileSync(newer, readFileSync(newer, 'utf8').replace(/"version":\d+/, '"version":999'));
    expect((await cli('check', newer)).document).toMatchObject({ error: { code: 'pack-version-differs' } });
  });

  it('checks a submission of a second campaign with its own pack', async () => {
    const { code, document } = await cli('check', join(second, 'samples/union.json'), '--pack', second);
    expect([code, document.ok]).toEqual([0, true]);
  });
});

it('answers as one JSON document on stdout, and by the exit code, as a process of its own', () => {
  const main = join(root, 'electron/cli/main.ts');
  const args = [main, 'check', join(shipped, 'samples/corps.json'), '--json'];
  const stdout = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, counts: { error: 0, warning: 0, info: 1 } });
});

describe('workdays', () => {
  it.each([
    ['2024-01-31', '2024-02-05'],
    ['2011-03-22', '2011-03-28'],
    ['2021-09-14', '2021-09-18'],
    ['2021-09-13', '2021-09-17'],
    ['2021-11-03', '2021-11-09'],
  ])('five workdays from %s end on %s', async (start, last) => {
    const { code, document } = await cli('workdays', '--start', start, '--days', '5');
    expect(code).toBe(0);
    expect(document).toMatchObject({ ok: true, last, known: true });
  });

  it('gives reasons, the plan, and exit 2 for wrong usage', async () => {
    const { stdout } = await cli(
      'workdays',
      '--start',
      '2021-09-17',
      '--days',
      '3',
      '--campaign',
      'ggj-2021',
    );
    expect(stdout).toContain('2021-09-18　调休上班，算工作日　第2天');
    expect(stdout).toContain('2021-09-20　法定节假日，不算');
    const plan = await cli('workdays', '--plan');
    expect(plan.document).toMatchObject({ consultation: { latestStart: '2021-10-27' } });
    expect((await cli('workdays', '--start', '2021-02-30', '--days', '5')).code).toBe(2);
    expect((await cli('workdays', '--start', '2021-09-01')).code).toBe(2);
    expect((await cli('workdays', '--start', '2099-03-02', '--days', '2')).document.known).toBe(false);
  });
});

describe('schema', () => {
  it('gives JSON Schemas of every pack file, package document and record', async () => {
    const { document } = await cli('schema');
    const schemas = document.schemas as Record<string, { properties?: Record<string, unknown> }>;
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining([
        'pack-campaign',
        'pack-clauses',
        'pack-fields',
        'pack-form',
        'pack-rules',
        'pack-code-table',
        'package-campaign',
        'package-enrolment',
        'package-preliminary',
        'package-formal',
        'package-feedback',
        'package-receipt',
        'content-individual',
      ]),
    );
    expect(schemas['content-individual']?.properties).toHaveProperty('idNumber');
  });
});

describe('pack', () => {
  it('checks, builds with a key, and installs only with a compared fingerprint', async () => {
    const checked = await cli('pack', 'check', second);
    expect(checked.document).toMatchObject({ ok: true, id: 'reading-2025', version: 3, problems: [] });

    const key = newUnitKey('office');
    const keyFile = join(scratch, 'office.key');
    writeFileSync(keyFile, exportOpensshPrivateKey(key, '口令 2025'));
    const file = join(scratch, 'reading.zip');
    const passphrase = join(scratch, 'passphrase.txt');
    writeFileSync(passphrase, '口令 2025\n');
    const named = ['--key', keyFile, '--key-passphrase-file', passphrase];
    const build = ['pack', 'build', second, ...named, '--out', file, '--date', '2025-04-02'];
    expect((await cli(...build)).document).toMatchObject({ error: { code: 'pack-office-missing' } });
    const built = await cli(...build, '--office', '某县总工会');
    expect(built.document).toMatchObject({ ok: true, fingerprint: key.publicKey.fingerprint });

    const into = join(scratch, 'campaigns');
    const asked = await cli('pack', 'install', file, '--into', into);
    expect([asked.code, asked.document.installed]).toEqual([1, false]);
    const { fingerprint } = key.publicKey;
    const done = await cli('pack', 'install', file, '--into', into, '--fingerprint', fingerprint);
    expect(done).toMatchObject({ code: 0, document: { result: 'installed', id: 'reading-2025' } });
    expect((await cli('pack', 'check', join(into, 'reading-2025'))).stdout).toContain('没有问题');

    // Without --into it goes to the user's data folder; the program's own resources are not written to.
    const own = readdirSync(join(root, 'resources/campaigns'));
    const dataDir = join(scratch, 'data');
    const user = ['--data-dir', dataDir, '--fingerprint', fingerprint];
    const installed = await cli('pack', 'install', file, ...user);
    expect(installed.document).toMatchObject({
      result: 'installed',
      dir: join(dataDir, 'campaigns', 'reading-2025'),
    });
    expect((await cli('pack', 'install', file, ...user)).document).toMatchObject({ result: 'same' });
    expect(readdirSync(join(root, 'resources/campaigns'))).toEqual(own);
    const listed = await cli('pack', 'list', '--data-dir', dataDir);
    expect(listed).toMatchObject({ code: 0, document: { ok: true, problems: [] } });
    expect(listed.document.campaigns).toMatchObject([
      { id: 'ggj-2021', origin: 'shipped' },
      { id: 'reading-2025', version: 3, origin: 'installed' },
    ]);
    writeFileSync(join(dataDir, 'campaigns', 'reading-2025', 'rules.json'), '[');
    const broken = await cli('pack', 'list', '--data-dir', dataDir);
    expect(broken).toMatchObject({ code: 1, document: { campaigns: [{ id: 'ggj-2021' }] } });
    expect(broken.stdout).toContain('活动包“reading-2025”不能使用：共 1 处问题');
  });

  it('lists every problem with file, path and fix, and exits 1', async () => {
    const broken = join(scratch, 'broken');
    const { code, stdout } = await cli('pack', 'check', broken);
    expect([code, stdout]).toEqual([1, '']);
    const empty = mkdtempSync(join(scratch, 'empty-'));
    const listed = await cli('pack', 'check', empty);
    expect(listed.code).toBe(1);
    expect(listed.stdout).toContain('campaign.json：文件不存在或者无法读取');
    expect(listed.stdout).toContain('共 5 处问题');
  });
});

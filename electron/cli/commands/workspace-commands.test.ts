import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';

const main = join(import.meta.dirname, '../main.ts');

describe('import, backup and restore on the command line', () => {
  const loop = new DeskLoop();
  let dataDir = '';
  let sealed = '';

  function cli(
    secret: string,
    ...args: string[]
  ): { status: number | null; document: unknown; stderr: string } {
    const run = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', main, ...args, '--json'],
      {
        encoding: 'utf8',
        env: { ...process.env, JIANBIAO_PASSPHRASE: secret },
      },
    );
    return { status: run.status, document: JSON.parse(run.stdout), stderr: run.stderr };
  }

  beforeAll(async () => {
    const office = await loop.office();
    const unit = await loop.unit('示例省机关事务管理局', 'recommender', office, 'province');
    await loop.take(office.client, unit.enrolment);
    await office.client.call('signers.enrol', { fingerprint: unit.fingerprint, typed: unit.fingerprint });
    sealed = (await loop.seal(unit.client, 'preliminary', true)).fileName;
    await office.client.close();
    dataDir = join(loop.root, '领导小组办公室');
  });
  afterAll(() => loop.close());

  it('imports what is good, names what is not, and says so by its exit code', () => {
    const folder = join(loop.root, 'incoming');
    mkdirSync(folder);
    writeFileSync(join(folder, 'Thumbs.db'), 'x');
    writeFileSync(join(folder, 'broken.zip'), 'PK\u0003\u0004 not a zip');
    const at = ['--workspace', '领导小组办公室', '--data-dir', dataDir];
    expect(cli('错的', 'import', ...at, join(loop.stick, sealed))).toMatchObject({
      status: 1,
      document: { error: { code: 'workspace-secret-wrong' } },
    });
    expect(cli(passphrase, 'import', ...at, join(loop.stick, sealed), folder)).toMatchObject({
      status: 1,
      document: {
        ok: false,
        outcomes: [
          { fileName: sealed, outcome: 'imported', problems: [] },
          { fileName: 'broken.zip', outcome: 'quarantined' },
        ],
        ignored: ['Thumbs.db'],
      },
    });
    expect(cli(passphrase, 'import', ...at, join(loop.stick, sealed))).toMatchObject({
      status: 0,
      document: { ok: true, outcomes: [{ outcome: 'duplicate' }] },
    });
    const unknown = ['--workspace', '没有', '--data-dir', dataDir];
    expect(cli(passphrase, 'import', ...unknown, folder)).toMatchObject({
      document: { error: { code: 'import-workspace-unknown' } },
    });
  });

  it('backs up and restores as a new workspace', () => {
    const file = join(loop.root, 'office.jbbackup');
    const at = ['--workspace', '领导小组办公室', '--data-dir', dataDir];
    expect(cli(passphrase, 'backup', ...at, '--out', file)).toMatchObject({
      status: 0,
      document: { ok: true, file },
    });
    const other = join(loop.root, 'other');
    expect(cli(passphrase, 'restore', file, '--data-dir', other)).toMatchObject({
      status: 0,
      document: { ok: true, workspace: { name: '领导小组办公室', role: 'office' } },
    });
    writeFileSync(file, '不是备份');
    expect(cli(passphrase, 'restore', file, '--data-dir', other)).toMatchObject({
      status: 1,
      document: { error: { code: 'backup-invalid' } },
    });
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import {
  exportOpensshPrivateKey,
  formatAgeIdentity,
  formatAllowedSigners,
} from '../../electron/engine/seal/index.ts';
import { newAgeIdentity } from '../support/new-keys.ts';
import { sampleSubmission, sampleTrust, unitKey, unitName } from './sample-packages.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cli(...args: string[]): { code: number | null; json: Record<string, unknown>; stderr: string } {
  const main = join(import.meta.dirname, '../../electron/cli/main.ts');
  const result = spawnSync(process.execPath, [main, ...args, '--json'], { encoding: 'utf8', cwd: folder });
  const json = result.stdout === '' ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(result.stdout));
  return { code: result.status, json, stderr: result.stderr };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('seal, verify, open and bag work together, and say by their exit code what they found', async () => {
  const pack = await loadPack(join(import.meta.dirname, '../../resources/campaigns/ggj-2021'));
  const { document, photo } = sampleSubmission('preliminary', 1, 900);
  const unit = { id: 'unit', content: { [pack.campaign.unitNameField]: unitName } };
  const submission = file('submission.json', JSON.stringify({ ...document, unit }));
  const age = await newAgeIdentity();
  const key = file('key', exportOpensshPrivateKey(unitKey, '口令'));
  const word = file('word', '口令\n');
  const identity = file('age-key', formatAgeIdentity(age));
  const signers = file('signers', formatAllowedSigners(sampleTrust().signers));
  const attachments = mkdtempSync(join(folder, 'photos-'));
  writeFileSync(join(attachments, '任意的名字.jpg'), photo.source.bytes);

  const common = [
    '--key',
    key,
    '--key-passphrase-file',
    word,
    '--attachments',
    attachments,
    '--date',
    '2021-06-01',
  ];
  // A: nobody to encrypt for in this pack, so nothing leaves in the clear without a reason.
  const nobody = join(folder, 'nobody.zip');
  for (const [more, code] of [
    [[], 'cli-seal-plain'],
    [['--plain', ' '], 'cli-seal-plain-reason'],
    [['--plain', '当面交接', '--recipient', age.recipient], 'cli-seal-both'],
  ] as const)
    expect(cli('seal', submission, ...common, ...more, '--out', nobody)).toMatchObject({
      code: 1,
      json: { error: { code } },
    });
  expect(existsSync(nobody)).toBe(false);
  const inClear = [...common, '--plain', '当面交接，由收件单位要求'];
  const plain = cli('seal', submission, ...inClear, '--out', join(folder, 'plain.zip'));
  expect(plain).toMatchObject({
    code: 0,
    json: { ok: true, encrypted: false, plainReason: '当面交接，由收件单位要求' },
  });
  const wrapped = cli('seal', submission, ...common, '--recipient', age.recipient, '--out', folder);
  expect(wrapped.json.digest).toBe(plain.json.digest);
  const path = z.string().parse(wrapped.json.path);
  expect(path).toMatch(/\.zip\.age$/);
  expect(cli('seal', submission, ...inClear, '--out', join(folder, 'plain.zip'))).toMatchObject({
    code: 1,
    json: { error: { code: 'seal-target-exists' } },
  });
  const absent = join(folder, 'absent');
  expect(cli('seal', submission, ...inClear, '--paper', absent, '--out', folder)).toMatchObject({
    code: 1,
    json: { error: { code: 'cli-folder-unreadable', message: expect.stringContaining('“absent”') } },
  });
  expect(cli('bag', absent)).toMatchObject({
    code: 1,
    json: { ok: false, errors: [{ code: 'bag-unreadable', message: expect.stringContaining('找不到') }] },
  });

  expect(cli('verify', path, '--signers', signers, '--identity', identity)).toMatchObject({
    code: 0,
    json: {
      ok: true,
      status: 'verified',
      kind: 'preliminary',
      suite: 'ed25519',
      encrypted: true,
      findings: [],
    },
  });
  expect(cli('verify', 'plain.zip')).toMatchObject({ code: 0, json: { status: 'signed-by-unknown' } });
  expect(cli('verify', path)).toMatchObject({
    code: 1,
    json: { findings: [{ code: 'package-identity-needed' }] },
  });
  const bytes = readFileSync(join(folder, 'plain.zip'));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  file('bad.zip', bytes);
  const bad = cli('verify', 'bad.zip', '--signers', signers);
  expect(bad).toMatchObject({ code: 1, json: { ok: false } });
  expect(cli('verify', 'plain.zip', '--signers', 'absent')).toMatchObject({
    code: 1,
    json: { error: { code: 'cli-file-unreadable', params: { name: 'absent' } } },
  });

  expect(cli('open', 'plain.zip', '--out', 'opened')).toMatchObject({ code: 0, json: { ok: true } });
  expect(cli('bag', 'opened')).toMatchObject({ code: 0, json: { ok: true, errors: [], warnings: [] } });
  file('opened/data/extra.txt', 'x');
  expect(cli('bag', 'opened')).toMatchObject({ code: 1, json: { ok: false } });
});

test('a command that was called wrongly ends with 2, and with one document as well', () => {
  expect(cli('verify')).toMatchObject({
    code: 2,
    json: { ok: false, error: { code: 'commander.missingArgument' } },
  });
  expect(cli('verfy', 'x.zip')).toMatchObject({
    code: 2,
    json: { error: { code: 'commander.unknownCommand' } },
  });
});

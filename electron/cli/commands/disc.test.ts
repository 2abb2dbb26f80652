import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRequest, sampleTrust } from '../../../test/conformance/sample-packages.ts';
import { newAgeIdentity } from '../../../test/support/new-keys.ts';
import { runCommand } from '../../../test/support/run-command.ts';
import { formatAllowedSigners, sealPackage } from '../../engine/seal/index.ts';
import { addDiscCommand } from './disc.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbiao-disc-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const disc = (...words: string[]) => runCommand(addDiscCommand, 'disc', ...words);

let secret = '';
beforeAll(async () => {
  const request = { ...(await sampleRequest('preliminary', folder)), folder };
  await sealPackage({ ...request, fileName: 'plain.zip' });
  const { recipient } = await newAgeIdentity();
  secret = (await sealPackage({ ...request, encryption: { recipients: [recipient] } })).path;
  const bytes = readFileSync(at('plain.zip'));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(at('bad.zip'), bytes);
  writeFileSync(at('signers'), formatAllowedSigners(sampleTrust().signers));
});

test('disc makes a folder or an image of a good package, and says whether it could look into it', async () => {
  const made = await disc(at('plain.zip'), '--out', at('disc'), '--signers', at('signers'));
  expect(made).toMatchObject({ good: true, document: { verified: true, files: [{ name: 'plain.zip' }] } });
  expect(readdirSync(at('disc')).sort()).toEqual(['SHA256SUMS', 'plain.zip', '说明.txt']);
  expect(readFileSync(at('disc/plain.zip'))).toEqual(readFileSync(at('plain.zip')));
  // Encrypted for the office: the unit cannot look into it, and passes it on as it is.
  expect(await disc(secret, '--image', at('disc.iso'))).toMatchObject({
    good: true,
    document: { verified: false },
  });
  expect(readFileSync(at('disc.iso')).includes(readFileSync(secret))).toBe(true);
});

test('disc replaces nothing, asks for one target, and takes no damaged package', async () => {
  for (const [file, to, code] of [
    [at('plain.zip'), ['--out', at('disc')], 'disc-target-exists'],
    [secret, ['--image', at('disc.iso')], 'seal-target-exists'],
    [secret, [], 'cli-disc-target'],
    [secret, ['--out', at('a'), '--image', at('b')], 'cli-disc-target'],
    [secret, ['--image', at('no/where.iso')], 'seal-target-missing'],
  ] as const)
    expect(await disc(file, ...to)).toMatchObject({ good: false, document: { error: { code } } });
  for (const name of ['bad.zip', 'signers', 'absent.zip'])
    expect(await disc(at(name), '--image', at('bad.iso'))).toMatchObject({ good: false });
  expect(existsSync(at('bad.iso'))).toBe(false);
});

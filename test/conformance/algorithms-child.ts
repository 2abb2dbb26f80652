import { createCipheriv, createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  exportOpensshPrivateKey,
  importOpensshPrivateKey,
  sealPackage,
  verifyPackage,
} from '../../electron/engine/seal/index.ts';
import { newAgeIdentity } from '../support/new-keys.ts';
import { fixedSm2Key, sampleRequest, sampleTrust, unitKey } from './sample-packages.ts';

/** Throws unless the call throws: proves that hide-algorithms.ts is in force. */
function mustFail(call: () => unknown): void {
  try {
    call();
  } catch {
    return;
  }
  throw new Error('the algorithm is not hidden');
}

mustFail(() => createHash('sm3'));
mustFail(() => createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12)));
const folder = await mkdtemp(join(tmpdir(), 'jianbiao-hidden-'));
try {
  const age = await newAgeIdentity();
  const request = await sampleRequest('formal', folder);
  const sm2 = { suite: 'ed25519+sm2', sm2: fixedSm2Key('unit') } as const;
  const toKey = await sealPackage({ ...request, ...sm2, encryption: { recipients: [age.recipient] } });
  const byWord = await sealPackage({ ...request, fileName: 'word.age', encryption: { passphrase: '口令' } });
  for (const [path, secret] of [
    [toKey.path, { identities: [age.identity] }],
    [byWord.path, { passphrase: '口令' }],
  ] as const) {
    const result = await verifyPackage(path, { trust: sampleTrust(), ...secret });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    await result.package.close();
  }
  importOpensshPrivateKey(exportOpensshPrivateKey(unitKey, 'x'), 'x');
  console.log('all well');
} finally {
  await rm(folder, { recursive: true, force: true });
}

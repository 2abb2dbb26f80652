import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import { keyChangeNamespace } from '../../../shared/ground/package-kinds.ts';
import { parseSshsig, signSshsig, verifySshsig } from './sshsig.ts';
import type { PublicKey, SignatureProvider } from './unit-key.ts';

function statement(campaign: string, oldKey: PublicKey, newKey: PublicKey): Buffer {
  const text = canonicalJson({
    campaign,
    newKey: newKey.line.split(' ').slice(0, 2).join(' '),
    oldFingerprint: oldKey.fingerprint,
    statement: 'jianbiao-key-change/1',
  });
  return Buffer.from(text, 'utf8');
}

/**
 * The old key's statement that `newKey` follows it in this campaign, as an SSHSIG for `keyChange.signature` of the
 * enrolment; the enrolment package itself is signed by the new key, which proves that it is held.
 */
export function signKeyChange(
  campaign: string,
  oldKey: SignatureProvider,
  newKey: PublicKey,
): Promise<string> {
  return signSshsig(oldKey, keyChangeNamespace, statement(campaign, oldKey.publicKey, newKey));
}

/** True when the signature is the enrolled old key's word for the new key in this campaign. */
export function verifyKeyChange(
  campaign: string,
  oldKey: PublicKey,
  newKey: PublicKey,
  signature: string,
): boolean {
  const parsed = parseSshsig(signature);
  return (
    parsed !== null &&
    parsed.publicKey.fingerprint === oldKey.fingerprint &&
    verifySshsig(parsed, keyChangeNamespace, statement(campaign, oldKey, newKey))
  );
}

import { createHash } from 'node:crypto';
import { publicKeyOfBlob, SshFormatError, SshReader, SshWriter, strictBase64 } from './ssh-wire.ts';
import {
  isSmallOrder,
  type PublicKey,
  publicKeyFromRaw,
  type SignatureProvider,
  verifyRaw,
} from './unit-key.ts';

// The format is OpenSSH's PROTOCOL.sshsig.
const magic = Buffer.from('SSHSIG', 'ascii');
const version = 1;
const hashName = 'sha512';
const begin = '-----BEGIN SSH SIGNATURE-----';
const end = '-----END SSH SIGNATURE-----';

function signedData(namespace: string, message: Uint8Array): Buffer {
  const digest = createHash(hashName).update(message).digest();
  return new SshWriter().raw(magic).string(namespace).string('').string(hashName).string(digest).bytes();
}

function armour(blob: Buffer): string {
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  return `${[begin, ...lines, end].join('\n')}\n`;
}

/**
 * Signs the message under a namespace: byte for byte what `ssh-keygen -Y sign -n NAMESPACE` writes for an Ed25519
 * key (hash sha512, armoured, 70 characters a line). Deterministic, as Ed25519 is.
 */
export async function signSshsig(
  signer: SignatureProvider,
  namespace: string,
  message: Uint8Array,
): Promise<string> {
  const raw = await signer.sign(signedData(namespace, message));
  const signature = new SshWriter().string('ssh-ed25519').string(raw).bytes();
  const blob = new SshWriter()
    .raw(magic)
    .uint32(version)
    .string(signer.publicKey.blob)
    .string(namespace)
    .string('')
    .string(hashName)
    .string(signature)
    .bytes();
  return armour(blob);
}

/** A parsed signature file; nothing about it is trusted yet. */
export interface Sshsig {
  readonly publicKey: PublicKey;
  readonly namespace: string;
  readonly signature: Uint8Array;
}

/**
 * Parses an armoured signature. Gives null unless it is exactly the text our writer (and ssh-keygen) would make:
 * version 1, Ed25519, sha512, no reserved data, canonical base64, 70 characters a line, one final newline. So no two
 * different files carry the same signature.
 */
export function parseSshsig(text: string): Sshsig | null {
  const lines = text.split('\n');
  if (lines[0] !== begin || lines.at(-2) !== end || lines.at(-1) !== '') return null;
  const blob = strictBase64(lines.slice(1, -2).join(''));
  if (blob === null || armour(blob) !== text) return null;
  try {
    const reader = new SshReader(blob);
    if (!reader.take(magic.length).equals(magic) || reader.uint32() !== version) return null;
    const raw = publicKeyOfBlob(reader.string());
    const namespace = reader.text();
    if (reader.text() !== '' || reader.text() !== hashName || raw === null) return null;
    const inner = new SshReader(reader.string());
    if (reader.left !== 0 || inner.text() !== 'ssh-ed25519') return null;
    const signature = inner.string();
    if (inner.left !== 0 || signature.length !== 64 || isSmallOrder(raw)) return null;
    return { publicKey: publicKeyFromRaw(raw), namespace, signature };
  } catch (thrown) {
    if (thrown instanceof SshFormatError) return null;
    throw thrown;
  }
}

/** True when the parsed signature is valid for the message in exactly this namespace. Says nothing about trust. */
export function verifySshsig(signature: Sshsig, namespace: string, message: Uint8Array): boolean {
  return (
    signature.namespace === namespace &&
    verifyRaw(signature.publicKey, signedData(namespace, message), signature.signature)
  );
}

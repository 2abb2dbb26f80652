import { randomBytes, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Decrypter, Encrypter, type Identity, type Recipient, Stanza } from 'age-encryption';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { isAgeRecipient } from './age-keys.ts';
import { strictBase64 } from './ssh-wire.ts';

// The age format, version 1 (C2SP, age.md). The library does the header and X25519; scrypt goes through node:crypto
// because the pure JavaScript one takes seconds at useful costs.
const scryptLabel = 'age-encryption.org/v1/scrypt';
/** 2^17 keeps the key derivation under 140 MB; the age program reads up to 2^22, we up to its own default 2^18. */
const writeCost = 17;
const mostCost = 18;
/** A header is a few hundred bytes for each recipient; more than this is not one of ours. */
const longestHeader = 64 * 1024;

function stretch(passphrase: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  const n = 2 ** cost;
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFC'),
      Buffer.concat([Buffer.from(scryptLabel), salt]),
      32,
      { N: n, r: 8, p: 1, maxmem: 128 * 8 * n + (1 << 20) },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    );
  });
}

function passphraseRecipient(passphrase: string): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      const key = await stretch(passphrase, salt, writeCost);
      const body = chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey);
      const saltText = salt.toString('base64').replace(/=+$/, '');
      return [new Stanza(['scrypt', saltText, String(writeCost)], body)];
    },
  };
}

/** Opens scrypt stanzas; the checks are those of the age specification, the bound on the cost is ours. */
function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const stanza = stanzas.find((candidate) => candidate.args[0] === 'scrypt');
      if (stanza === undefined) return null;
      const [, saltText = '', costText = '', ...rest] = stanza.args;
      const salt = strictBase64(`${saltText}==`);
      if (stanzas.length !== 1 || rest.length > 0 || salt?.length !== 16 || !/^[1-9][0-9]*$/.test(costText))
        throw new JianbiaoError('package-age-damaged');
      if (Number(costText) > mostCost)
        throw new JianbiaoError('package-age-cost', { cost: costText.slice(0, 10) });
      if (stanza.body.length !== 32) throw new JianbiaoError('package-age-damaged');
      try {
        const key = await stretch(passphrase, salt, Number(costText));
        return chacha20poly1305(key, new Uint8Array(12)).decrypt(stanza.body);
      } catch {
        return null;
      }
    },
  };
}

/** The secret of one age file and the bytes that carry it. */
export interface AgeHeader {
  readonly header: Uint8Array;
  readonly fileKey: Uint8Array;
}

/**
 * Makes a fresh header. Every call draws a new file key: encrypted packages are never byte-identical, by design of
 * age; what is inside them is. Throws seal-recipient-invalid.
 */
export async function makeAgeHeader(
  encryption: { readonly recipients: readonly string[] } | { readonly passphrase: string },
): Promise<AgeHeader> {
  const encrypter = new Encrypter();
  let captured: Uint8Array | null = null;
  if ('passphrase' in encryption) encrypter.addRecipient(passphraseRecipient(encryption.passphrase));
  else {
    if (encryption.recipients.length === 0)
      throw new JianbiaoError('seal-recipient-invalid', { recipient: '' });
    for (const recipient of encryption.recipients) {
      if (!isAgeRecipient(recipient)) throw new JianbiaoError('seal-recipient-invalid', { recipient });
      try {
        encrypter.addRecipient(recipient);
      } catch (thrown) {
        throw new JianbiaoError('seal-recipient-invalid', { recipient }, { cause: thrown });
      }
    }
  }
  // A recipient that writes no stanza but learns the key: the payload is then encrypted by our own STREAM, which
  // knows positions and can be read back without the recipient's secret.
  encrypter.addRecipient({
    wrapFileKey(fileKey) {
      captured = Uint8Array.from(fileKey);
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array(0));
  const end = headerEnd(Buffer.from(empty));
  if (captured === null || end === null) throw new JianbiaoError('internal');
  return { header: empty.slice(0, end), fileKey: captured };
}

/** The length of the textual header, or null when there is none. The MAC line is the first that starts with `---`. */
export function headerEnd(start: Buffer): number | null {
  const mac = start.subarray(0, longestHeader).indexOf('\n--- ');
  if (mac < 0) return null;
  const newline = start.indexOf('\n', mac + 1);
  return newline < 0 || newline >= longestHeader ? null : newline + 1;
}

/** The magic line every age file starts with. */
export const ageMagic = 'age-encryption.org/v1\n';

/**
 * Finds the file key of a header. Throws package-age-damaged, package-age-cost, and when no secret fits
 * package-identity-needed/-wrong or package-passphrase-needed/-wrong, whichever the header asks for.
 */
export async function openAgeHeader(
  header: Uint8Array,
  secrets: { readonly identities: readonly string[]; readonly passphrase?: string | undefined },
): Promise<Uint8Array> {
  const text = Buffer.from(header).toString('latin1');
  const wantsPassphrase = /^-> scrypt /m.test(text);
  const decrypter = new Decrypter();
  for (const identity of secrets.identities) decrypter.addIdentity(identity);
  if (secrets.passphrase !== undefined) decrypter.addIdentity(passphraseIdentity(secrets.passphrase));
  try {
    return await decrypter.decryptHeader(header);
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) throw thrown;
    const noMatch = thrown instanceof Error && thrown.message.startsWith('no identity matched');
    if (!noMatch) throw new JianbiaoError('package-age-damaged', {}, { cause: thrown });
    if (wantsPassphrase)
      throw new JianbiaoError(
        secrets.passphrase === undefined ? 'package-passphrase-needed' : 'package-passphrase-wrong',
      );
    throw new JianbiaoError(
      secrets.identities.length === 0 ? 'package-identity-needed' : 'package-identity-wrong',
    );
  }
}

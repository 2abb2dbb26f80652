import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type PublicKey, parsePublicKey } from './unit-key.ts';

/** One line of an OpenSSH allowed_signers file (ssh-keygen(1), ALLOWED SIGNERS). */
export interface AllowedSigner {
  /** Names the key may sign for: unit codes, or `office`. */
  readonly principals: readonly string[];
  readonly publicKey: PublicKey;
  /** Namespace patterns; empty means every namespace. */
  readonly namespaces: readonly string[];
  /** Seconds of validity, UTC; null is unbounded. */
  readonly validAfter: Date | null;
  readonly validBefore: Date | null;
}

/** `YYYYMMDDHHMMSSZ`: the Z makes ssh-keygen read it as UTC on every machine (OpenSSH 9.1 and later). */
function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

function parseStamp(text: string): Date | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(Z?)$/.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone === 'Z' ? 'Z' : ''}`);
  return Number.isNaN(date.getTime()) ? null : date;
}

const plainPrincipal = /^[^\s",#!*?\\\p{Cc}]+$/u;

/**
 * Writes an allowed_signers file that `ssh-keygen -Y verify` and `-Y find-principals` read. Throws
 * signers-principal-invalid for a principal with spaces, quotes, commas or wildcards.
 */
export function formatAllowedSigners(signers: readonly AllowedSigner[]): string {
  return signers
    .map((signer) => {
      for (const principal of signer.principals)
        if (!plainPrincipal.test(principal))
          throw new JianbiaoError('signers-principal-invalid', { principal });
      const options = [
        signer.namespaces.length > 0 ? `namespaces="${signer.namespaces.join(',')}"` : '',
        signer.validAfter === null ? '' : `valid-after="${stamp(signer.validAfter)}"`,
        signer.validBefore === null ? '' : `valid-before="${stamp(signer.validBefore)}"`,
      ].filter((option) => option !== '');
      return [signer.principals.join(','), options.join(','), signer.publicKey.line]
        .filter((part) => part !== '')
        .join(' ');
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** Splits at spaces, or at commas, that stand outside double quotes. */
function splitUnquoted(text: string, separator: ' ' | ','): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (!quoted && (char === separator || (separator === ' ' && char === '\t'))) {
      if (part !== '') parts.push(part);
      part = '';
    } else part += char;
  }
  if (part !== '') parts.push(part);
  return parts;
}

function unquote(text: string): string {
  return text.startsWith('"') && text.endsWith('"') && text.length >= 2 ? text.slice(1, -1) : text;
}

function parseOptions(
  text: string,
  line: number,
): Pick<AllowedSigner, 'namespaces' | 'validAfter' | 'validBefore'> {
  let namespaces: string[] = [];
  let validAfter: Date | null = null;
  let validBefore: Date | null = null;
  for (const option of splitUnquoted(text, ',')) {
    const [name = '', ...rest] = option.split('=');
    const value = unquote(rest.join('='));
    const date = parseStamp(value);
    if (name.toLowerCase() === 'namespaces') namespaces = value.split(',').filter((item) => item !== '');
    else if (name.toLowerCase() === 'valid-after' && date !== null) validAfter = date;
    else if (name.toLowerCase() === 'valid-before' && date !== null) validBefore = date;
    else throw new JianbiaoError('signers-line-invalid', { line });
  }
  return { namespaces, validAfter, validBefore };
}

/**
 * Parses an allowed_signers file: comments, quoted principals, options. Only plain Ed25519 keys are taken; a line
 * with cert-authority, another key type or an unknown option throws signers-line-invalid with its number, because
 * silently dropping a signer would hide a mistake.
 */
export function parseAllowedSigners(text: string): AllowedSigner[] {
  const signers: AllowedSigner[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const parts = splitUnquoted(line, ' ');
    const keyAt = parts.indexOf('ssh-ed25519');
    if (keyAt !== 1 && keyAt !== 2) throw new JianbiaoError('signers-line-invalid', { line: index + 1 });
    const principals = unquote(parts[0] ?? '')
      .split(',')
      .filter((principal) => principal !== '');
    const options = parseOptions(keyAt === 2 ? (parts[1] ?? '') : '', index + 1);
    let publicKey: PublicKey;
    try {
      publicKey = parsePublicKey(parts.slice(keyAt).join(' '));
    } catch (thrown) {
      throw new JianbiaoError('signers-line-invalid', { line: index + 1 }, { cause: thrown });
    }
    signers.push({ principals, publicKey, ...options });
  });
  return signers;
}

/** OpenSSH pattern match: `*` any run, `?` one character; no other character is special. */
function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'su').test(text);
}

/** Pattern list with negation: `!pattern` refuses whatever else matches (ssh_config(5), PATTERNS). */
export function matchesPatternList(patterns: readonly string[], text: string): boolean {
  if (patterns.some((pattern) => pattern.startsWith('!') && matchesPattern(pattern.slice(1), text)))
    return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matchesPattern(pattern, text));
}

/** True when the line lets its key sign in the namespace at the time. */
export function signerAllows(signer: AllowedSigner, namespace: string, at: Date): boolean {
  return (
    (signer.namespaces.length === 0 || matchesPatternList(signer.namespaces, namespace)) &&
    (signer.validAfter === null || at >= signer.validAfter) &&
    (signer.validBefore === null || at < signer.validBefore)
  );
}

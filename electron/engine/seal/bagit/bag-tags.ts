import type { BagFindings } from './bag-report.ts';

/** What bagit.txt declares. */
export interface BagDeclaration {
  readonly major: number;
  readonly minor: number;
  readonly encoding: string;
}

/** RFC 8493 and its drafts forbid a byte order mark and white space before the colon in bagit.txt. */
export function parseDeclaration(bytes: Uint8Array, findings: BagFindings): BagDeclaration | null {
  const text = Buffer.from(bytes).toString('utf8');
  if (text.startsWith('\ufeff')) {
    findings.error('bag-declaration', { problem: '开头有字节顺序标记（BOM）' });
    return null;
  }
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line !== '');
  const version = /^BagIt-Version: (.*)$/.exec(lines[0] ?? '')?.[1]?.trimEnd();
  const encoding = /^Tag-File-Character-Encoding: (\S+)\s*$/.exec(lines[1] ?? '')?.[1];
  if (version === undefined)
    findings.error('bag-declaration', { problem: '第一行应为“BagIt-Version: 版本”' });
  if (encoding === undefined)
    findings.error('bag-declaration', { problem: '第二行应为“Tag-File-Character-Encoding: 编码”' });
  if (lines.length > 2) findings.error('bag-declaration', { problem: '多于两行' });
  if (version === undefined || encoding === undefined) return null;
  const numbers = /^(\d+)\.(\d+)$/.exec(version);
  if (numbers === null) {
    findings.error('bag-version', { version });
    return null;
  }
  return { major: Number(numbers[1]), minor: Number(numbers[2]), encoding };
}

/** Decodes a tag file in the declared encoding; null when the encoding is unknown or the bytes do not fit it. */
export function decodeTag(bytes: Uint8Array, encoding: string): string | null {
  try {
    // UTF-16 without a byte order mark is big-endian by RFC 2781; with one the mark decides.
    const little = bytes[0] === 0xff && bytes[1] === 0xfe;
    const label = /^utf-?16$/i.test(encoding) ? (little ? 'utf-16le' : 'utf-16be') : encoding;
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** One line of a manifest. */
export interface ManifestLine {
  readonly digest: string;
  /** As written, percent escapes still in. */
  readonly path: string;
  readonly starred: boolean;
}

/** Splits a manifest into lines; a malformed line becomes an error with its number. */
export function parseManifestLines(text: string, name: string, findings: BagFindings): ManifestLine[] {
  const lines: ManifestLine[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    if (line.trim() === '') return;
    const match = /^([0-9A-Fa-f]+)[ \t]+(\*?)(.+)$/.exec(line);
    const [, digest, star, path] = match ?? [];
    if (digest === undefined || path === undefined)
      findings.error('bag-manifest-line', { name, line: index + 1 });
    else lines.push({ digest: digest.toLowerCase(), path, starred: star === '*' });
  });
  return lines;
}

/** Only CR, LF and the percent sign are escaped in manifests (RFC 8493 section 2.1.3). */
export function decodePath(path: string): string {
  return path.replace(/%(0D|0A|25)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * True when a listed path may point outside the bag on some system: absolute, drive letter, UNC, home directory,
 * environment variable, dot segments, escaped dots. Judged the same everywhere, because a bag checked here may be
 * unpacked elsewhere.
 */
export function isUnsafePath(path: string): boolean {
  const slashed = path.replace(/\\/g, '/');
  return (
    slashed.startsWith('/') ||
    slashed.startsWith('~') ||
    /^[A-Za-z]:/.test(slashed) ||
    /^(?:%[^%/]+%|\$\{?\w+)/.test(slashed) ||
    slashed.split('/').some((part) => part === '..')
  );
}

/** Values of bag-info.txt by lower-case label, in order; continuation lines joined. */
export function parseInfo(text: string, findings: BagFindings): Map<string, string[]> {
  const values = new Map<string, string[]>();
  let last: string[] | null = null;
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    if (line.trim() === '') return;
    if (/^[ \t]/.test(line) && last !== null) {
      last.push(`${last.pop() ?? ''} ${line.trim()}`);
      return;
    }
    const match = /^([^:]+?)[ \t]*:[ \t]*(.*)$/.exec(line);
    const [, label, value] = match ?? [];
    if (label === undefined || value === undefined) {
      findings.error('bag-info-line', { line: index + 1 });
      return;
    }
    last = values.get(label.toLowerCase()) ?? [];
    last.push(value.trimEnd());
    values.set(label.toLowerCase(), last);
  });
  return values;
}

/** Paths listed in fetch.txt (`URL LENGTH PATH`). */
export function parseFetch(text: string, findings: BagFindings): string[] {
  const paths: string[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    if (line.trim() === '') return;
    const path = /^\S+[ \t]+(?:-|\d+)[ \t]+(.+)$/.exec(line)?.[1];
    if (path === undefined) findings.error('bag-fetch-line', { line: index + 1 });
    else paths.push(path);
  });
  return paths;
}

/** Files operating systems leave in folders by themselves. */
export function isSystemFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return (
    ['.ds_store', 'thumbs.db', 'ehthumbs.db', 'desktop.ini', '.localized'].includes(name) ||
    name.startsWith('._') ||
    /(?:^|\/)(?:system volume information|\$recycle\.bin|__macosx|\.trashes|\.spotlight-v100|\.fseventsd)\//i.test(
      path,
    )
  );
}

import {
  type PackageKind,
  packageFormat,
  packageKind,
  type SignatureSuite,
  signatureSuite,
} from '../../../shared/ground/package-kinds.ts';

/** The one bagit.txt our packages carry (RFC 8493 section 2.1.1). */
export const bagitText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** bag-info.txt of a package, in the order of its lines. */
export interface BagInfo {
  readonly organization: string;
  /** Base name of the package. */
  readonly identifier: string;
  readonly campaign: string;
  readonly sealedOn: string;
  readonly payloadBytes: number;
  readonly payloadFiles: number;
  readonly kind: PackageKind;
  readonly unit: string;
  readonly revision: number;
  readonly supersedes: string | null;
  readonly recipient: string | null;
  readonly suite: SignatureSuite;
  readonly packDigest: string;
  readonly sm2Key: string | null;
}

/** True for one line of printable NFC text of sensible length: what may follow a label. */
export function isBagText(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= 200 &&
    text === text.normalize('NFC') &&
    text === text.trim() &&
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u.test(text)
  );
}

/** True for a calendar date YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Writes bag-info.txt: fixed labels in fixed order, LF, no folding, so that equal content gives equal bytes. */
export function formatBagInfo(info: BagInfo): string {
  const lines: (readonly [string, string | null])[] = [
    ['Source-Organization', info.organization],
    ['External-Identifier', info.identifier],
    ['Bag-Group-Identifier', info.campaign],
    ['Bagging-Date', info.sealedOn],
    ['Payload-Oxum', `${info.payloadBytes}.${info.payloadFiles}`],
    ['Jianbiao-Format', packageFormat],
    ['Jianbiao-Kind', info.kind],
    ['Jianbiao-Unit', info.unit],
    ['Jianbiao-Revision', String(info.revision)],
    ['Jianbiao-Supersedes', info.supersedes],
    ['Jianbiao-Recipient', info.recipient],
    ['Jianbiao-Suite', info.suite],
    ['Jianbiao-Pack-Digest', info.packDigest],
    ['Jianbiao-SM2-Key', info.sm2Key],
  ];
  return lines.map(([label, value]) => (value === null ? '' : `${label}: ${value}\n`)).join('');
}

const digest = /^[0-9a-f]{64}$/;

/**
 * Parses bag-info.txt. Gives the format number when it is not ours (so that the message can say so), null unless
 * every value has its form and the whole is exactly what formatBagInfo writes.
 */
export function parseBagInfo(text: string): BagInfo | { readonly otherFormat: string } | null {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) values.set(line.slice(0, colon), line.slice(colon + 2));
  }
  const get = (label: string): string => values.get(label) ?? '';
  const format = get('Jianbiao-Format');
  if (format !== packageFormat && /^[1-9][0-9]{0,5}$/.test(format)) return { otherFormat: format };
  const kind = packageKind.safeParse(get('Jianbiao-Kind'));
  const suite = signatureSuite.safeParse(get('Jianbiao-Suite'));
  const oxum = /^(\d{1,15})\.(\d{1,6})$/.exec(get('Payload-Oxum'));
  if (!kind.success || !suite.success || oxum === null) return null;
  const info: BagInfo = {
    organization: get('Source-Organization'),
    identifier: get('External-Identifier'),
    campaign: get('Bag-Group-Identifier'),
    sealedOn: get('Bagging-Date'),
    payloadBytes: Number(oxum[1]),
    payloadFiles: Number(oxum[2]),
    kind: kind.data,
    unit: get('Jianbiao-Unit'),
    revision: Number(get('Jianbiao-Revision')),
    supersedes: values.get('Jianbiao-Supersedes') ?? null,
    recipient: values.get('Jianbiao-Recipient') ?? null,
    suite: suite.data,
    packDigest: get('Jianbiao-Pack-Digest'),
    sm2Key: values.get('Jianbiao-SM2-Key') ?? null,
  };
  const wellFormed =
    isBagText(info.organization) &&
    isCalendarDate(info.sealedOn) &&
    Number.isSafeInteger(info.revision) &&
    info.revision >= 1 &&
    digest.test(info.packDigest) &&
    (info.supersedes === null || digest.test(info.supersedes)) &&
    (info.recipient === null || /^SHA256:[A-Za-z0-9+/]{43}$/.test(info.recipient)) &&
    (info.suite === 'ed25519+sm2') === (info.sm2Key !== null);
  return wellFormed && formatBagInfo(info) === text ? info : null;
}

/** Writes a manifest as sha256sum reads it: hex digest, two spaces, path, LF; sorted by path. */
export function formatManifest(
  entries: readonly { readonly path: string; readonly sha256: string }[],
): string {
  return [...entries]
    .sort((a, b) => comparePaths(a.path, b.path))
    .map((entry) => `${entry.sha256}  ${entry.path}\n`)
    .join('');
}

/** Byte order of ASCII paths: the order of entries in zip and manifest. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Parses a manifest of ours; null unless it is exactly what formatManifest writes, without repeated paths. */
export function parseManifest(text: string): Map<string, string> | null {
  const digests = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const match = /^([0-9a-f]{64}) {2}([\x21-\x7e]+)$/.exec(line);
    const [, sha256, path] = match ?? [];
    if (sha256 === undefined || path === undefined || digests.has(path)) return null;
    digests.set(path, sha256);
  }
  const entries = [...digests].map(([path, sha256]) => ({ path, sha256 }));
  return formatManifest(entries) === text ? digests : null;
}

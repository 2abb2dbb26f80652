import type { PackageKind } from '../ground/package-kinds.ts';

/** Joliet allows 64 UCS-2 characters in a name (Joliet specification, 1995): the strictest medium we write to. */
const longestFileName = 64;
/** What may stand as a part of a package name: lower-case ASCII letters, digits and inner hyphens. */
const slug = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * The base name of a package, `<campaign>-<unit>-<kind>-r<rev>`: also its folder in the zip and its
 * External-Identifier. ASCII only, so that every zip tool, FAT, exFAT and Joliet keep it as it is; a campaign id too
 * long for a disc is cut, the full one stands in bag-info.txt. The unit part is a code, never a name of a person.
 * Gives null when the unit code or campaign id is no slug, the revision no positive integer up to 9999.
 */
export function packageBaseName(parts: {
  readonly campaign: string;
  readonly unit: string;
  readonly kind: PackageKind;
  readonly revision: number;
}): string | null {
  const { campaign, unit, kind, revision } = parts;
  if (!slug.test(campaign) || !slug.test(unit) || unit.length > 20) return null;
  if (!Number.isInteger(revision) || revision < 1 || revision > 9999) return null;
  const tail = `-${unit}-${kind}-r${revision}`;
  const room = longestFileName - tail.length - '.zip.age'.length;
  return `${campaign.slice(0, room).replace(/-+$/, '')}${tail}`;
}

/** Device names Windows reserves in every folder, whatever the extension (Microsoft, Naming Files, Paths, and Namespaces). */
const reserved = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

/** True when Windows would take the name for a device. */
export function isReservedName(name: string): boolean {
  return reserved.test(name.trimEnd());
}

const payloadFolder = ['files', 'paper', 'originals', 'templates'] as const;
const payloadName = /^[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?$/;

/** The folders a package may hold below data/, beside its one document. */
export type PayloadFolder = (typeof payloadFolder)[number];

/**
 * True when the name may stand as a payload file name: lower-case ASCII (no case or normalisation twins are
 * possible), at most 60 characters, no leading or trailing dot, no double dot, no reserved device name.
 */
export function isPayloadName(name: string): boolean {
  return payloadName.test(name) && !name.includes('..') && !isReservedName(name);
}

/** True for `data/<folder>/<name>` with one of the known folders and a safe name. */
export function isPayloadPath(path: string): boolean {
  const [data, folder, name, ...rest] = path.split('/');
  return (
    data === 'data' &&
    name !== undefined &&
    rest.length === 0 &&
    payloadFolder.some((known) => known === folder) &&
    isPayloadName(name)
  );
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  type BagInfo,
  bagitText,
  formatBagInfo,
  formatManifest,
} from '../../electron/engine/seal/bag-info.ts';
import { signSshsig } from '../../electron/engine/seal/sshsig.ts';
import type { SignatureProvider } from '../../electron/engine/seal/unit-key.ts';
import { localHeader, type ZipEntry, zipTail } from '../../electron/engine/seal/zip-layout.ts';
import { canonicalJson } from '../../shared/ground/canonical-json.ts';
import {
  documentPaths,
  type PackageKind,
  signatureNamespace,
  tagFiles,
} from '../../shared/ground/package-kinds.ts';
import { sampleSubmission, unitKey, unitName } from './sample-packages.ts';

/** One entry of a zip built by hand. */
export interface CraftedEntry {
  readonly name: string;
  readonly content: Buffer;
}

function entryOf(entry: CraftedEntry): ZipEntry {
  return { name: entry.name, bytes: entry.content.length, crc32: crc32(entry.content) };
}

/** The zip our writer would make of these entries, in the order given, whatever they are called. */
export function buildZip(entries: readonly CraftedEntry[]): Buffer {
  const zip = entries.map(entryOf);
  return Buffer.concat([
    ...entries.flatMap((entry, i) => [localHeader(zip[i] ?? entryOf(entry)), entry.content]),
    zipTail(zip),
  ]);
}

/** What a crafted package departs in from a good one. Everything is signed anew, so only the fault itself is wrong. */
export interface Craft {
  readonly document?: string | Buffer | undefined;
  /** Payload files beside the document; replaces the photo and paper. */
  readonly payload?: readonly CraftedEntry[] | undefined;
  readonly info?: Partial<BagInfo>;
  readonly bagInfoText?: (text: string) => string;
  readonly manifestText?: (text: string) => string;
  readonly tagManifestText?: (text: string) => string;
  readonly bagitText?: string;
  readonly namespace?: string;
  readonly signer?: SignatureProvider;
  readonly signature?: (text: string) => string;
  readonly entries?: (entries: CraftedEntry[], base: string) => CraftedEntry[];
}

/** The entries of a small preliminary submission with the given departures. */
export async function craftEntries(craft: Craft = {}): Promise<CraftedEntry[]> {
  const { document, photo } = sampleSubmission('preliminary', 1, 200);
  const index = {
    path: 'data/files/0001.jpg',
    sha256: photo.sha256,
    name: photo.name,
    bytes: photo.bytes,
    mediaType: photo.mediaType,
  };
  const text = craft.document ?? canonicalJson({ ...document, attachments: [index] });
  const kind: PackageKind = craft.info?.kind ?? 'preliminary';
  const payload = [
    ...(craft.payload ?? [{ name: 'data/files/0001.jpg', content: photo.source.bytes }]),
    { name: documentPaths[kind], content: Buffer.from(text) },
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const base = craft.info?.identifier ?? `ggj-2021-u51-${kind}-r1`;
  const info: BagInfo = {
    organization: unitName,
    identifier: base,
    campaign: 'ggj-2021',
    sealedOn: '2021-06-01',
    payloadBytes: payload.reduce((sum, { content }) => sum + content.length, 0),
    payloadFiles: payload.length,
    kind,
    unit: 'u51',
    revision: 1,
    supersedes: null,
    recipient: null,
    suite: 'ed25519',
    packDigest: '0'.repeat(64),
    sm2Key: null,
    ...craft.info,
  };
  const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
  const same = (value: string) => value;
  const bagInfo = Buffer.from((craft.bagInfoText ?? same)(formatBagInfo(info)));
  const digests = payload.map(({ name, content }) => ({ path: name, sha256: sha256(content) }));
  const manifest = Buffer.from((craft.manifestText ?? same)(formatManifest(digests)));
  const bagit = Buffer.from(craft.bagitText ?? bagitText);
  const tags = [
    { path: tagFiles.bagit, sha256: sha256(bagit) },
    { path: tagFiles.bagInfo, sha256: sha256(bagInfo) },
    { path: tagFiles.manifest, sha256: sha256(manifest) },
  ];
  const tagManifest = Buffer.from((craft.tagManifestText ?? same)(formatManifest(tags)));
  const signature = await signSshsig(
    craft.signer ?? unitKey,
    craft.namespace ?? signatureNamespace(kind),
    tagManifest,
  );
  const entries = [
    { name: `${base}/${tagFiles.bagit}`, content: bagit },
    { name: `${base}/${tagFiles.bagInfo}`, content: bagInfo },
    { name: `${base}/${tagFiles.manifest}`, content: manifest },
    { name: `${base}/${tagFiles.tagManifest}`, content: tagManifest },
    { name: `${base}/${tagFiles.signature}`, content: Buffer.from((craft.signature ?? same)(signature)) },
    ...payload.map(({ name, content }) => ({ name: `${base}/${name}`, content })),
  ];
  return craft.entries?.(entries, base) ?? entries;
}

/** The crafted package as zip bytes. */
export async function craftPackage(craft: Craft = {}): Promise<Buffer> {
  return buildZip(await craftEntries(craft));
}

import { createHash, type Hash } from 'node:crypto';
import { basename } from 'node:path';
import { JianbiaoError, toErrorRecord } from '../../../../shared/errors/jianbiao-error.ts';
import { BagFindings, type BagReport } from './bag-report.ts';
import { type BagSource, openBagSource, whyUnreadable } from './bag-source.ts';
import {
  type BagDeclaration,
  decodePath,
  decodeTag,
  isSystemFile,
  isUnsafePath,
  parseDeclaration,
  parseFetch,
  parseInfo,
  parseManifestLines,
} from './bag-tags.ts';

const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
/** A tag file larger than this is not read: manifests of a million files stay below. */
const largestTag = 256 << 20;

interface Manifest {
  readonly name: string;
  readonly algorithm: string;
  readonly tag: boolean;
  /** Path in the bag to digest. */
  readonly digests: Map<string, string>;
}

interface Context {
  readonly source: BagSource;
  readonly present: ReadonlySet<string>;
  /** Folded name to the real ones, for twins. */
  readonly folded: ReadonlyMap<string, string>;
  readonly findings: BagFindings;
  readonly declaration: BagDeclaration;
  /** Listed system files that are not there: they excuse a Payload-Oxum that counted them. */
  readonly absentSystemFiles: Set<string>;
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

async function readTag(source: BagSource, path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  await source.readBytes(path, (block) => {
    bytes += block.length;
    if (bytes > largestTag) throw new JianbiaoError('bag-unreadable', { name: path, problem: '过大' });
    parts.push(Buffer.from(block));
  });
  return Buffer.concat(parts);
}

async function readText(context: Context, path: string): Promise<string | null> {
  const text = decodeTag(await readTag(context.source, path), context.declaration.encoding);
  if (text === null)
    context.findings.error('bag-encoding', { encoding: context.declaration.encoding, name: path });
  return text;
}

/** Finds the file a listed path means: as written, unescaped, or a twin by normalisation or case (with a warning). */
function resolve(context: Context, listed: string): string | null {
  const { present, folded, findings } = context;
  for (const path of [listed, decodePath(listed)]) if (present.has(path)) return path;
  const path = decodePath(listed);
  const twin = folded.get(fold(path));
  if (twin === undefined) return null;
  findings.warning(
    twin.normalize('NFC') === path.normalize('NFC') ? 'bag-twin-normalization' : 'bag-twin-case',
    {
      path,
      other: twin,
    },
  );
  return twin;
}

function addLine(
  context: Context,
  manifest: Manifest,
  listed: string,
  digest: string,
  written: Set<string>,
): void {
  const { findings, declaration } = context;
  const { name } = manifest;
  let path = listed;
  if (/^\.[/\\]/.test(path)) {
    findings.warning('bag-relative-path', { name, path });
    path = path.slice(2);
  }
  if (isUnsafePath(path) || isUnsafePath(path.replace(/\\\./g, '.'))) {
    findings.error('bag-path-unsafe', { name, path });
    return;
  }
  if (!manifest.tag && !path.startsWith('data/')) {
    findings.error('bag-path-not-payload', { name, path });
    return;
  }
  if (isSystemFile(path)) findings.warning('bag-system-file', { path });
  const found = resolve(context, path);
  if (found === null) {
    if (isSystemFile(path)) context.absentSystemFiles.add(path);
    else findings.error('bag-file-missing', { name, path });
    return;
  }
  const before = manifest.digests.get(found);
  if (before !== undefined && before !== digest) findings.error('bag-duplicate-different', { name, path });
  else if (before !== undefined && written.has(path)) {
    // Version 1.0 forbids listing a file twice (RFC 8493 section 2.1.3); earlier drafts did not say.
    if (declaration.major >= 1) findings.error('bag-duplicate-same', { name, path });
    else findings.warning('bag-duplicate-same', { name, path });
  }
  written.add(path);
  manifest.digests.set(found, digest);
}

async function readManifest(context: Context, name: string): Promise<Manifest | null> {
  const match = /^(tag)?manifest-([a-z0-9-]+)\.txt$/i.exec(name);
  const algorithm = (match?.[2] ?? '').toLowerCase().replace(/-/g, '');
  if (!algorithms.includes(algorithm)) {
    context.findings.warning('bag-manifest-unknown', { name });
    return null;
  }
  const manifest: Manifest = { name, algorithm, tag: match?.[1] !== undefined, digests: new Map() };
  const text = await readText(context, name);
  if (text === null) return manifest;
  const lines = parseManifestLines(text, name, context.findings);
  if (lines.some((line) => line.starred)) context.findings.warning('bag-binary-mark', { name });
  const written = new Set<string>();
  for (const line of lines) addLine(context, manifest, line.path, line.digest, written);
  return manifest;
}

/** Every payload file must be in every payload manifest from 1.0 on, in at least one before. */
function checkCompleteness(context: Context, manifests: readonly Manifest[]): void {
  const payload = manifests.filter((manifest) => !manifest.tag);
  for (const path of context.present) {
    if (!path.startsWith('data/')) continue;
    const missing = payload.filter((manifest) => !manifest.digests.has(path));
    const enough = context.declaration.major >= 1 ? missing.length === 0 : missing.length < payload.length;
    const [first] = missing;
    if (!enough && first !== undefined) {
      if (isSystemFile(path)) context.findings.warning('bag-system-file', { path });
      context.findings.error('bag-file-unlisted', { path, name: first.name });
    }
  }
}

function warnTwins(context: Context): void {
  const seen = new Map<string, string>();
  for (const path of context.present) {
    const other = seen.get(fold(path));
    if (other === undefined) seen.set(fold(path), path);
    else
      context.findings.warning(
        other.normalize('NFC') === path.normalize('NFC') ? 'bag-twin-normalization' : 'bag-twin-case',
        { path, other },
      );
  }
}

/** Reads every listed file once, through all hashes it needs. Gives the number of payload bytes. */
async function checkDigests(context: Context, manifests: readonly Manifest[]): Promise<number> {
  let payloadBytes = 0;
  for (const path of context.present) {
    const wanted = manifests.filter((manifest) => manifest.digests.has(path));
    if (wanted.length === 0 && !path.startsWith('data/')) continue;
    const hashes = new Map<string, Hash>();
    for (const { algorithm } of wanted)
      if (!hashes.has(algorithm)) hashes.set(algorithm, createHash(algorithm));
    const bytes = await context.source.readBytes(path, (block) => {
      for (const hash of hashes.values()) hash.update(block);
    });
    if (path.startsWith('data/')) payloadBytes += bytes;
    const results = new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
    for (const manifest of wanted)
      if (results.get(manifest.algorithm) !== manifest.digests.get(path))
        context.findings.error('bag-digest-mismatch', { path, name: manifest.name });
  }
  return payloadBytes;
}

async function checkInfo(context: Context, payloadBytes: number): Promise<void> {
  if (!context.present.has('bag-info.txt')) return;
  const text = await readText(context, 'bag-info.txt');
  if (text === null) return;
  const [stated, ...more] = parseInfo(text, context.findings).get('payload-oxum') ?? [];
  if (stated === undefined) return;
  const match = /^(\d+)\.(\d+)$/.exec(stated);
  if (match === null || more.length > 0) {
    context.findings.error('bag-oxum-invalid', { stated });
    return;
  }
  const count = [...context.present].filter((path) => path.startsWith('data/')).length;
  const actual = `${payloadBytes}.${count}`;
  if (actual === stated) return;
  const excused =
    Number(match[1]) === payloadBytes && Number(match[2]) === count + context.absentSystemFiles.size;
  if (excused) context.findings.warning('bag-oxum', { stated, actual });
  else context.findings.error('bag-oxum', { stated, actual });
}

async function checkFetch(context: Context): Promise<void> {
  if (!context.present.has('fetch.txt')) return;
  const text = await readText(context, 'fetch.txt');
  if (text === null) return;
  for (const path of parseFetch(text, context.findings)) {
    if (isUnsafePath(path)) context.findings.error('bag-path-unsafe', { name: 'fetch.txt', path });
    else if (!path.replace(/^\.\//, '').startsWith('data/'))
      context.findings.error('bag-path-not-payload', { name: 'fetch.txt', path });
    else if (resolve(context, path.replace(/^\.\//, '')) === null)
      context.findings.error('bag-fetch-missing', { path });
  }
}

async function validateSource(source: BagSource, name: string): Promise<BagReport> {
  const findings = new BagFindings();
  const present = new Set(source.files);
  for (const path of source.others) findings.error('bag-link', { path });
  if (!present.has('bagit.txt')) {
    findings.error('bag-not-bag', { name });
    return findings.report();
  }
  const declaration = parseDeclaration(await readTag(source, 'bagit.txt'), findings);
  if (declaration === null) return findings.report();
  const folded = new Map(source.files.map((path) => [fold(path), path]));
  const context: Context = { source, present, folded, findings, declaration, absentSystemFiles: new Set() };
  if (!source.files.some((path) => path.startsWith('data/'))) findings.warning('bag-no-payload');
  warnTwins(context);
  const names = source.files.filter((path) => /^(?:tag)?manifest-[^/]+\.txt$/i.test(path));
  const manifests: Manifest[] = [];
  for (const file of names) {
    const manifest = await readManifest(context, file);
    if (manifest !== null) manifests.push(manifest);
  }
  if (manifests.every((manifest) => manifest.tag)) findings.error('bag-no-manifest');
  await checkFetch(context);
  checkCompleteness(context, manifests);
  const payloadBytes = await checkDigests(context, manifests);
  await checkInfo(context, payloadBytes);
  return findings.report();
}

/**
 * Validates any BagIt bag, in a folder or a zip: versions 0.93 to 1.0 (RFC 8493 and its drafts), every manifest,
 * tag manifest, fetch list and Payload-Oxum. Gives all errors and warnings; never throws for a bad bag.
 */
export async function validateBag(path: string): Promise<BagReport> {
  let source: BagSource | null = null;
  try {
    source = await openBagSource(path);
    return await validateSource(source, basename(path));
  } catch (thrown) {
    const reason =
      thrown instanceof JianbiaoError
        ? thrown
        : new JianbiaoError('bag-unreadable', {
            name: basename(path),
            problem: whyUnreadable(thrown),
          });
    return { ok: false, errors: [toErrorRecord(reason)], warnings: [] };
  } finally {
    await source?.close();
  }
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { shippedFolders } from '../kit/licences.ts';
import { paths } from '../kit/paths.ts';
import { programFacts } from './program-facts.ts';

/** Licences under which others' work may be handed on with this program, by SPDX. */
const ACCEPTED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** What a package says of its licence in words that are not SPDX's, read by a person: the file, or the field. */
const STATED: Readonly<Record<string, string>> = {
  'png-js': 'MIT', // its LICENSE file; package.json says nothing
  chainsaw: 'MIT', // "MIT/X11"
};

const lockFile = z.object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) });
const packageFile = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** One part of the program, in CycloneDX's words. */
interface Component {
  readonly type: 'library' | 'framework';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly { readonly expression: string }[];
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

/**
 * Whether an SPDX expression lets us hand the work on: one of the choices of OR, each part of AND.
 */
export function mayBeHandedOn(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(mayBeHandedOn);
  return bare.split(' AND ').every((licence) => ACCEPTED.has(licence.trim()));
}

/** Everything that the packages carry: npm's packages, and the runtime. */
function components(electronVersion: string): readonly Component[] {
  const lock = lockFile.parse(JSON.parse(readFileSync(join(paths.root, 'package-lock.json'), 'utf8')));
  const fromNpm = shippedFolders(paths.root).map((folder): Component => {
    const {
      name,
      version,
      license: said,
    } = packageFile.parse(JSON.parse(readFileSync(join(paths.root, folder, 'package.json'), 'utf8')));
    const license = STATED[name] ?? said;
    const integrity = /^sha512-(.+)$/.exec(lock.packages[folder]?.integrity ?? '')?.[1];
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
      type: 'library',
      'bom-ref': `${purl}?at=${folder}`,
      name,
      version,
      purl,
      ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
      ...(integrity === undefined
        ? {}
        : { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity, 'base64').toString('hex') }] }),
    };
  });
  return [
    ...fromNpm,
    {
      type: 'framework',
      'bom-ref': `pkg:npm/electron@${electronVersion}`,
      name: 'electron',
      version: electronVersion,
      purl: `pkg:npm/electron@${electronVersion}`,
      licenses: [{ expression: 'MIT' }],
    },
  ];
}

/** Throws Error naming every part whose licence is missing or not among the accepted ones. */
export function checkLicences(parts: readonly Pick<Component, 'name' | 'licenses'>[]): void {
  const wrong = parts
    .filter(
      ({ licenses }) =>
        licenses === undefined || !licenses.every(({ expression }) => mayBeHandedOn(expression)),
    )
    .map(
      ({ name, licenses }) => `${name} (${licenses?.map(({ expression }) => expression).join() ?? 'none'})`,
    );
  if (wrong.length > 0) throw new Error(`licences that do not allow handing on: ${wrong.join(', ')}`);
}

/** The list of parts of one artefact as a CycloneDX 1.6 document; licences are checked. `file` is the artefact. */
export function billOfMaterials(file: string, fileName: string, electronVersion: string): string {
  const parts = components(electronVersion);
  checkLicences(parts);
  const facts = programFacts();
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  // An identifier of version 8 (own content): the same artefact has the same one.
  const id = `${sha256.slice(0, 8)}-${sha256.slice(8, 12)}-8${sha256.slice(13, 16)}-a${sha256.slice(17, 20)}-${sha256.slice(20, 32)}`;
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${id}`,
    version: 1,
    metadata: {
      timestamp: facts.date.toISOString(),
      component: {
        type: 'application',
        'bom-ref': `pkg:generic/jianbiao@${facts.version}`,
        name: 'jianbiao',
        version: facts.version,
        purl: `pkg:generic/jianbiao@${facts.version}`,
        licenses: [{ expression: 'Apache-2.0' }],
        hashes: [{ alg: 'SHA-256', content: sha256 }],
        properties: [{ name: 'jianbiao:artefact', value: fileName }],
      },
    },
    components: parts,
    dependencies: [
      {
        ref: `pkg:generic/jianbiao@${facts.version}`,
        dependsOn: parts.map((part) => part['bom-ref']),
      },
    ],
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

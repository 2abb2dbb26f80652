import { canonicalJson } from '../../shared/ground/canonical-json.ts';
import { packageKind } from '../../shared/ground/package-kinds.ts';
import { type Craft, type CraftedEntry, craftPackage } from '../conformance/crafted-package.ts';
import { sampleSubmission, strangerKey, unitKey } from '../conformance/sample-packages.ts';
import type { Random } from './random.ts';

const nastyNames = [
  '../x',
  '/etc/x',
  'C:/x',
  'a\\b',
  '~/x',
  'con',
  'x.',
  'x ',
  'data//x',
  'data/./x',
  'data/x\u0000',
  'X',
  'data/files/0001.JPG',
  'data/files/0001.jpg',
  'fetch.txt',
  'data/zzz',
  '',
  '\u00e9',
  '.',
  '..',
  'bagit.txt',
  'data',
];
const nastyValues: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  '\u202e',
  'x'.repeat(5000),
  [],
  {},
  [[[[]]]],
  true,
  'SHA256:x',
  '../x',
];

/** Replaces, removes or adds one value somewhere in a JSON tree. */
function mutateJson(value: unknown, random: Random): unknown {
  if (random.next() < 0.12) return random.pick(nastyValues);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.next() < 0.15) return [...value, random.pick(nastyValues)];
    const at = random.below(value.length);
    return value.map((item, i) => (i === at ? mutateJson(item, random) : item));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const at = random.below(entries.length + 1);
    const chance = random.next();
    if (at === entries.length || chance < 0.1)
      return Object.fromEntries([...entries, ['extra', random.pick(nastyValues)]]);
    if (chance < 0.25) return Object.fromEntries(entries.filter((_, i) => i !== at));
    return Object.fromEntries(
      entries.map(([key, item], i) => [key, i === at ? mutateJson(item, random) : item]),
    );
  }
  return random.pick(nastyValues);
}

function editText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const piece = random.pick([
    '',
    '\n',
    '\r\n',
    ' ',
    ': ',
    '\u0000',
    '\ufeff',
    'Jianbiao-Kind: formal\n',
    '00',
    'ÿ',
  ]);
  return text.slice(0, at) + piece + text.slice(at + random.below(4));
}

function documentText(random: Random): string {
  const { document } = sampleSubmission('preliminary', 1, 200);
  const changed = mutateJson(document, random);
  const text = canonicalJson(changed ?? null);
  const chance = random.next();
  if (chance < 0.1) return editText(text, random);
  if (chance < 0.15) return `${'['.repeat(200)}${text}${']'.repeat(200)}`;
  if (chance < 0.2) return text.replace('{', '{"__proto__":1,');
  return text;
}

function editEntries(random: Random): NonNullable<Craft['entries']> {
  return (entries, base) => {
    const at = random.below(entries.length);
    const extra: CraftedEntry = {
      name: random.next() < 0.5 ? `${base}/${random.pick(nastyNames)}` : random.pick(nastyNames),
      content: Buffer.from('x'),
    };
    switch (random.below(5)) {
      case 0:
        return entries.filter((_, i) => i !== at);
      case 1:
        return [...entries.slice(0, at), extra, ...entries.slice(at)];
      case 2:
        return entries.map((entry, i) => (i === at ? { ...entry, name: extra.name } : entry));
      case 3:
        return entries.map((entry, i) =>
          i === at ? { ...entry, content: Buffer.concat([entry.content, extra.content]) } : entry,
        );
      default:
        return [...entries, ...entries.slice(at, at + 1)];
    }
  };
}

/** One package mutated in its meaning, with all checksums made right again. */
export interface PackageMutation {
  readonly make: (random: Random) => Promise<Buffer>;
  /** `trusted`: judged with our trust list. `unknown`: structure alone, so that a stranger's signature gets past. */
  readonly judge: 'trusted' | 'unknown';
}

/** All mutations of meaning by name. */
export const packageMutations: Readonly<Record<string, PackageMutation>> = {
  're-signed by a stranger': {
    judge: 'trusted',
    make: (random) =>
      craftPackage({ signer: strangerKey, document: random.next() < 0.5 ? documentText(random) : undefined }),
  },
  'entry edit': { judge: 'trusted', make: (random) => craftPackage({ entries: editEntries(random) }) },
  'entry edit by a stranger': {
    judge: 'unknown',
    make: (random) => craftPackage({ signer: strangerKey, entries: editEntries(random) }),
  },
  'JSON edit by a stranger': {
    judge: 'unknown',
    make: (random) =>
      craftPackage({
        signer: strangerKey,
        document: documentText(random),
        payload: random.next() < 0.5 ? [] : undefined,
      }),
  },
  'tag file edit by a stranger': {
    judge: 'unknown',
    make: (random) => {
      const edit = (text: string) => editText(text, random);
      return craftPackage(
        random.pick<Craft>([
          { signer: strangerKey, bagInfoText: edit },
          { signer: strangerKey, manifestText: edit },
          { signer: strangerKey, tagManifestText: edit },
          {
            signer: strangerKey,
            bagitText: edit('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'),
          },
        ]),
      );
    },
  },
  'signature edit': {
    judge: 'trusted',
    make: (random) => craftPackage({ signature: (text) => editText(text, random) }),
  },
  'other namespace': {
    judge: 'trusted',
    make: (random) =>
      craftPackage({
        signer: unitKey,
        namespace: random.pick([
          'git',
          'file',
          '',
          'jianbiao-x-v1',
          ...packageKind.options
            .filter((kind) => kind !== 'preliminary')
            .map((kind) => `jianbiao-${kind}-v1`),
        ]),
      }),
  },
};

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';
import subsetFont from 'subset-font';
import { type FontFace, fontFaces } from '../electron/engine/paper/font-table.ts';
import { woffToSfnt } from '../electron/engine/paper/woff.ts';

/**
 * Cuts the paper's fonts out of the npm packages into dist/fonts, with the licences and a manifest of digests:
 * 58 MB of sources become some 25 MB. Run by `npm run build`, or alone: `node build/fonts.ts`.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

/** The 6,763 Han of GB/T 2312 and its signs, read off the platform's own decoder, plus Latin and general punctuation. */
export function gb2312Characters(): string {
  const decoder = new TextDecoder('gbk');
  let text = '';
  for (let row = 0xa1; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) text += decoder.decode(Uint8Array.of(row, cell));
  }
  for (let code = 0x20; code < 0x250; code += 1) text += String.fromCodePoint(code);
  for (let code = 0x2010; code < 0x2070; code += 1) text += String.fromCodePoint(code);
  return [...new Set(text)].filter((character) => character !== '\ufffd').join('');
}

/** Characters of a font that the paper can meet: everything but kana, hangul, compatibility forms and private use. */
function usable(code: number): boolean {
  return !(
    (code >= 0x3040 && code <= 0x30fa) ||
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0xac00 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xf8ff)
  );
}

function charactersFor(face: FontFace, own: ReadonlySet<number>, song: ReadonlySet<number>): string {
  const gb2312 = new Set([...gb2312Characters()].map((character) => character.codePointAt(0) ?? 0));
  const wanted = (code: number): boolean => {
    switch (fontFaces[face].coverage) {
      case 'all':
        return usable(code);
      case 'gb2312':
        return gb2312.has(code);
      case 'gb2312-and-rare':
        return gb2312.has(code) || (usable(code) && !song.has(code));
    }
  };
  return [...own]
    .filter(wanted)
    .map((code) => String.fromCodePoint(code))
    .join('');
}

function openFont(bytes: Uint8Array): fontkit.Font {
  const font = fontkit.create(Buffer.from(bytes));
  if ('fonts' in font) throw new Error('a font collection cannot be used here');
  return font;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The rare characters of the paper's fonts once more, alone, for the window (renderer/app/fallback-fonts.ts): a browser
 * looks through a whole font before it draws with it, and the whole ones keep a small PC busy for a second.
 */
const rareParts: Readonly<Record<string, FontFace>> = { 'song-rare.ttf': 'song', 'kai-rare.ttf': 'kai' };

/** Extension A, the end of the first block, and everything beyond the first plane. */
function isRare(code: number): boolean {
  return (code >= 0x3400 && code < 0x4e00) || (code > 0x9fa5 && code < 0xa000) || code >= 0x20000;
}

/** Makes a font of some characters of another, as SFNT. Throws Error when one was lost. */
async function cut(bytes: Uint8Array, characters: string, name: string): Promise<Uint8Array> {
  const made = await subsetFont(Buffer.from(bytes), characters, {
    targetFormat: 'sfnt',
    // `ccmp` joins the two halves of —— ; the rest (vertical forms, widths, kana) never shows on this paper.
    keepFeatures: ['ccmp'],
    preserveNameIds: [0, 1, 2, 4, 5, 6, 13, 14],
    noHinting: true,
    dropTables: ['BASE', 'STAT', 'vhea', 'vmtx', 'gasp', 'FFTM'],
  });
  const font = openFont(made);
  const missing = [...characters].filter((c) => !font.hasGlyphForCodePoint(c.codePointAt(0) ?? 0));
  if (missing.length > 0) throw new Error(`${name}: ${missing.length} characters were lost in cutting`);
  return made;
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${process.pid}.part`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, path);
}

interface Manifest {
  readonly [file: string]: {
    readonly source: string;
    readonly sourceSha256: string;
    readonly sha256: string;
  };
}

/** True when dist/fonts holds exactly what the present sources and table would give. */
function upToDate(folder: string, sources: ReadonlyMap<FontFace, Uint8Array>): boolean {
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile)) return false;
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const stands = (file: string): boolean => {
    const path = join(folder, file);
    return existsSync(path) && sha256(readFileSync(path)) === manifest[file]?.sha256;
  };
  return (
    Object.keys(rareParts).every(stands) &&
    [...sources].every(([face, bytes]) => {
      const { file, source } = fontFaces[face];
      const entry = manifest[file];
      return entry?.source === source && entry.sourceSha256 === sha256(bytes) && stands(file);
    })
  );
}

/**
 * Collects the fonts into `folder` (dist/fonts) unless they are there already, verifies each (it opens, it has the
 * characters it was cut for) and returns their bytes in all.
 */
export async function buildFonts(folder: string = join(root, 'dist', 'fonts')): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const faces = Object.keys(fontFaces) as FontFace[];
  const sources = new Map(
    faces.map((face) => {
      const path = join(root, 'node_modules', fontFaces[face].source);
      return [face, readFileSync(path)] as const;
    }),
  );
  const total = (): number =>
    faces.reduce((sum, face) => sum + readFileSync(join(folder, fontFaces[face].file)).byteLength, 0);
  if (upToDate(folder, sources)) return total();

  const songSource = sources.get('song');
  if (!songSource) throw new Error('the song face is missing from the font table');
  const song = new Set(openFont(songSource).characterSet);
  const manifest: Record<string, Manifest[string]> = {};
  for (const [face, bytes] of sources) {
    const { file, source } = fontFaces[face];
    const sfnt = woffToSfnt(bytes, source);
    const characters = charactersFor(face, new Set(openFont(sfnt).characterSet), song);
    const whole = await cut(sfnt, characters, file);
    writeWhole(join(folder, file), whole);
    manifest[file] = { source, sourceSha256: sha256(bytes), sha256: sha256(whole) };
  }
  for (const [file, face] of Object.entries(rareParts)) {
    const whole = readFileSync(join(folder, fontFaces[face].file));
    const rare = openFont(whole).characterSet.filter(isRare);
    const part = await cut(whole, String.fromCodePoint(...rare), file);
    writeWhole(join(folder, file), part);
    manifest[file] = { source: fontFaces[face].file, sourceSha256: sha256(whole), sha256: sha256(part) };
  }
  writeFileSync(join(folder, 'LICENSES.txt'), licences());
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return total();
}

/** The licence text of each source package: the OFL asks that it travels with the fonts. */
function licences(): string {
  const packages = new Set(
    Object.values(fontFaces).map(({ source }) => source.split('/').slice(0, 2).join('/')),
  );
  return [...packages]
    .map((name) => {
      const folder = join(root, 'node_modules', name);
      const file = ['LICENSE_FONT', 'LICENSE', 'OFL.txt', 'README.md'].find((f) =>
        existsSync(join(folder, f)),
      );
      return `${name}\n${'='.repeat(name.length)}\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
    })
    .join('\n\n');
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const bytes = await buildFonts();
  console.log(`fonts: ${(bytes / 1e6).toFixed(1)} MB in ${dirname(join(root, 'dist/fonts/x'))}`);
}

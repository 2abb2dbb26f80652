import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type FontFace, type FontRole, fontFaces, roleChains, roleTitles } from './font-table.ts';
import { woffToSfnt } from './woff.ts';

export interface FontOptions {
  /** Folder of the fonts cut by build/fonts.ts; a packaged program gives its own. */
  readonly fontsDir?: string | undefined;
  /** Font files the user named for a role, e.g. `fangsong: C:\Windows\Fonts\simfang.ttf`; tried first. */
  readonly roleFiles?: { readonly [R in FontRole]?: string | undefined } | undefined;
  /** Font files for rare characters, e.g. simsunb.ttf; tried last. */
  readonly extraFiles?: readonly string[] | undefined;
}

/** One opened font file. `name` is its key in the PDF writer. */
export interface LoadedFont {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Above and below the baseline, in thousandths of the type size, both positive. */
  readonly ascent: number;
  readonly descent: number;
  has(codePoint: number): boolean;
  /** Width in thousandths of the type size, and the number of glyphs, of a short text. */
  measure(text: string): { readonly width: number; readonly glyphs: number };
}

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Where the file of a face lies: in the given folder, else in dist/fonts, else (before the first build) the npm package
 * it would be cut from. Throws `paper-fonts-missing` when none of them is there.
 */
export function fontFile(face: FontFace, fontsDir?: string): string {
  const { file, source } = fontFaces[face];
  const places =
    fontsDir === undefined
      ? [join(projectRoot, 'dist', 'fonts', file), join(projectRoot, 'node_modules', source)]
      : [join(fontsDir, file)];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new JianbiaoError('paper-fonts-missing', { name: file });
  return found;
}

/** Opens the bytes of one font; `title` names it in the error. Throws `paper-font-unreadable`. */
export function parseFont(bytes: Uint8Array, title: string): fontkit.Font {
  try {
    const opened = fontkit.create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    // A collection (TTC) cannot be embedded as it is; the message asks for a TTF or OTF.
    if ('fonts' in opened) throw new TypeError('font collection');
    return opened;
  } catch (cause) {
    throw new JianbiaoError('paper-font-unreadable', { name: title }, { cause });
  }
}

function readSfnt(path: string, name: string, title: string): Uint8Array {
  try {
    return woffToSfnt(readFileSync(path), name);
  } catch (cause) {
    throw new JianbiaoError('paper-font-unreadable', { name: title }, { cause });
  }
}

function openFont(path: string, name: string, title: string): LoadedFont {
  const bytes = readSfnt(path, name, title);
  const font = parseFont(bytes, title);
  const known = new Map<number, boolean>();
  const widths = new Map<string, { readonly width: number; readonly glyphs: number }>();
  const scale = 1000 / font.unitsPerEm;
  return {
    name,
    bytes,
    ascent: font.ascent * scale,
    descent: -font.descent * scale,
    has(codePoint) {
      let answer = known.get(codePoint);
      if (answer === undefined) {
        answer = font.hasGlyphForCodePoint(codePoint);
        known.set(codePoint, answer);
      }
      return answer;
    },
    measure(text) {
      let answer = widths.get(text);
      if (!answer) {
        const run = font.layout(text);
        answer = { width: run.advanceWidth * scale, glyphs: run.glyphs.length };
        if (widths.size > 60_000) widths.clear();
        widths.set(text, answer);
      }
      return answer;
    },
  };
}

/** The fonts of one paper engine: opened when first asked for, kept open. */
export interface FontSet {
  /** The fonts of a role in the order in which they are tried. */
  chain(role: FontRole): readonly LoadedFont[];
  /** Every font opened so far, by name. */
  opened(): ReadonlyMap<string, LoadedFont>;
}

/** Makes the font set. Nothing is read before it is asked for. */
export function createFontSet(options: FontOptions = {}): FontSet {
  const fonts = new Map<string, LoadedFont>();
  const chains = new Map<FontRole, readonly LoadedFont[]>();
  const open = (path: string, name: string, title = name): LoadedFont => {
    const font = fonts.get(name) ?? openFont(path, name, title);
    fonts.set(name, font);
    return font;
  };
  const chain = (role: FontRole): readonly LoadedFont[] => {
    const kept = chains.get(role);
    if (kept) return kept;
    const own = options.roleFiles?.[role];
    const made = [
      ...(own === undefined ? [] : [open(own, `user-${role}`, roleTitles[role])]),
      ...roleChains[role].map((face) => open(fontFile(face, options.fontsDir), face)),
      ...(options.extraFiles ?? []).map((path, index) => open(path, `extra-${index}`, '生僻字')),
    ];
    chains.set(role, made);
    return made;
  };
  return { chain, opened: () => fonts };
}

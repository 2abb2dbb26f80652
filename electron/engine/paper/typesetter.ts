import type { PaperPage } from './display-list.ts';
import type { LoadedFont } from './font-set.ts';
import type { FontRole } from './font-table.ts';
import { type GlyphChooser, printableText } from './glyphs.ts';

/** How a text is set. Sizes in points; `pitch` is the distance between baselines. */
export interface TextStyle {
  readonly role: FontRole;
  readonly size: number;
  readonly pitch: number;
  readonly align?: 'left' | 'center' | 'right';
  /** First-line indent in ems (2 in Chinese paragraphs). */
  readonly indent?: number;
  /** Full lines are spread to the measure. */
  readonly justify?: boolean;
  readonly color?: string;
}

interface Piece {
  readonly text: string;
  readonly font: LoadedFont;
  /** Points. */
  readonly width: number;
  readonly glyphs: number;
  readonly space: boolean;
  /** No line may break before this piece. */
  readonly glued: boolean;
}

/** A line ready to draw: pieces from its left edge, with the extra space after each glyph. */
export interface TextLine {
  readonly pieces: readonly { readonly text: string; readonly font: LoadedFont; readonly x: number }[];
  readonly width: number;
  readonly spacing: number;
  readonly style: TextStyle;
}

/** 避头: never at the start of a line. */
const noStart = new Set('。，、；：？！）》〉」』】〕］｝”’％‰℃·…—～,.;:!?)]}%々');
/** 避尾: never at the end of a line. */
const noEnd = new Set('（《〈「『【〔［｛“‘([{￥$№');
const wordCharacter = /[!-~\u00a1-\u024f\u0370-\u03ff\u0400-\u04ff]/u;

/** 数字、年份不能回行 (GB/T 9704-1999, 8.2.3, kept since by habit): what a number must not be parted from. */
const afterNumber = new Set('年月日');
/** Where a telephone number, address of the mail or of a page may go on in the next line: after these. */
const wordParts = /[^/@._?&=#+:,;-]*[/@._?&=#+:,;-]+|[^/@._?&=#+:,;-]+/gu;

/** The units of a text that stay together whatever happens: a word, a Han character, ——, ……, a run of spaces. */
function units(text: string): string[] {
  return text.match(/ +|—+|…+|[!-~\u00a1-\u024f\u0370-\u03ff\u0400-\u04ff]+|[\s\S]/gu) ?? [];
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && wordCharacter.test(unit);
}

/** Cuts one paragraph into pieces with their widths, and says where lines may not break (clause of 避头尾). */
function piecesOf(paragraph: string, style: TextStyle, glyphs: GlyphChooser, label: string): Piece[] {
  const pieces: Piece[] = [];
  let before: string | undefined;
  for (const unit of units(paragraph)) {
    const first = String.fromCodePoint(unit.codePointAt(0) ?? 0);
    const last = before === undefined ? '' : String.fromCodePoint(before.codePointAt(before.length - 1) ?? 0);
    const bothWords = isWord(unit) && isWord(before);
    const dated = before !== undefined && /^\d+$/.test(before) && afterNumber.has(first);
    const glued = before !== undefined && (noStart.has(first) || noEnd.has(last) || bothWords || dated);
    for (const [index, run] of glyphs.runs(style.role, unit, label).entries()) {
      const { width, glyphs: count } = run.font.measure(run.text);
      pieces.push({
        ...run,
        width: (width * style.size) / 1000,
        glyphs: count,
        space: unit.startsWith(' '),
        glued: glued || index > 0,
      });
    }
    before = unit;
  }
  return pieces;
}

/**
 * A word wider than the whole measure is cut after its hyphens, dots and slashes, and where a part is still too wide between its
 * characters, so that nothing ever runs over the edge.
 */
function cutToMeasure(pieces: readonly Piece[], measure: number, size: number): Piece[] {
  const sized = (piece: Piece, text: string, glued: boolean): Piece => {
    const { width, glyphs } = piece.font.measure(text);
    return { ...piece, text, width: (width * size) / 1000, glyphs, glued };
  };
  return pieces.flatMap((piece) => {
    if (piece.width <= measure || piece.space) return [piece];
    return (piece.text.match(wordParts) ?? []).flatMap((text, index) => {
      const part = sized(piece, text, index === 0 && piece.glued);
      return part.width <= measure ? [part] : [...text].map((character) => sized(piece, character, false));
    });
  });
}

/** Groups of pieces between which a line may break. */
function groupsOf(pieces: readonly Piece[], measure: number): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    const width = last ? last.reduce((sum, one) => sum + one.width, 0) : 0;
    if (last && piece.glued && width + piece.width <= measure) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

function finishLine(
  pieces: readonly Piece[],
  start: number,
  measure: number,
  style: TextStyle,
  full: boolean,
): TextLine {
  const kept = [...pieces];
  while (kept.at(-1)?.space) kept.pop();
  const natural = kept.reduce((sum, piece) => sum + piece.width, 0);
  const glyphs = kept.reduce((sum, piece) => sum + piece.glyphs, 0);
  const room = measure - start - natural;
  // Beyond a fifth of an em per glyph a spread line looks worse than a ragged one.
  const spread =
    full && style.justify === true && glyphs > 1 && room > 0 && room / (glyphs - 1) <= style.size / 5;
  const spacing = spread ? room / (glyphs - 1) : 0;
  const width = spread ? measure - start : natural;
  const free = measure - start - width;
  let x = start + (style.align === 'center' ? free / 2 : style.align === 'right' ? free : 0);
  const placed: { text: string; font: LoadedFont; x: number }[] = [];
  let previous: { text: string; font: LoadedFont; x: number } | undefined;
  for (const piece of kept) {
    if (previous && previous.font === piece.font) previous.text += piece.text;
    else {
      previous = { text: piece.text, font: piece.font, x };
      placed.push(previous);
    }
    x += piece.width + piece.glyphs * spacing;
  }
  return { pieces: placed, width: start + width, spacing, style };
}

/** Lines already broken for one paper: pages are laid out more than once to find the fewest. */
const broken = new WeakMap<GlyphChooser, Map<string, TextLine[]>>();

/**
 * Breaks a text into lines no wider than `measure` points: between Han characters and at spaces, words and numbers kept
 * whole, 避头尾 observed by taking the neighbour along. `\n` begins a new paragraph. `label` names the field in errors.
 */
export function breakLines(
  text: string,
  style: TextStyle,
  measure: number,
  glyphs: GlyphChooser,
  label: string,
): TextLine[] {
  const lines = broken.get(glyphs) ?? new Map<string, TextLine[]>();
  broken.set(glyphs, lines);
  const key = JSON.stringify([text, style, measure, label]);
  const made = lines.get(key) ?? linesOf(text, style, measure, glyphs, label);
  lines.set(key, made);
  return made;
}

function linesOf(
  text: string,
  style: TextStyle,
  measure: number,
  glyphs: GlyphChooser,
  label: string,
): TextLine[] {
  const lines: TextLine[] = [];
  for (const raw of printableText(text).split('\n')) {
    // The paper indents by itself: spaces typed for that purpose would indent twice.
    const paragraph = (style.indent ? raw.replace(/^[ \u3000]+/, '') : raw).replace(/[ \u3000]+$/, '');
    const indent = (style.indent ?? 0) * style.size;
    let start = indent;
    let current: Piece[] = [];
    let width = 0;
    const groups = groupsOf(
      cutToMeasure(piecesOf(paragraph, style, glyphs, label), measure - indent, style.size),
      measure - indent,
    );
    for (const group of groups) {
      const wide = group.reduce((sum, piece) => sum + piece.width, 0);
      const onlySpace = group.every((piece) => piece.space);
      if (current.length > 0 && !onlySpace && width + wide > measure - start + 0.01) {
        lines.push(finishLine(current, start, measure, style, true));
        start = 0;
        current = [];
        width = 0;
      }
      if (onlySpace && current.length === 0 && start === 0 && lines.length > 0) continue;
      current.push(...group);
      width += wide;
    }
    lines.push(finishLine(current, start, measure, style, false));
  }
  return lines;
}

/** Height of lines set one under another. */
export function linesHeight(lines: readonly TextLine[]): number {
  return lines.reduce((sum, one) => sum + one.style.pitch, 0);
}

/**
 * Where the baseline lies below the top of a line's slot: the Han square (88 % above, 12 % below the baseline in all CJK
 * faces) is centred in the slot, so that mixed fonts of fallback share one baseline.
 */
function baselineOffset(style: TextStyle): number {
  return (style.pitch - style.size) / 2 + style.size * 0.88;
}

/** Draws lines from `y` downwards at `x`. */
export function drawLines(page: PaperPage, lines: readonly TextLine[], x: number, y: number): void {
  let top = y;
  for (const one of lines) {
    for (const piece of one.pieces) {
      page.marks.push({
        kind: 'text',
        text: piece.text,
        font: piece.font,
        size: one.style.size,
        x: x + piece.x,
        baseline: top + baselineOffset(one.style),
        ...(one.spacing === 0 ? {} : { spacing: one.spacing }),
        ...(one.style.color === undefined ? {} : { color: one.style.color }),
      });
    }
    top += one.style.pitch;
  }
}

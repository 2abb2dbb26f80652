import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { FontSet, LoadedFont } from './font-set.ts';
import type { FontRole } from './font-table.ts';

/** A stretch of text in one font. */
interface FontRun {
  readonly text: string;
  readonly font: LoadedFont;
}

interface Missing {
  readonly character: string;
  readonly label: string;
}

/**
 * Characters that leave no mark and that no printing font carries: variation selectors (the base character is printed),
 * zero-width joiners and spaces, direction marks, byte order marks, control characters other than line ends and tabs.
 */
const invisible = /(?![\n\t])(?:[\p{Cc}\p{Cf}]|\p{Variation_Selector})/gu;

/** Text as it is printed: invisible characters gone, line ends as \n, tabs and odd spaces as one space. */
export function printableText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(invisible, '')
    .replace(/[\t\u00a0\u2000-\u200a\u202f\u205f]/g, ' ');
}

/** Signs that every printing font of the program has: with these alone no font need be opened. */
const surelyPrinted = /^[\u0020-\u007e\u4e00-\u9fa5\u3000-\u3002\u3008-\u3011\uff01-\uff5e“”‘’—…·\s]*$/u;

/** The characters of a text that no font for body text can print, each once; opens fonts only where one may be lacking. */
export function unprintableSigns(fonts: FontSet, text: string): readonly string[] {
  if (surelyPrinted.test(text)) return [];
  const signs = new Set(
    [...printableText(text)].filter((sign) => sign !== '\n' && !surelyPrinted.test(sign)),
  );
  return [...signs].filter(
    (sign) => !fonts.chain('fangsong').some((font) => font.has(sign.codePointAt(0) ?? 0)),
  );
}

/** A character as it can be looked up: U+E863. */
const codeName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Chooses a font for every character and remembers those that no font has. */
export interface GlyphChooser {
  /** The font of a role that has this character; the first font of the role, noted as missing, when none has. */
  fontFor(role: FontRole, character: string, label: string): LoadedFont;
  /** Text cut into runs of one font each. `label` names the field for the error. */
  runs(role: FontRole, text: string, label: string): FontRun[];
  /** Throws `paper-glyph-missing` naming every character without a glyph and the fields they stand in. */
  assertComplete(): void;
}

/** Makes a chooser for one printed paper. */
export function createGlyphChooser(fonts: FontSet): GlyphChooser {
  const missing: Missing[] = [];
  const fontFor = (role: FontRole, character: string, label: string): LoadedFont => {
    const chain = fonts.chain(role);
    const code = character.codePointAt(0) ?? 0;
    const found = chain.find((font) => font.has(code));
    if (found) return found;
    if (!missing.some((one) => one.character === character && one.label === label)) {
      missing.push({ character, label });
    }
    const [first] = chain;
    if (!first) throw new JianbiaoError('paper-fonts-missing', { name: role });
    return first;
  };
  return {
    fontFor,
    runs(role, text, label) {
      const made: { text: string; font: LoadedFont }[] = [];
      for (const character of text) {
        const font = fontFor(role, character, label);
        const last = made.at(-1);
        if (last && last.font === font) last.text += character;
        else made.push({ text: character, font });
      }
      return made;
    },
    assertComplete() {
      if (missing.length === 0) return;
      const shown = missing
        .slice(0, 8)
        .map(({ character, label }) => `“${label}”中的“${character}”（${codeName(character)}）`);
      const rest = missing.length > 8 ? `等${missing.length}处` : '';
      const [first] = missing;
      throw new JianbiaoError('paper-glyph-missing', {
        characters: shown.join('、') + rest,
        codePoint: first ? codeName(first.character) : '',
        field: first?.label ?? '',
        count: missing.length,
      });
    },
  };
}

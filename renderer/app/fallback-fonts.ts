/**
 * The paper's own fonts (dist/fonts), for characters that no font of the system has: rare ones in names, and all of
 * Chinese on a PC without a Chinese font. Where the system can do it, nothing is loaded.
 */
const FACES = [
  // GB 2312 and its signs.
  {
    family: 'Jianbiao Hei',
    file: 'hei.ttf',
    range: 'U+2014-2026, U+2460-25FF, U+3000-303F, U+4E00-9FFF, U+FF00-FFEF',
    samples: '荐表',
  },
  // Extension A, and what 通用规范汉字表 takes from the others.
  {
    family: 'Jianbiao Song Rare',
    file: 'song-rare.ttf',
    range: 'U+3400-4DBF, U+9FA6-9FFF, U+20000-3FFFF',
    // With the next one's: what comes before it in the list is looked into first, and has to be there.
    samples: '㛃䶮𬱟𠮷',
  },
  // Some thousand Han of extensions B to G.
  { family: 'Jianbiao Kai Rare', file: 'kai-rare.ttf', range: 'U+20000-3FFFF', samples: '𠮷' },
  // All else of GBK.
  {
    family: 'Jianbiao Song',
    file: 'song.ttf',
    range: 'U+2E80-2FDF, U+4E00-9FA5, U+F900-FAFF',
    samples: '喆',
  },
] as const;

/** Their names for the end of a CSS list of fonts, in the order of trying. */
export const FALLBACK_FAMILIES = FACES.map(({ family }) => `"${family}"`).join(',');

/** The last code point for private use: no font draws it, so it looks as a missing character does. */
const MISSING = '\u{10fffd}';
const SIDE = 24;

/** Whether a font of `families`, or the system's last resort, draws a character. */
function isDrawn(context: CanvasRenderingContext2D, character: string): boolean {
  const look = (text: string): string => {
    context.clearRect(0, 0, SIDE, SIDE);
    context.fillText(text, 0, SIDE - 4);
    return context.getImageData(0, 0, SIDE, SIDE).data.join();
  };
  return look(character) !== look(MISSING);
}

/** No font is waited for longer: a window with empty boxes is better than none. */
const LONGEST_MS = 3000;

/**
 * Makes the fonts known to the page; both shells serve the files under /fonts (build/list-built-files.ts). Those with
 * characters that `families` cannot draw are loaded at once: Chromium would load them on its own when such a character
 * comes, but leaves text that stands already as the last resort drew it. So nothing should be drawn before the answer,
 * which comes when they are there.
 */
export async function addFallbackFonts(fonts: FontFaceSet, families: string): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context !== null) context.font = `${SIDE - 8}px ${families}`;
  const needed: Promise<unknown>[] = [];
  for (const { family, file, range, samples } of FACES) {
    const face = new FontFace(family, `url("/fonts/${file}")`, { unicodeRange: range });
    fonts.add(face);
    if (context !== null && [...samples].every((character) => isDrawn(context, character))) continue;
    needed.push(face.load().catch(() => undefined));
  }
  if (needed.length === 0) return;
  const patience = new Promise((over) => setTimeout(over, LONGEST_MS));
  await Promise.race([Promise.all(needed), patience]);
}

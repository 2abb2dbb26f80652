import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type FontSlot, fontSlot } from '../../../shared/api/font-methods.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type FontOptions, parseFont } from './font-set.ts';
import { fontFaces, roleChains, roleTitles } from './font-table.ts';

/** All slots in the order in which the settings show them. */
export const fontSlots: readonly FontSlot[] = fontSlot.options;

/** What the slots are called in messages. */
export const slotTitles: Readonly<Record<FontSlot, string>> = {
  fangsong: roleTitles.fangsong,
  xiaobiaosong: roleTitles.xiaobiaosong,
  kai: roleTitles.kai,
  hei: roleTitles.hei,
  rare: '生僻字',
};

/** File names under which the usual systems keep a suitable font, best first; compared without regard to case. */
const systemNames: Readonly<Record<FontSlot, readonly string[]>> = {
  fangsong: ['仿宋_GB2312.ttf', 'simfang.ttf', 'FZFSJW.TTF', 'FZFSK.TTF', 'STFANGSO.TTF'],
  xiaobiaosong: ['方正小标宋简体.ttf', 'FZXBSJW.TTF', 'FZXBSK.TTF'],
  kai: ['楷体_GB2312.ttf', 'simkai.ttf', 'FZKTJW.TTF', 'FZKTK.TTF', 'STKAITI.TTF'],
  hei: ['simhei.ttf', 'FZHTJW.TTF', 'FZHTK.TTF'],
  rare: ['simsunb.ttf', 'SimsunExtG.ttf', 'HanaMinB.ttf'],
};

/** Characters that every form prints: a font without them is no Chinese font. */
const everyday = [...'全国先进集体个人推荐审批登记表姓名性别出生年月日单位职务意见盖章'];
/** Whether a code point is a Han character: the blocks of Unicode 16, compatibility forms included. */
function isHan(codePoint: number): boolean {
  return (
    (codePoint >= 0x3400 && codePoint <= 0x9fff) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff)
  );
}

/** Where the fonts that the user chose lie, below the data folder: one file for each slot. */
export function ownFontFile(dataDir: string, slot: FontSlot): string {
  return join(dataDir, 'fonts', `${slot}.font`);
}

/** The user's fonts as the paper engine takes them. */
export function ownFontOptions(dataDir: string): Pick<FontOptions, 'roleFiles' | 'extraFiles'> {
  const chosen = (slot: FontSlot): string | undefined => {
    const file = ownFontFile(dataDir, slot);
    return existsSync(file) ? file : undefined;
  };
  const rare = chosen('rare');
  return {
    roleFiles: {
      fangsong: chosen('fangsong'),
      xiaobiaosong: chosen('xiaobiaosong'),
      kai: chosen('kai'),
      hei: chosen('hei'),
    },
    extraFiles: rare === undefined ? [] : [rare],
  };
}

/** The name of the program's own font for a slot; null for rare characters, which have none of their own. */
export function builtInName(slot: FontSlot): string | null {
  const face = slot === 'rare' ? undefined : roleChains[slot][0];
  return face === undefined ? null : fontFaces[face].title;
}

/**
 * What a font calls itself, after checking that it may and can print this slot. Throws `paper-font-unreadable` (no single
 * TTF or OTF), `paper-font-forbidden` (its maker forbids embedding or subsetting, OS/2 fsType), `paper-font-unsuitable`
 * (it lacks everyday characters; for rare ones: it has no Han character at all).
 */
export function checkFont(bytes: Uint8Array, file: string, slot: FontSlot): string {
  const font = parseFont(bytes, file);
  // Web fonts would have to be unpacked first. fontkit calls an OTF a TTF too.
  if (font.type !== 'TTF') throw new JianbiaoError('paper-font-unreadable', { name: file });
  const rights: Partial<Readonly<Record<string, boolean>>> = font['OS/2']?.fsType ?? {};
  if (rights.noEmbedding || rights.bitmapOnly || rights.noSubsetting)
    throw new JianbiaoError('paper-font-forbidden', { name: file });
  const suits =
    slot === 'rare'
      ? font.characterSet.some(isHan)
      : everyday.every((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  if (!suits) throw new JianbiaoError('paper-font-unsuitable', { name: file, slot: slotTitles[slot] });
  return font.fullName || font.familyName || file;
}

/** The folders in which this system keeps fonts. Takes the platform and environment; gives absolute paths. */
export function systemFontFolders(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string[] {
  switch (platform) {
    case 'win32':
      return [
        join(env.WINDIR ?? 'C:\\Windows', 'Fonts'),
        ...(env.LOCALAPPDATA === undefined ? [] : [join(env.LOCALAPPDATA, 'Microsoft', 'Windows', 'Fonts')]),
      ];
    case 'darwin':
      return [join(homedir(), 'Library', 'Fonts'), '/Library/Fonts', '/System/Library/Fonts/Supplemental'];
    default:
      return [
        join(homedir(), '.local', 'share', 'fonts'),
        join(homedir(), '.fonts'),
        '/usr/local/share/fonts',
        '/usr/share/fonts',
      ];
  }
}

/** Folders deeper than this are not looked into, and no more entries than this are read: a listing, not a search. */
const deepest = 4;
const mostEntries = 20_000;

/** Every file of the folders by its name in lower case; the first folder wins. Unreadable folders are passed over. */
function filesByName(folders: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let seen = 0;
  const walk = (folder: string, depth: number): void => {
    if (!existsSync(folder)) return;
    let entries: { name: string; folder: boolean }[];
    try {
      entries = readdirSync(folder, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        folder: entry.isDirectory(),
      }));
    } catch {
      return;
    }
    for (const entry of entries) {
      seen += 1;
      if (seen > mostEntries) return;
      const path = join(folder, entry.name);
      const name = entry.name.toLowerCase();
      if (!entry.folder) found.set(name, found.get(name) ?? path);
      else if (depth < deepest) walk(path, depth + 1);
    }
  };
  for (const folder of folders) walk(folder, 0);
  return found;
}

/** The suitable fonts that the folders hold, by slot: full paths, for the engine alone. */
export function systemFonts(folders: readonly string[] = systemFontFolders()): ReadonlyMap<FontSlot, string> {
  const files = filesByName(folders);
  return new Map(
    fontSlots.flatMap((slot) => {
      const path = systemNames[slot]
        .map((name) => files.get(name.toLowerCase()))
        .find((one) => one !== undefined);
      return path === undefined ? [] : [[slot, path] as const];
    }),
  );
}

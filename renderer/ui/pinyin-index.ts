/** Letters under which a label is found: full pinyin and initials, without tones. */
export interface PinyinKeys {
  readonly full: string;
  readonly initials: string;
}

/** Turns a label into its keys; loaded on first use because the dictionary is large. */
export type PinyinReader = (label: string) => PinyinKeys;

let loading: Promise<PinyinReader> | undefined;

/** Loads the pinyin dictionary (inside the program, no network) and gives the reader. */
export function loadPinyin(): Promise<PinyinReader> {
  loading ??= import('pinyin-pro').then(({ pinyin }) => {
    const cache = new Map<string, PinyinKeys>();
    return (label) => {
      const known = cache.get(label);
      if (known !== undefined) return known;
      const syllables = pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map((one) =>
        one.toLowerCase().replace(/\s+/g, ''),
      );
      const keys = {
        full: syllables.join(''),
        initials: syllables.map((one) => one[0] ?? '').join(''),
      };
      cache.set(label, keys);
      return keys;
    };
  });
  return loading;
}

/**
 * How well an option answers a search: 0 the code or label begins with it, 1 the initials do, 2 the pinyin does,
 * 3 the label contains it or another word for it begins so, 4 the initials or pinyin contain it; null when not at all. Lower is better.
 */
export function matchRank(
  search: string,
  option: { readonly label: string; readonly code: string; readonly aliases?: readonly string[] | undefined },
  read: PinyinReader | null,
): number | null {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return 0;
  const label = option.label.toLowerCase();
  if (label.startsWith(wanted) || option.code.toLowerCase() === wanted) return 0;
  const keys = read === null || !/^[a-zü' ]+$/.test(wanted) ? null : read(option.label);
  const letters = wanted.replace(/[' ]/g, '').replaceAll('ü', 'v');
  if (keys?.initials.startsWith(letters) === true) return 1;
  if (keys?.full.startsWith(letters) === true) return 2;
  if (option.aliases?.includes(wanted) === true) return 0;
  if (label.includes(wanted) || option.aliases?.some((word) => word.startsWith(wanted)) === true) return 3;
  return keys !== null && (keys.initials.includes(letters) || keys.full.includes(letters)) ? 4 : null;
}

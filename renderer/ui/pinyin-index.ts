import { sorted } from './list.ts';

/** Letters under which a label is found: full pinyin and initials, without tones. */
interface PinyinKeys {
  readonly full: string;
  readonly initials: string;
  /** Where in `full` a syllable begins. */
  readonly starts: readonly number[];
}

/**
 * What a label is: in a person's name the first syllable is read as a surname (曾 zeng, 解 xie, 仇 qiu), which in any
 * other text it is not.
 */
type LabelKind = 'text' | 'person';

/** Turns a label into its keys; loaded on first use because the dictionary is large. */
export type PinyinReader = (label: string, kind?: LabelKind) => PinyinKeys;

let loading: Promise<PinyinReader> | undefined;

/** Loads the pinyin dictionary (inside the program, no network) and gives the reader. */
export function loadPinyin(): Promise<PinyinReader> {
  loading ??= import('pinyin-pro').then(({ pinyin }) => {
    const cache = new Map<string, PinyinKeys>();
    return (label, kind = 'text') => {
      const place = `${kind} ${label}`;
      const known = cache.get(place);
      if (known !== undefined) return known;
      const surname = kind === 'person' ? 'head' : 'off';
      const syllables = pinyin(label, {
        toneType: 'none',
        type: 'array',
        nonZh: 'consecutive',
        surname,
      }).map((one) => one.toLowerCase().replace(/\s+/g, ''));
      const keys = {
        full: syllables.join(''),
        initials: syllables.map((one) => one[0] ?? '').join(''),
        starts: syllables.map((_, at) => syllables.slice(0, at).join('').length),
      };
      cache.set(place, keys);
      return keys;
    };
  });
  return loading;
}

/** What a search looks at in an option. */
export interface Searchable {
  readonly label: string;
  readonly kind?: LabelKind;
  /** A code that finds it when typed whole. */
  readonly code?: string;
  /** Other usual words for it. */
  readonly aliases?: readonly string[] | undefined;
}

/**
 * How well an option answers a search: 0 the code, the label's beginning or another word for it, 1 the beginning of the
 * initials, 2 of the pinyin, 3 the label contains it or another word begins so, 4 the initials or the pinyin contain it;
 * null when not at all. Lower is better.
 */
export function matchRank(search: string, option: Searchable, read: PinyinReader | null): number | null {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return 0;
  const label = option.label.toLowerCase();
  if (label.startsWith(wanted) || option.code?.toLowerCase() === wanted) return 0;
  const keys = read === null || !/^[a-zü' ]+$/.test(wanted) ? null : read(option.label, option.kind);
  const letters = wanted.replace(/[' ]/g, '').replaceAll('ü', 'v');
  if (keys?.initials.startsWith(letters) === true) return 1;
  if (keys?.full.startsWith(letters) === true) return 2;
  if (option.aliases?.includes(wanted) === true) return 0;
  if (label.includes(wanted) || option.aliases?.some((word) => word.startsWith(wanted)) === true) return 3;
  // From a syllable's beginning on only: gs, the initials of 甘肃, also stand side by side in beijinGShi.
  const within = keys?.starts.some((at) => keys.full.startsWith(letters, at)) ?? false;
  return keys !== null && (keys.initials.includes(letters) || within) ? 4 : null;
}

/** The groups of a list by the best of their items; groups of one rank in their own order. */
export function bestGroupsFirst<T>(
  groups: readonly { readonly items: readonly T[] }[],
  rankOf: (item: T) => number | null,
): number[] {
  const best = groups.map(({ items }) => Math.min(...items.map((item) => rankOf(item) ?? Infinity)));
  return sorted([...groups.keys()], (a, b) => (best[a] ?? Infinity) - (best[b] ?? Infinity));
}

/** The items that answer, the best first and those of one rank in their own order; `rankOf` is null for the others. */
export function bestFirst<T>(items: readonly T[], rankOf: (item: T) => number | null): T[] {
  const ranked = items.flatMap((item) => {
    const rank = rankOf(item);
    return rank === null ? [] : [{ item, rank }];
  });
  return sorted(ranked, (a, b) => a.rank - b.rank).map(({ item }) => item);
}

/**
 * The typefaces of the paper (GB/T 9704-2012 asks for 小标宋, 仿宋, 黑体, 楷体; domain notes 5 and 7.2). All are free
 * (SIL Open Font License 1.1). No free 仿宋 or 小标宋 can be had from the package registry, so 宋 stands in; a user may
 * name the installed files (simfang.ttf, 方正小标宋) instead: own-fonts.ts.
 */
export const fontFaces = {
  song: {
    file: 'song.ttf',
    source: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
    name: 'Noto Serif SC Regular',
    title: '思源宋体',
    /** Every character of the source: 20,992 + 6,592 + 213 Han, among them all of 通用规范汉字表. */
    coverage: 'all',
  },
  'song-bold': {
    file: 'song-bold.ttf',
    source: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
    name: 'Noto Serif SC Bold',
    title: '思源宋体（粗）',
    coverage: 'gb2312',
  },
  hei: {
    file: 'hei.ttf',
    source: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
    name: 'Noto Sans SC Medium',
    title: '思源黑体',
    coverage: 'gb2312',
  },
  kai: {
    file: 'kai.ttf',
    source: '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff',
    name: 'LXGW WenKai Regular',
    title: '霞鹜文楷',
    /** GB 2312 for its own role, and whatever 宋 lacks: some 1,000 Han of extensions B to G. */
    coverage: 'gb2312-and-rare',
  },
} as const satisfies Readonly<Record<string, FontFaceSource>>;

interface FontFaceSource {
  /** File name under dist/fonts. */
  readonly file: string;
  /** Path below node_modules of the file it is cut from. */
  readonly source: string;
  readonly name: string;
  /** What the settings call it. */
  readonly title: string;
  readonly coverage: 'all' | 'gb2312' | 'gb2312-and-rare';
}

export type FontFace = keyof typeof fontFaces;

/** What the paper asks for; which face answers is the table's affair. */
export type FontRole = 'song' | 'fangsong' | 'xiaobiaosong' | 'hei' | 'kai' | 'label';

/** What the roles are called in messages. */
export const roleTitles: Readonly<Record<FontRole, string>> = {
  song: '宋体',
  fangsong: '仿宋',
  xiaobiaosong: '小标宋',
  hei: '黑体',
  kai: '楷体',
  label: '宋体（加粗）',
};

/** For each role the faces to try, character by character, the first that has the glyph wins. */
export const roleChains: Readonly<Record<FontRole, readonly FontFace[]>> = {
  song: ['song', 'kai'],
  fangsong: ['song', 'kai'],
  xiaobiaosong: ['song-bold', 'song', 'kai'],
  hei: ['hei', 'song', 'kai'],
  kai: ['kai', 'song'],
  label: ['song-bold', 'song', 'kai'],
};

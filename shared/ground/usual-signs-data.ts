/**
 * What stands for usual characters without being one: tables of standards, as runs of code points. A sign at place n of a run
 * stands for the code point n after the first.
 */

/**
 * GB 18030: U+E815 to U+E864, where old input methods and files keep 80 characters (FE50 to FEA0) that have had code points of
 * their own since GB 18030-2000, the last fourteen since GB 18030-2005 and 2022.
 */
export const GB_PRIVATE_FROM = 0xe815;
export const GB_PRIVATE =
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱' +
  '䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻';

/** GB 18030: the other private code points that the standard moved, each with its present one. */
export const GB_PRIVATE_SINGLE: Readonly<Record<string, string>> = {
  '\ue7c7': 'ḿ',
  '\ue7c8': 'ǹ',
  '\ue78d': '︐',
  '\ue78e': '︒',
  '\ue78f': '︑',
  '\ue790': '︓',
  '\ue791': '︔',
  '\ue792': '︕',
  '\ue793': '︖',
  '\ue794': '︗',
  '\ue795': '︘',
  '\ue796': '︙',
};

/** CJK Radicals Supplement, U+2E80 on, by Unicode's Equivalent_Unified_Ideograph; ＿ where there is none. */
export const RADICALS_FROM = 0x2e80;
export const RADICALS =
  '＿厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵＿旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂' +
  '肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟';

/** Bullets of Wingdings and Symbol as Word pastes them, and bullets that no Chinese font has: each as one that can be printed. */
export const BULLETS: Readonly<Record<string, string>> = {
  '\uf06c': '●',
  '\uf06d': '○',
  '\uf06e': '■',
  '\uf06f': '□',
  '\uf071': '□',
  '\uf075': '◆',
  '\uf076': '❖',
  '\uf09f': '•',
  '\uf0a1': '○',
  '\uf0a7': '▪',
  '\uf0a8': '□',
  '\uf0b7': '•',
  '\uf0d8': '▶',
  '\uf0e0': '→',
  '\uf0e8': '→',
  '\uf0f0': '→',
  '\uf0fb': '×',
  '\uf0fc': '✓',
  '\uf0fe': '✓',
  '➢': '▶',
  '➤': '▶',
  '‣': '▶',
  '⁃': '•',
  '✦': '◆',
  '✔': '✓',
  '☑': '✓',
  '➔': '→',
};

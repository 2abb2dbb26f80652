import { codeOfText } from '../typed/code-text.ts';
import { tidyLines } from '../typed/tidy-text.ts';
import type { CodeTable } from '../words/pack-schema.ts';
import { proseHeadAt, samePlaces } from './prose-dates.ts';
import type { ProsePiece } from './resume-prose.ts';

/** One award: its month as `YYYY-MM` (a year alone stays four digits), and what could be told apart. */
export interface AwardEntry {
  readonly date: string;
  readonly name: string;
  readonly giver: string | null;
  /** The word for its level as the table of levels has it, or null where the giver does not decide it. */
  readonly level: string | null;
  readonly notes: readonly string[];
}

/** What an office that gives awards ends with. */
const OFFICE = `(?:党中央|国务院|中央军委|委员会|人民政府|政府|[省市县区州旗]委|[局厅部署行院社台所]|办公[室厅]|中心|党委|党组|党工委|总工会|工会|团委|妇联|联合会|协会|学会|学校|大学|公司|集团)`;
const giverAlone = new RegExp(`^(?:中共)?[\\p{Script=Han}·、（）()\\s]{1,60}${OFFICE}$`, 'u');
const givenBy = new RegExp(
  `^(?:被|经|由|获|荣获)?(.{0,60}?${OFFICE})(?:联合)?(?:批准[，,]?)?(?:授予|评为|评选为|评定为|表彰为|命名为|记|颁发的?|授予的)(.+)$`,
  'u',
);
const honoured =
  /^(?:荣获|获得|获评|获颁|被评为|被评选为|被授予|被表彰为|被命名为|评为|授予|获)(?:了)?(.+)$/u;
const bracketed = /^(.+?)\s*[（(]([^（()）]{2,60})[）)]$/u;

const MUNICIPALITIES = '(?:北京|天津|上海|重庆)市';
/** Which level an office has, where its name alone decides it; the order is from the narrowest. */
const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/^(?:(?:党中央|中共中央|国务院|中央军委)[、和]?)+$/u, '国家级'],
  [/^(?:国家|全国)[\p{Script=Han}]+(?:局|部|委员会|委|总工会|联合会)$/u, '省部级'],
  [
    /^(?:人力资源(?:和)?社会保障|财政|教育|公安|民政|司法|交通运输|水利|农业农村|商务|应急管理|住房和城乡建设)部$/u,
    '省部级',
  ],
  [/^(?:中共)?[^省市县区州]{2,8}(?:省|自治区)(?:委|党委|委员会|人民政府|政府)$/u, '省部级'],
  [new RegExp(`^(?:中共)?${MUNICIPALITIES}(?:委|委员会|人民政府|政府)$`, 'u'), '省部级'],
  [/^(?:中共)?[^省市县区州]{2,8}(?:省|自治区)[^省市县区州]{2,20}(?:厅|局|办公厅)$/u, '地市级'],
  [
    /^(?:中共)?(?:.{2,8}(?:省|自治区))?[^省市县区]{2,10}(?:自治州|盟)(?:委|委员会|人民政府|政府|行政公署)$/u,
    '地市级',
  ],
  [/^(?:中共)?(?:.{2,16}[省市州])?[^省市区州]{1,8}(?:县|旗)(?:委|县委|委员会|人民政府|政府)$/u, '县级'],
];

/** The level of an award from the name of the office that gave it, as a word; null when the name does not decide it. */
export function levelOfGiver(giver: string): string | null {
  const bare = giver.replace(/\s/g, '');
  const whole = LEVELS.find(([form]) => form.test(bare));
  if (whole !== undefined) return whole[1];
  const parts = bare.split(/[、和]/u);
  if (parts.length < 2) return null;
  const levels = new Set(parts.map((part) => LEVELS.find(([form]) => form.test(part))?.[1] ?? null));
  return levels.size === 1 ? ([...levels][0] ?? null) : null;
}

/** The name of an award without the quotes around it and the 称号 after them. */
function bareName(text: string): string {
  const plain = text.trim().replace(/[；;。，,]$/u, '');
  const quoted = /^[“"「『]([^”"」』]+)[”"」』](?:荣誉)?(?:称号)?$/u.exec(plain);
  return (quoted?.[1] ?? plain).trim();
}

interface Parts {
  readonly name: string;
  readonly giver: string | null;
  readonly level: string | null;
}

function partsOf(body: string, levels: CodeTable | undefined): Parts {
  const plain = body
    .replace(/^[:：,，、;；。\s]+/u, '')
    .replace(/[；;。，,\s]+$/u, '')
    .replace(/\s+/g, ' ');
  const explicit = givenBy.exec(plain);
  if (explicit !== null)
    return { giver: (explicit[1] ?? '').trim(), name: bareName(explicit[2] ?? ''), level: null };
  const inBrackets = bracketed.exec(plain);
  if (inBrackets !== null && giverAlone.test(inBrackets[2] ?? '')) {
    const name = inBrackets[1] ?? '';
    return { giver: inBrackets[2] ?? '', name: bareName(honoured.exec(name)?.[1] ?? name), level: null };
  }
  const cells = plain.split(/[ ，,]+/u).filter((cell) => cell !== '');
  const level = cells.length > 1 ? cells.find((cell) => codeOfText(levels, cell) !== null) : undefined;
  const others = cells.filter((cell) => cell !== level);
  const giver = others.length > 1 ? others.find((cell) => giverAlone.test(cell)) : undefined;
  const rest = others.filter((cell) => cell !== giver).join(' ');
  if (giver !== undefined || level !== undefined)
    return { giver: giver ?? null, name: bareName(honoured.exec(rest)?.[1] ?? rest), level: level ?? null };
  return { giver: null, name: bareName(honoured.exec(plain)?.[1] ?? plain), level: null };
}

/** Where an entry of a list of awards begins: at a line's beginning, or after a stop. */
function starts(plain: string): { readonly at: number; readonly date: string; readonly body: number }[] {
  const found: { at: number; date: string; body: number }[] = [];
  const place =
    /(^|[\n；;。])([\s\u200b]*(?:[●•·▪■◆*\uf06c\uf0b7\uf0d8\uf0fc-]\s*|[（(]?\d{1,2}[）)、]\s*|\d{1,2}[.．]\s+)?)(?=[12])/g;
  for (const match of plain.matchAll(place)) {
    const at = match.index + (match[1] ?? '').length;
    const date = at + (match[2] ?? '').length;
    const head = proseHeadAt(plain, date);
    if (head === null) {
      // 2015年度考核优秀: the year belongs to the name too.
      const year = /^((?:19|20)\d{2})(?:[\s，,、]+|(?=\s*年度))/.exec(plain.slice(date));
      if (year?.[1] !== undefined)
        found.push({ at, date: year[1], body: date + (year[0] === year[1] ? 0 : year[0].length) });
    } else if (head.to === 'none') found.push({ at, date: head.from, body: date + head.length });
  }
  return found;
}

/**
 * Awards as a clerk's Word file has them (`2019年12月被某市人民政府授予“先进工作者”称号`, one a line or parted by ；), cut into
 * entries with name, giver and level where the words tell them. All pieces together are the text.
 */
export function parseAwardProse(text: string, levels: CodeTable | undefined): ProsePiece<AwardEntry>[] {
  const plain = samePlaces(text).replace(/[\r\v\f\u0085\u2028\u2029]/g, '\n');
  const found = starts(plain);
  const pieces: ProsePiece<AwardEntry>[] = [];
  const before = text.slice(0, found[0]?.at ?? text.length);
  if (before !== '') pieces.push({ source: before, entry: null, reason: '前面没有时间' });
  found.forEach(({ at, date, body }, index) => {
    const next = found[index + 1]?.at ?? text.length;
    // A line after a full stop goes on with something else (无处分), not with the award.
    const stop = /[。；;]\s*\n(?=\s*\S)/.exec(plain.slice(body, next));
    const end = stop === null ? next : body + stop.index + stop[0].length;
    const { name, giver, level } = partsOf(tidyLines(text.slice(body, end)).replace(/\s*\n\s*/g, ''), levels);
    const known = level ?? (giver === null ? null : levelOfGiver(giver));
    const notes = [
      ...(/^\d{4}$/.test(date) ? ['只有年份，请补上月份'] : []),
      ...(giver === null ? ['没有写明授予单位，请补上'] : []),
      ...(known === null ? ['级别看不出来，请选择'] : []),
    ];
    pieces.push({ source: text.slice(at, end), entry: { date, name, giver, level: known, notes } });
    if (end < next) pieces.push({ source: text.slice(end, next), entry: null, reason: '前面没有时间' });
  });
  return pieces;
}

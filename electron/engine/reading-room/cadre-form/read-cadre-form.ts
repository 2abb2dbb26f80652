import type { CadreForm } from '../../../../shared/words/cadre-form.ts';
import { readXml } from '../guard/read-xml.ts';
import { ReadingRefused, tooLarge } from '../guard/refusal.ts';

/** The elements that are kept, by their names in the file (pinyin of the form's headings). All others are passed over. */
const KEPT = [
  'XingMing',
  'XingBie',
  'ChuShengNianYue',
  'MinZu',
  'JiGuan',
  'RuDangShiJian',
  'CanJiaGongZuoShiJian',
  'ZhuanYeJiShuZhiWu',
  'QuanRiZhiJiaoYu_XueLi',
  'QuanRiZhiJiaoYu_XueWei',
  'ZaiZhiJiaoYu_XueLi',
  'ZaiZhiJiaoYu_XueWei',
  'XianRenZhiWu',
  'JianLi',
  'JiangChengQingKuang',
  'ShenFenZheng',
  'ZhaoPian',
] as const;
type Kept = (typeof KEPT)[number];
const kept: ReadonlySet<string> = new Set(KEPT);
const isKept = (name: string): name is Kept => kept.has(name);

/** A résumé of a long life has some 3,000 characters; the picture of the form has a few hundred thousand. */
const LONGEST_TEXT = 50_000;
const LARGEST_PHOTO = 8 << 20;

/** Control characters are met in such files in the wild; line breaks stand for rows of the form. */
function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
}

function photoOf(text: string): Uint8Array<ArrayBuffer> | null {
  const base64 = text.replace(/\s+/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function formOf(value: (name: Kept) => string): CadreForm {
  return {
    name: value('XingMing'),
    sex: value('XingBie'),
    birth: value('ChuShengNianYue'),
    ethnicity: value('MinZu'),
    nativePlace: value('JiGuan'),
    party: value('RuDangShiJian'),
    workStart: value('CanJiaGongZuoShiJian'),
    technicalTitle: value('ZhuanYeJiShuZhiWu'),
    fullTime: { education: value('QuanRiZhiJiaoYu_XueLi'), degree: value('QuanRiZhiJiaoYu_XueWei') },
    partTime: { education: value('ZaiZhiJiaoYu_XueLi'), degree: value('ZaiZhiJiaoYu_XueWei') },
    post: value('XianRenZhiWu'),
    resume: value('JianLi'),
    awards: value('JiangChengQingKuang'),
    idNumber: value('ShenFenZheng'),
    photo: photoOf(value('ZhaoPian')),
  };
}

async function readXmlForm(bytes: Buffer): Promise<CadreForm> {
  const texts = new Map<Kept, string>();
  let depth = 0;
  let root = '';
  let into: Kept | null = null;
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 64 << 10) yield bytes.subarray(at, at + (64 << 10));
  }
  await readXml(
    pieces(),
    [''],
    {
      open: ({ name }) => {
        depth += 1;
        if (depth === 1) root = name;
        // Only what stands directly below Person: a family member has a XingMing too.
        into = depth === 2 && isKept(name) && !texts.has(name) ? name : null;
      },
      text: (text) => {
        if (into === null || depth !== 2) return;
        const whole = (texts.get(into) ?? '') + text;
        if (whole.length > (into === 'ZhaoPian' ? (LARGEST_PHOTO * 4) / 3 : LONGEST_TEXT))
          throw tooLarge(into === 'ZhaoPian' ? '里面的照片太大' : '里面有一段文字太长');
        texts.set(into, whole);
      },
      close: () => {
        depth -= 1;
        into = null;
      },
    },
    { longestRun: LARGEST_PHOTO * 2 },
  );
  if (root !== 'Person') throw new ReadingRefused({ code: 'reading-not-cadre-form', what: '别的内容' });
  return formOf((name) => plain(texts.get(name) ?? ''));
}

/**
 * Where the older .lrm keeps what is kept here: its quoted fields come in the order of the form. 9 holds the schooling of
 * both kinds as 全日制学历#学位@在职学历#学位; 20 to 24 are family members, 26 and after the appointment.
 */
const OLD_PLACES: Partial<Record<Kept, number>> = {
  XingMing: 0,
  XingBie: 1,
  ChuShengNianYue: 2,
  MinZu: 3,
  JiGuan: 4,
  RuDangShiJian: 5,
  CanJiaGongZuoShiJian: 8,
  ZhuanYeJiShuZhiWu: 11,
  JianLi: 17,
  JiangChengQingKuang: 18,
  XianRenZhiWu: 25,
};
const OLD_SCHOOLING = 9;
const OLD_FIELDS = 26;

function decodeOld(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The other one, then.
    }
  }
  throw new ReadingRefused({ code: 'reading-not-cadre-form', what: '别的内容' });
}

function readOldForm(bytes: Buffer): CadreForm {
  const whole = decodeOld(bytes).trim();
  const fields = whole.startsWith('"') && whole.endsWith('"') ? whole.slice(1, -1).split(/"\s*,\s*"/) : [];
  if (fields.length < OLD_FIELDS)
    throw new ReadingRefused({ code: 'reading-not-cadre-form', what: '别的内容' });
  if (fields.some((field) => field.length > LONGEST_TEXT)) throw tooLarge('里面有一段文字太长');
  const [fullTime = '', partTime = ''] = (fields[OLD_SCHOOLING] ?? '').split('@');
  const [fullEducation = '', fullDegree = ''] = fullTime.split('#');
  const [partEducation = '', partDegree = ''] = partTime.split('#');
  const schooling: Partial<Record<Kept, string>> = {
    QuanRiZhiJiaoYu_XueLi: fullEducation,
    QuanRiZhiJiaoYu_XueWei: fullDegree,
    ZaiZhiJiaoYu_XueLi: partEducation,
    ZaiZhiJiaoYu_XueWei: partDegree,
  };
  return formOf((name) => {
    const place = OLD_PLACES[name];
    return plain(place === undefined ? (schooling[name] ?? '') : (fields[place] ?? ''));
  });
}

/**
 * Reads a file of the 干部任免审批表: .lrmx (XML) or the older .lrm (quoted fields), told by what is in it. Throws
 * ReadingRefused.
 */
export async function readCadreForm(bytes: Buffer): Promise<CadreForm> {
  const start = bytes
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  if (/^[\s\0]*</.test(start)) return readXmlForm(bytes);
  if (/^\s*"/.test(start)) return readOldForm(bytes);
  throw new ReadingRefused({ code: 'reading-not-cadre-form', what: '别的内容' });
}

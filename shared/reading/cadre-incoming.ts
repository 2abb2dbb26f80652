import { normaliseIdNumber, readIdNumber } from '../identifiers/id-number.ts';
import { normaliseName } from '../identifiers/person-name.ts';
import { codeOfText } from '../typed/code-text.ts';
import { parseDateText, parseMonthText } from '../typed/date-text.ts';
import type { CadreForm } from '../words/cadre-form.ts';
import type { Content } from '../words/content.ts';
import type { Field } from '../words/field-schema.ts';
import type { CodeTable } from '../words/pack-schema.ts';
import { textOf } from './cells.ts';
import { headingMeans } from './heading-words.ts';
import type { Incoming, IncomingLine, LeftOut } from './incoming.ts';
import { proseColumns, proseIncoming } from './prose-incoming.ts';

type Codes = Readonly<Record<string, CodeTable>>;

/** A value of the file, as its field stores it, or why it cannot. */
interface Fitted {
  readonly value: string | null;
  readonly reason: string;
}

function fitted(field: Field, words: string, codes: Codes): Fitted {
  const fits = (value: string | null, reason: string): Fitted => ({ value, reason });
  switch (field.type) {
    case 'code': {
      const table = codes[field.table];
      return fits(
        codeOfText(table, words) ?? codeOfText(table, `${words}学位`),
        `“${field.label}”的选项里没有这一项`,
      );
    }
    case 'date':
      return fits(parseDateText(words), `“${field.label}”要填到日，文件里没有`);
    case 'month':
      return fits(parseMonthText(words), `“${field.label}”没看懂`);
    case 'idNumber':
      return fits(normaliseIdNumber(words), '');
    case 'text':
      return fits(
        headingMeans(field.label) === '姓名' ? normaliseName(words) : words.replace(/\s*\n\s*/g, ' '),
        '',
      );
    default:
      return fits(null, '本表没有对应的栏目');
  }
}

/** What 入党时间 says of the 政治面貌: a date is the Communist Party's; a party's name is itself; both are left to the clerk. */
function politicalOf(party: string): string {
  return parseMonthText(party) === null ? party : '中共党员';
}

/**
 * What a file of the 干部任免审批表 would bring into the record of a person: each value a line, the résumé and the awards a line
 * for each entry. Fields are found by what their labels mean, so that any campaign's form will do.
 */
export function cadreIncoming(
  form: CadreForm,
  fields: readonly Field[],
  content: Content,
  codes: Codes,
): Incoming {
  const lines: IncomingLine[] = [];
  const leftOut: LeftOut[] = [];
  const fieldFor = (meaning: string) =>
    fields.find((field) => field.type !== 'table' && headingMeans(field.label) === meaning);
  const take = (
    heading: string,
    meaning: string,
    words: string,
    notes: readonly string[] = [],
    likely = true,
  ) => {
    if (words === '') return;
    const source = `${heading}：${words}`;
    const field = fieldFor(meaning);
    if (field === undefined) {
      leftOut.push({ source, reason: '本表没有对应的栏目' });
      return;
    }
    const { value, reason } = fitted(field, meaning === '政治面貌' ? politicalOf(words) : words, codes);
    // The month of a birthday that stands here already, day and all, says nothing new.
    if (
      value === null &&
      parseMonthText(words) !== null &&
      parseMonthText(words) === parseMonthText(textOf(content, field.id))
    )
      return;
    if (value === null) leftOut.push({ source, reason });
    else
      lines.push({
        id: `field:${field.id}`,
        source,
        fieldId: field.id,
        target: { kind: 'field', value },
        notes,
        likely,
      });
  };
  take('姓名', '姓名', form.name);
  take('性别', '性别', form.sex);
  // The file has the month alone; the day stands in its own ID number, where both agree.
  const id = readIdNumber(form.idNumber);
  const agrees = id.kind === 'valid' && id.birth.slice(0, 7) === parseMonthText(form.birth);
  take('出生年月', '出生日期', agrees ? id.birth : form.birth, agrees ? ['日子取自文件里的身份证号'] : []);
  take('民族', '民族', form.ethnicity);
  take('籍贯', '籍贯', form.nativePlace);
  take(
    '入党时间',
    '政治面貌',
    form.party,
    parseMonthText(form.party) === null ? [] : ['按有入党时间填为中共党员，请核对'],
  );
  take('参加工作时间', '参加工作时间', form.workStart);
  for (const [heading, meaning, part] of [
    ['学历', '学历', 'education'],
    ['学位', '学位', 'degree'],
  ] as const) {
    const [full, later] = [form.fullTime[part], form.partTime[part]];
    if (full !== '' && later !== '' && full !== later) {
      take(`在职${heading}`, meaning, later, [`文件里还有全日制${heading}“${full}”，请按要求选择`]);
    } else take(heading, meaning, later === '' ? full : later);
  }
  take('专业技术职务', '专业技术职务', form.technicalTitle);
  take('现任职务', '职务', form.post, ['可能带有单位名称，打勾前请核对'], false);
  take('身份证号', '身份证号', form.idNumber);
  for (const [kind, heading, text] of [
    ['resume', '简历', form.resume],
    ['awards', '奖惩情况', form.awards],
  ] as const) {
    if (text === '') continue;
    const table = fields.find(
      (field) => field.type === 'table' && proseColumns(field.columns)?.kind === kind,
    );
    const prose = table?.type === 'table' ? proseColumns(table.columns) : null;
    if (table === undefined || prose === null) {
      leftOut.push({ source: `${heading}：${text}`, reason: '本表没有对应的栏目' });
      continue;
    }
    const found = proseIncoming(table, prose, text, codes);
    lines.push(...found.lines.map((line) => ({ ...line, id: `${kind}:${line.id}` })));
    leftOut.push(...found.leftOut.map(({ source, reason }) => ({ source: `${heading}：${source}`, reason })));
  }
  const photo = fields.find((field) => field.type === 'photo');
  if (form.photo !== null && photo !== undefined) {
    lines.push({
      id: 'photo',
      source: `照片（${Math.ceil(form.photo.length / 1024)} KB）`,
      fieldId: photo.id,
      target: { kind: 'picture', bytes: form.photo },
      notes: ['任免表里的照片一般不合本次尺寸，收入后请到照片页裁剪'],
      likely: false,
    });
  }
  return { lines, leftOut };
}

import type { Content, FieldValue } from '../words/content.ts';
import type { Field, NomineeKind } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { isFilled } from './evaluate-condition.ts';
import { codeLabel } from './lookup.ts';
import { yesNoWords } from './yes-no-words.ts';

type NoticeDefinition = CampaignPack['campaign']['publicNotices'][number];

/** A nominee as far as a public notice needs it. */
export interface NoticeNominee {
  readonly kind: NomineeKind;
  readonly content: Content;
}

/** Something that must not stand in a published text (domain notes 4.3 P4 and 7.4). */
export interface PersonalLeak {
  readonly what: 'idNumber' | 'mobile' | 'field';
  /** The words found in the text. */
  readonly found: string;
  /** Label of the personal field whose value it is, when it is one. */
  readonly label?: string;
}

/** A published text: title, paragraphs, and what must be taken out before anybody publishes it. */
export interface PublicNoticeText {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly leaks: readonly PersonalLeak[];
}

const idNumber = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])/g;
const mobile = /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g;

/**
 * ID numbers, mobile numbers and given personal values that occur in a text. `secrets` are the values of fields marked
 * personal, with their labels; values shorter than five characters are not looked for, they would match by chance.
 */
export function findPersonalData(
  text: string,
  secrets: readonly { readonly label: string; readonly value: string }[] = [],
): PersonalLeak[] {
  const plain = text.normalize('NFKC');
  const leaks: PersonalLeak[] = [];
  for (const found of plain.match(idNumber) ?? []) leaks.push({ what: 'idNumber', found });
  for (const found of plain.match(mobile) ?? []) leaks.push({ what: 'mobile', found });
  for (const { label, value } of secrets) {
    const wanted = value.normalize('NFKC').trim();
    const known = leaks.some((leak) => leak.found === wanted);
    if (wanted.length >= 5 && !known && plain.includes(wanted))
      leaks.push({ what: 'field', found: wanted, label });
  }
  return leaks;
}

/** Values of the fields marked personal in one record, with their labels; table cells included. */
export function personalValues(
  fields: readonly Field[],
  content: Content,
): { readonly label: string; readonly value: string }[] {
  return fields.flatMap((field) => {
    const value = content[field.id];
    if (field.type === 'table' && Array.isArray(value)) {
      const columns = field.columns.filter(
        (column) => field.personal || column.personal || column.type === 'phone',
      );
      return value.flatMap((row) =>
        typeof row === 'string'
          ? []
          : columns.flatMap((column) => {
              const cell: unknown = Reflect.get(row, column.id);
              return typeof cell === 'string' ? [{ label: column.label, value: cell }] : [];
            }),
      );
    }
    return field.personal && typeof value === 'string' && value !== '' ? [{ label: field.label, value }] : [];
  });
}

/** `2021-09-14` as 2021年9月14日; a blank to write in when there is no date yet. */
function chineseDay(date: string | null): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ?? '');
  return parts === null ? '____年__月__日' : `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}

function plainText(field: Field, value: FieldValue | undefined, codes: CampaignPack['codes']): string {
  if (value === undefined || value === null || value === '') return '';
  switch (field.type) {
    case 'code':
      return codeLabel({ codes }, field.table, String(value));
    case 'codes':
      return (Array.isArray(value) ? value : [])
        .flatMap((code) => (typeof code === 'string' ? [codeLabel({ codes }, field.table, code)] : []))
        .join('；');
    case 'date':
    case 'month':
      // Year and month are enough for the public (domain notes 7.4: least necessary).
      return String(value).replace(
        /^(\d{4})-(\d{2}).*$/,
        (_, year: string, month: string) => `${year}年${Number(month)}月`,
      );
    case 'yesNo':
      return value === true ? yesNoWords(field).yes : yesNoWords(field).no;
    case 'number':
      return `${String(value)}${field.unit ?? ''}`;
    case 'text':
    case 'longText':
      return typeof value === 'string' ? value.trim() : '';
    // Numbers and addresses of people, and what is no text: never published.
    case 'phone':
    case 'email':
    case 'postcode':
    case 'idNumber':
    case 'creditCode':
    case 'photo':
    case 'attachments':
    case 'table':
      return '';
  }
}

function nomineeParagraphs(
  nominee: NoticeNominee,
  number: number,
  notice: NoticeDefinition | undefined,
  pack: CampaignPack,
): string[] {
  const fields = pack.fields[nominee.kind];
  const nameField = pack.campaign.nameField[nominee.kind];
  const name = nominee.content[nameField];
  const wanted = (notice?.content ?? [nameField])
    .map((id) => fields.find((field) => field.id === id))
    .filter((field) => field !== undefined)
    .filter((field) => !field.personal && field.id !== nameField);
  const facts: string[] = [];
  const stories: string[] = [];
  for (const field of wanted) {
    const text = plainText(field, nominee.content[field.id], pack.codes);
    if (text === '') continue;
    if (field.type === 'longText') {
      stories.push(
        `${field.label.replace(/（.*?）$/, '')}：`,
        ...text.split(/\n+/).map((line) => line.trim()),
      );
    } else facts.push(`${field.label}：${text}`);
  }
  const head = `${number}．${typeof name === 'string' && name !== '' ? name : '（名称未填写）'}`;
  return [
    facts.length === 0 ? head : `${head}。${facts.join('；')}。`,
    ...stories.filter((line) => line !== ''),
  ];
}

/**
 * The text that a unit publishes: what the notice definition lists of each nominee, the period, and where to object.
 * Only fields not marked personal ever get in, so ID numbers, telephones and addresses stay out by construction; what
 * people typed into free text (deeds, telephone for objections) is searched for them and reported in `leaks`.
 *
 * Takes the pack, the public notices that run together (one for each kind of nominee), the unit's record, the nominees in order, the period (ISO dates or null
 * for blanks) and who receives objections. Source: clauses of the pack's notice; domain notes 4.3 P4.
 */
export function publicNoticeText(input: {
  readonly pack: CampaignPack;
  readonly notices: readonly NoticeDefinition[];
  readonly unit: Content;
  readonly nominees: readonly NoticeNominee[];
  readonly period: { readonly start: string | null; readonly end: string | null };
  readonly reception: { readonly department: string; readonly phone: string };
  readonly publishedOn: string | null;
}): PublicNoticeText {
  const { pack, notices, nominees, period, reception } = input;
  const workdays = Math.max(...notices.map((notice) => notice.workdays));
  const noticeOf = (kind: NomineeKind) =>
    notices.find((notice) => notice.subject === kind) ?? notices.find((notice) => notice.subject === 'unit');
  const kinds = new Set(nominees.map((nominee) => nominee.kind));
  const awards = pack.campaign.awards.filter((award) => kinds.has(award.kind)).map((award) => award.title);
  const { hostNameField, unitNameField } = pack.campaign;
  const ownName = hostNameField === undefined ? undefined : input.unit[hostNameField];
  const unitName = isFilled(ownName) ? ownName : input.unit[unitNameField];
  const publisher = typeof unitName === 'string' && unitName !== '' ? unitName : '__________';
  const kindsInOrder = pack.campaign.awards.filter((award) => kinds.has(award.kind));
  const body = kindsInOrder.flatMap((award, part) => {
    const members = nominees.filter((nominee) => nominee.kind === award.kind);
    const heading = `${'一二三四五'[part] ?? part + 1}、拟推荐的${award.title}（${members.length}${award.kind === 'individual' ? '名' : '个'}）`;
    return [
      heading,
      ...members.flatMap((member, index) =>
        nomineeParagraphs(member, index + 1, noticeOf(member.kind), pack),
      ),
    ];
  });
  const paragraphs = [
    `根据《${pack.campaign.notice.title}》要求，经推荐遴选、集体研究，拟推荐以下${nominees.length}个对象，现予公示，接受监督。`,
    ...body,
    `公示时间：${chineseDay(period.start)}至${chineseDay(period.end)}（不少于${workdays}个工作日）。`,
    `公示期间，如对拟推荐对象有异议，请以书面或电话方式实名向${reception.department || '__________'}反映。受理电话：${reception.phone || '__________'}。`,
    publisher,
    chineseDay(input.publishedOn),
  ];
  const secrets = nominees.flatMap((nominee) => personalValues(pack.fields[nominee.kind], nominee.content));
  return {
    title: `关于拟推荐${awards.join('和')}的公示`,
    paragraphs,
    leaks: findPersonalData(paragraphs.join('\n'), secrets),
  };
}

import { normaliseCreditCode } from '../identifiers/credit-code.ts';
import { normaliseIdNumber } from '../identifiers/id-number.ts';
import { tidyPersonName } from '../identifiers/person-name.ts';
import { normalisePhone } from '../identifiers/phone.ts';
import type { Field, SubjectKind } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { formatRulesOf } from '../words/rules-below.ts';

/** What breaks a line somewhere and is no line feed: Word's soft break (vertical tab), form feed and their like. */
const otherBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Control characters but tab and line feed, and marks that are neither seen nor printed. */
const unprintable = /(?![\t\n])\p{Cc}|[\u200b\u2060\ufeff\u00ad]/gu;

/**
 * Several lines as they can be printed: whatever breaks a line elsewhere is a line feed, and characters that no paper
 * can hold (Word and web pages leave them on the clipboard) are gone. Spaces and paragraphs stay as they were set.
 */
export function tidyLines(text: string): string {
  return text.replace(otherBreaks, '\n').replace(unprintable, '').replaceAll('\u00a0', ' ');
}

/** Number-like text: full-width becomes half-width, spaces go. */
function tidyCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** Whether the pack's rules take a text field for a person's name. */
function holdsPersonName(pack: CampaignPack, kind: SubjectKind, fieldId: string): boolean {
  return formatRulesOf(pack).some(
    (rule) =>
      rule.params.format === 'personName' &&
      rule.params.field === fieldId &&
      (rule.of === kind || rule.of === 'nominee'),
  );
}

/** A typed or imported text as its field stores it. One place, so that a form and a spreadsheet give the same. */
export function tidyTyped(pack: CampaignPack, kind: SubjectKind, field: Field, text: string): string {
  switch (field.type) {
    case 'text':
      return holdsPersonName(pack, kind, field.id) ? tidyPersonName(text) : text.trim();
    case 'longText':
      return tidyLines(text);
    case 'creditCode':
      return normaliseCreditCode(text);
    case 'idNumber':
      return normaliseIdNumber(text);
    case 'phone':
      return normalisePhone(text);
    case 'email':
    case 'postcode':
      return tidyCode(text);
    // No words of the clerk's own: chosen, counted, or made of parts that are tidied one by one.
    case 'date':
    case 'month':
    case 'number':
    case 'code':
    case 'codes':
    case 'yesNo':
    case 'photo':
    case 'attachments':
    case 'table':
      return text;
  }
}

import { usualSigns, withoutSheetMark } from '../ground/usual-signs.ts';
import { normaliseCreditCode } from '../identifiers/credit-code.ts';
import { normaliseIdNumber } from '../identifiers/id-number.ts';
import { tidyCalledName, tidyPersonName } from '../identifiers/person-name.ts';
import { normalisePhone } from '../identifiers/phone.ts';
import type { Column, Field, SubjectKind } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';
import { formatRulesOf } from '../words/rules-below.ts';

/** What breaks a line somewhere and is no line feed: Word's soft break (vertical tab), form feed and their like. */
const otherBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * Several lines as they can be printed: whatever breaks a line elsewhere is a line feed, and characters that no paper
 * can hold (Word and web pages leave them on the clipboard) are gone. Spaces and paragraphs stay as they were set.
 */
export function tidyLines(text: string): string {
  return usualSigns(text.replace(otherBreaks, '\n')).replaceAll('\u00a0', ' ');
}

/** Number-like text: full-width becomes half-width, spaces go. */
function tidyCode(text: string): string {
  return withoutSheetMark(usualSigns(text)).normalize('NFKC').replace(/\s+/g, '');
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

/** A short text under a label: in usual signs, without a sheet's mark, a person's name written as one. */
function tidyWords(label: string, text: string): string {
  return tidyCalledName(label, withoutSheetMark(usualSigns(text)));
}

/** A typed or pasted text as its column of a table stores it. */
export function tidyCell(column: Pick<Column, 'type' | 'label'>, text: string): string {
  switch (column.type) {
    case 'text':
      return tidyWords(column.label, text);
    case 'longText':
      return tidyLines(text).trim();
    case 'phone':
      return normalisePhone(text);
    // Chosen or counted: read by their own readers.
    case 'date':
    case 'month':
    case 'code':
    case 'yesNo':
      return usualSigns(text).trim();
  }
}

/** A typed or imported text as its field stores it. One place, so that a form and a spreadsheet give the same. */
export function tidyTyped(pack: CampaignPack, kind: SubjectKind, field: Field, text: string): string {
  switch (field.type) {
    case 'text':
      return holdsPersonName(pack, kind, field.id) ? tidyPersonName(text) : tidyWords(field.label, text);
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

import { formTitle, subjectTitle } from '../../shared/reading/titles.ts';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';
import type { Severity } from '../../shared/words/rule-schema.ts';
import { sorted } from '../ui/list.ts';

/** One clause of the notice with everything in the pack that rests on it. */
export interface ClauseEntry {
  readonly key: string;
  readonly number: string;
  readonly title: string;
  readonly demand: string;
  readonly forms: readonly { readonly id: string; readonly title: string }[];
  readonly fields: readonly { readonly id: string; readonly label: string; readonly subject: string }[];
  readonly rules: readonly { readonly id: string; readonly severity: Severity; readonly fix: string }[];
}

const NUMERALS = '零一二三四五六七八九十';

/** A clause's number in parts that compare by size: 四（十二）第2段 gives 4, 12, 2. */
function numberParts(number: string): readonly number[] {
  return (number.match(/[零一二三四五六七八九十]+|\d+/g) ?? []).map((part) => {
    if (/\d/.test(part)) return Number(part);
    const [tens, ones] = part.includes('十') ? part.split('十') : ['零', part];
    const digit = (sign: string | undefined, empty: number): number =>
      sign === undefined || sign === '' ? empty : NUMERALS.indexOf(sign);
    return digit(tens, 1) * 10 + digit(ones, 0);
  });
}

/** The order in which a reader looks for two clauses: 一（二） before 一（三）, whatever order the file keeps them in. */
export function byClauseNumber(a: string, b: string): number {
  const [left, right] = [numberParts(a), numberParts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.localeCompare(b, 'zh-CN');
}

/** All clauses in the notice's order, each with the forms, fields and rules that name it. */
export function clauseEntries(pack: CampaignPack): ClauseEntry[] {
  const subjects = ['unit', 'collective', 'individual'] as const;
  const clauses = sorted(Object.entries(pack.clauses), ([, a], [, b]) => byClauseNumber(a.number, b.number));
  return clauses.map(([key, clause]) => ({
    key,
    ...clause,
    forms: pack.forms
      .filter((form) => form.clauses.includes(key))
      .map((form) => ({ id: form.id, title: formTitle(form) })),
    fields: subjects.flatMap((subject) =>
      pack.fields[subject]
        .filter((field) => field.clauses.includes(key))
        .map((field) => ({
          id: field.id,
          label: field.label,
          subject: subjectTitle(pack.campaign, subject),
        })),
    ),
    rules: pack.rules
      .filter((rule) => rule.clause === key)
      .map((rule) => ({ id: rule.id, severity: rule.severity, fix: rule.fix })),
  }));
}

/**
 * The clauses in which every typed word occurs, in number, title, demand, or the names of what rests on them.
 * Words are parted by white space; an empty search gives all.
 */
export function searchClauses(entries: readonly ClauseEntry[], words: string): ClauseEntry[] {
  const needles = words
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    const text = searchText(entry);
    return needles.every((needle) => text.includes(needle));
  });
}

function searchText(entry: ClauseEntry): string {
  const related = [
    ...entry.forms.map((form) => form.title),
    ...entry.fields.map((field) => field.label),
    ...entry.rules.map((rule) => `${rule.id} ${rule.fix}`),
  ];
  return [entry.number, entry.title, entry.demand, ...related].join('\n').normalize('NFKC').toLowerCase();
}

/** Paragraphs of the notice's text that contain the word typed, with their number from 0; all when it is empty. */
export function searchNotice(
  text: string,
  word: string,
): { readonly index: number; readonly text: string }[] {
  const needle = word.normalize('NFKC').trim().toLowerCase();
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => ({ index, text: line }))
    .filter((line) => needle === '' || line.text.normalize('NFKC').toLowerCase().includes(needle));
}

/** A text cut at every place where a word stands, each part with where it begins; joined they are the text again. */
export function splitAt(
  text: string,
  word: string,
): { readonly from: number; readonly text: string; readonly marked: boolean }[] {
  const parts: { from: number; text: string; marked: boolean }[] = [];
  let from = 0;
  while (word !== '') {
    const at = text.indexOf(word, from);
    if (at < 0) break;
    if (at > from) parts.push({ from, text: text.slice(from, at), marked: false });
    parts.push({ from: at, text: word, marked: true });
    from = at + word.length;
  }
  if (from < text.length) parts.push({ from, text: text.slice(from), marked: false });
  return parts;
}

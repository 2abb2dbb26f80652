import { valueAt } from '../../../shared/reading/evaluate-condition.ts';
import { dateText } from '../../../shared/reading/field-text.ts';
import type { FormDefinition } from '../../../shared/words/form-schema.ts';
import type { FormContext } from './form-context.ts';

export type ReportForm = Extract<FormDefinition, { kind: 'report' }>;

/** A paragraph of an official document by its level (GB/T 9704-2012, 7.3.3): 一、 in 黑体, （一） in 楷体, the rest in 仿宋. */
export interface ReportParagraph {
  readonly level: 'chapter' | 'section' | 'body';
  readonly text: string;
}

/** A report as an official document: title, 主送机关, paragraphs, signature and date. */
export interface ReportText {
  readonly title: string;
  /** The title as the form breaks it (词意完整、排列对称: GB/T 9704-2012, 7.3.1); one line where it says nothing. */
  readonly titleLines: readonly string[];
  readonly addressee: string;
  readonly paragraphs: readonly ReportParagraph[];
  readonly signer: string;
  readonly date: string;
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 1 to 99 in Chinese numerals, for chapter numbers. */
export function chineseNumeral(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return numerals[ones - 1] ?? '';
  return `${tens === 1 ? '' : (numerals[tens - 1] ?? '')}十${ones === 0 ? '' : (numerals[ones - 1] ?? '')}`;
}

/** Puts a report together from the unit's record. A chapter without text keeps its heading. */
export function reportText(context: FormContext, form: ReportForm): ReportText {
  const { pack, scope } = context;
  const textAt = (name: string): string => {
    const value = valueAt(name, scope);
    return typeof value === 'string' ? value : '';
  };
  const paragraphs = form.chapters.flatMap(({ heading, field }, index): ReportParagraph[] => {
    const numbered = /^[一二三四五六七八九十]+、/.test(heading)
      ? heading
      : `${chineseNumeral(index + 1)}、${heading}`;
    const body = textAt(field)
      .split(/\r?\n/)
      .map((text) => text.replace(/^[\s\u3000]+|[\s\u3000]+$/g, ''))
      .filter((text) => text !== '')
      .map((text): ReportParagraph => {
        const section = /^（[一二三四五六七八九十]+）/.test(text) && [...text].length <= 40;
        return { level: section ? 'section' : 'body', text };
      });
    return [{ level: 'chapter', text: numbered }, ...body];
  });
  const date = form.dateField === undefined ? '' : dateText(textAt(form.dateField));
  return {
    title: form.title,
    titleLines: form.coverTitle.length > 0 ? form.coverTitle : [form.title],
    addressee: form.addressee === '' ? '' : `${form.addressee}：`,
    paragraphs,
    signer: textAt(`unit:${pack.campaign.unitNameField}`),
    date: date === '' ? '　　　　年　　月　　日' : date,
  };
}

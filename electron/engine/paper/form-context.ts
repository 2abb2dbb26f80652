import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import type { ConditionScope } from '../../../shared/reading/evaluate-condition.ts';
import { valueAt } from '../../../shared/reading/evaluate-condition.ts';
import { fieldText } from '../../../shared/reading/field-text.ts';
import type { AttachmentRef, FieldValue } from '../../../shared/words/content.ts';
import type { Field } from '../../../shared/words/field-schema.ts';
import type { FormDefinition } from '../../../shared/words/form-schema.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import type { Nominee, Submission } from '../../../shared/words/submission-schema.ts';
import type { GlyphChooser } from './glyphs.ts';

/** A picture ready to place: a data URL and its pixels. */
export interface Picture {
  readonly data: string;
  readonly width: number;
  readonly height: number;
}

/** Everything that drawing one form needs. */
export interface FormContext {
  readonly pack: CampaignPack;
  readonly submission: Submission;
  readonly form: FormDefinition;
  readonly nominee: Nominee | null;
  readonly scope: ConditionScope;
  readonly glyphs: GlyphChooser;
  readonly pictures: ReadonlyMap<string, Picture>;
  /** 1, or less to press table rows together where that saves a page. Type and seal blocks keep their sizes. */
  readonly density: number;
}

/** The definition and value of a field named in a layout. Throws `paper-field-unknown`. */
export function lookUp(
  context: Pick<FormContext, 'pack' | 'form' | 'scope'>,
  name: string,
): { readonly field: Field; readonly value: FieldValue } {
  const inUnit = name.startsWith('unit:');
  const list = context.pack.fields[inUnit ? 'unit' : context.form.subject];
  const field = list.find((one) => one.id === (inUnit ? name.slice(5) : name));
  if (!field) throw new JianbiaoError('paper-field-unknown', { form: context.form.title, field: name });
  return { field, value: valueAt(name, context.scope) ?? null };
}

/** A field's text in full, and its short form when that differs: the cell takes what fits. */
export function cellTexts(context: FormContext, name: string): readonly string[] {
  const { field, value } = lookUp(context, name);
  const full = fieldText(field, value, { codes: context.pack.codes });
  const short = fieldText(field, value, { codes: context.pack.codes, narrow: true });
  return full === short ? [full] : [full, short];
}

/** False for a record that nobody has begun, whose paper is printed to be filled in by hand: it has no name yet. */
export function isBegun({ pack, nominee, submission }: FormContext): boolean {
  const { nameField, unitNameField } = pack.campaign;
  const name = nominee ? nominee.content[nameField[nominee.kind]] : submission.unit.content[unitNameField];
  return typeof name === 'string' && name !== '';
}

/** Text with `{field}` blanks filled; an empty field leaves a blank line to write on. */
export function fillBlanks(context: FormContext, text: string): string {
  return text.replace(/\{([^{}]+)\}/g, (_blank, name: string) => cellTexts(context, name)[0] || '＿＿＿＿');
}

/** The attachment a photo field holds, if any. */
export function photoOf(value: FieldValue): AttachmentRef | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

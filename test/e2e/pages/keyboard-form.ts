import type { Locator } from 'playwright-core';
import { type ConditionScope, evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import { codeItem, codeLabel, effectiveSettings, fieldOf, scopeOf } from '../../../shared/reading/lookup.ts';
import { yesNoWords } from '../../../shared/reading/yes-no-words.ts';
import type { Content, FieldValue, TableRow } from '../../../shared/words/content.ts';
import type { Column, Field, SubjectKind } from '../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { fieldPlace } from './form-page.ts';
import type { Keyboard } from './keyboard.ts';

/** One form to fill, by the definitions that the window is built from. */
export interface FormToFill {
  readonly pack: CampaignPack;
  readonly kind: SubjectKind;
  readonly formId: string;
  /** Fields without a value, and those not `wanted`, are passed over. */
  readonly content: Content;
  readonly unit: Content;
  readonly wanted?: (fieldId: string) => boolean;
}

/** Fills the open form with the keyboard alone, part after part (Alt and the right arrow go on). */
export async function fillByKeyboard(keys: Keyboard, form: FormToFill): Promise<void> {
  const { pack, kind, content } = form;
  const { page } = keys;
  const scope = scopeOf(content, form.unit, effectiveSettings(pack, {}));
  const definition = pack.forms.find((one) => one.id === form.formId);
  if (definition === undefined) throw new Error(`the pack has no form ${form.formId}`);
  for (const [at, section] of definition.sections.entries()) {
    const heading = page.getByRole('heading', { level: 2, name: section.title, exact: true });
    if (at > 0) await keys.press('Alt+ArrowRight');
    else await firstPart(keys, heading, definition.sections.length);
    await heading.waitFor();
    for (const id of section.fields) {
      const field = fieldOf(pack, kind, id);
      const value = content[id];
      if (field === undefined || value === undefined || value === null) continue;
      if (form.wanted?.(id) === false || !evaluateCondition(field.visibleWhen, scope)) continue;
      await fillField(keys, fieldPlace(page, id), pack, field, value, scope);
    }
  }
  await keys.press('ControlOrMeta+s');
  await page.getByRole('status').filter({ hasText: '已保存' }).first().waitFor();
}

/** A form opens at the part where the clerk left it: back to the first. */
async function firstPart(keys: Keyboard, heading: Locator, parts: number): Promise<void> {
  await keys.page.getByRole('navigation', { name: '本表各部分' }).waitFor();
  await keys.page.locator('[data-field]').first().waitFor();
  for (let back = 0; back < parts && !(await heading.isVisible()); back += 1)
    await keys.press('Alt+ArrowLeft');
}

async function fillField(
  keys: Keyboard,
  place: Locator,
  pack: CampaignPack,
  field: Field,
  value: FieldValue,
  scope: ConditionScope,
): Promise<void> {
  switch (field.type) {
    case 'text':
    case 'creditCode':
    case 'phone':
    case 'email':
    case 'postcode':
    case 'idNumber':
    case 'number':
    case 'date':
    case 'month':
    case 'longText': {
      const box = place.locator('input, textarea').first();
      if ((await box.inputValue()) !== String(value)) await keys.write(box, String(value));
      return;
    }
    case 'yesNo':
      await keys.choose(
        place.getByRole('radiogroup'),
        place.getByRole('radio', {
          name: value === true ? yesNoWords(field).yes : yesNoWords(field).no,
          exact: true,
        }),
      );
      return;
    case 'code':
      await chooseCode(keys, place, codeLabel(pack, field.table, String(value)));
      return;
    case 'codes':
      for (const code of Array.isArray(value) ? value : [])
        await keys.tick(place.getByRole('checkbox', { name: codeLabel(pack, field.table, String(code)) }));
      return;
    case 'table':
      await fillTable(keys, place, pack, field.columns, value, scope);
      return;
    case 'photo':
    case 'attachments':
      return;
    default:
      field satisfies never;
  }
}

/** Codes found by pinyin instead of by their label: one is enough to know that it works. */
const PINYIN: Readonly<Record<string, string>> = { 汉族: 'hanzu' };

async function chooseCode(keys: Keyboard, place: Locator, label: string): Promise<void> {
  const group = place.getByRole('radiogroup');
  if ((await group.count()) > 0) {
    await keys.choose(group, place.getByRole('radio', { name: label, exact: true }));
    return;
  }
  await keys.pick(place.locator('input:not([type="hidden"])').first(), label, PINYIN[label] ?? label);
}

async function fillTable(
  keys: Keyboard,
  place: Locator,
  pack: CampaignPack,
  columns: readonly Column[],
  value: FieldValue,
  scope: ConditionScope,
): Promise<void> {
  const rows: readonly TableRow[] = Array.isArray(value)
    ? value.flatMap((row: unknown) => (typeof row === 'object' && row !== null ? [row as TableRow] : []))
    : [];
  for (const [at, row] of rows.entries()) {
    const line = place.locator(`[data-row="${at}"]`);
    if ((await line.count()) === 0) {
      await keys.activate(place.getByRole('button', { name: '添加一行' }));
      await line.waitFor();
    }
    for (const column of columns) {
      const cell = row[column.id];
      if (cell === undefined || cell === null || cell === '') continue;
      if (!evaluateCondition(column.visibleWhen, scope)) continue;
      const box = place.getByLabel(`${column.label}（第${at + 1}行）`, { exact: true }).first();
      if (column.type === 'code') {
        const label = codeLabel(pack, column.table, String(cell));
        await keys.pick(box, label, label, codeItem(pack, column.table, String(cell))?.short ?? label);
      } else if (column.type === 'yesNo')
        await keys.pickFromShort(box, cell === true ? yesNoWords(column).yes : yesNoWords(column).no);
      else await keys.write(box, cell === 'present' ? '至今' : String(cell));
    }
  }
}

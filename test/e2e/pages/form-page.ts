import type { Locator, Page } from 'playwright-core';
import { type ConditionScope, evaluateCondition } from '../../../shared/reading/evaluate-condition.ts';
import { codeLabel, effectiveSettings, fieldOf, scopeOf } from '../../../shared/reading/lookup.ts';
import { yesNoWords } from '../../../shared/reading/yes-no-words.ts';
import type { Content, FieldValue, TableRow } from '../../../shared/words/content.ts';
import type { Column, Field, SubjectKind } from '../../../shared/words/field-schema.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { pressUntil, tick } from './press.ts';

/**
 * Fills a form of the window as a clerk does: section after section, each field by clicking and typing, driven by the
 * same definitions that the window is built from. Fields without a value, and those that the definition hides, are passed
 * over; photos have a page of their own. `unit` is the unit's own content, on which some conditions look.
 */
export async function fillForm(
  page: Page,
  pack: CampaignPack,
  kind: SubjectKind,
  formId: string,
  content: Content,
  unit: Content,
): Promise<void> {
  const scope = scopeOf(content, unit, effectiveSettings(pack, {}));
  const form = pack.forms.find((one) => one.id === formId);
  if (form === undefined) throw new Error(`the pack has no form ${formId}`);
  const sections = page.getByRole('navigation', { name: '本表各部分' });
  for (const section of form.sections) {
    if (!section.fields.some((id) => fieldOf(pack, kind, id) !== undefined)) continue;
    await pressUntil(
      sections.getByText(section.title, { exact: true }),
      page.getByRole('heading', { level: 2, name: section.title, exact: true }),
    );
    for (const id of section.fields) {
      const field = fieldOf(pack, kind, id);
      const value = content[id];
      if (field === undefined || value === undefined || value === null) continue;
      // A field may appear only when another has been answered: by the definition, not by a look too early.
      if (evaluateCondition(field.visibleWhen, scope))
        await fillField(fieldPlace(page, id), pack, field, value, scope);
    }
  }
  await waitSaved(page);
}

/** The field's part of the form: label, control, findings, comments. */
export function fieldPlace(page: Page, fieldId: string): Locator {
  return page.locator(`[data-field="${fieldId}"]`);
}

/** Waits until the window says that everything is on disk. */
export async function waitSaved(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: '已保存' }).first().waitFor();
}

async function fillField(
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
      await place.getByRole('textbox').first().fill(String(value));
      return;
    case 'longText':
      await place.locator('textarea').first().fill(String(value));
      return;
    case 'yesNo':
      await tick(
        place.getByRole('radio', {
          name: value === true ? yesNoWords(field).yes : yesNoWords(field).no,
          exact: true,
        }),
      );
      return;
    case 'code':
      await chooseCode(place, codeLabel(pack, field.table, String(value)));
      return;
    case 'codes':
      for (const code of Array.isArray(value) ? value : [])
        await chooseCode(place, codeLabel(pack, field.table, String(code)));
      return;
    case 'table':
      await fillTable(place, pack, field.columns, value, scope);
      return;
    case 'photo':
    case 'attachments':
      return;
    default:
      field satisfies never;
  }
}

/** A choice stands open as radios or boxes, or is a list that is searched by typing. */
async function chooseCode(place: Locator, label: string): Promise<void> {
  const open = place
    .getByRole('radio', { name: label, exact: true })
    .or(place.getByRole('checkbox', { name: label }));
  if ((await open.count()) > 0) {
    await tick(open.first());
    return;
  }
  await chooseFromList(place.getByRole('combobox').or(place.getByRole('textbox')).first(), label);
}

async function chooseFromList(box: Locator, label: string): Promise<void> {
  // A fact is entered once: another form of the same subject shows it already.
  if ((await box.inputValue()) === label) return;
  await box.click();
  await box.fill(label);
  await box.page().getByRole('option', { name: label, exact: true }).click();
}

async function fillTable(
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
      // What the checks say of the field before may still come and move the page: a clerk sees it come.
      await waitSaved(place.page());
      await pressUntil(place.getByRole('button', { name: '添加一行' }), line);
    }
    for (const column of columns) {
      const cell = row[column.id];
      if (cell === undefined || cell === null) continue;
      if (!evaluateCondition(column.visibleWhen, scope)) continue;
      const box = place.getByLabel(`${column.label}（第${at + 1}行）`, { exact: true }).first();
      if (column.type === 'code') await chooseFromList(box, codeLabel(pack, column.table, String(cell)));
      else if (column.type === 'yesNo')
        await chooseYesNo(box, cell === true ? yesNoWords(column).yes : yesNoWords(column).no);
      else await box.fill(cell === 'present' ? '至今' : String(cell));
    }
  }
}

async function chooseYesNo(box: Locator, answer: string): Promise<void> {
  await box.click();
  await box.page().getByRole('option', { name: answer, exact: true }).click();
}

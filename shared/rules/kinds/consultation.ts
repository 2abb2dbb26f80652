import type { z } from 'zod';
import { chineseDate } from '../../ground/plain-date.ts';
import { cellText, rowsOf } from '../../reading/cells.ts';
import { codeHasTag, codeLabel } from '../../reading/lookup.ts';
import type { TableRow } from '../../words/content.ts';
import type { RuleWith } from '../../words/rule-schema.ts';
import { consultationRule } from '../../words/rules-below.ts';
import { type Hit, type SubjectContext, subjectRule } from '../context/kind.ts';

type ConsultationParams = z.infer<typeof consultationRule.params>;

/** Whether a row's department is the wanted one: 省级公安 is found in 省级公安部门, and the other way round. */
export function isDepartment(row: TableRow, column: string, wanted: string): boolean {
  const text = cellText(row, column).replace(/\s|部门|机关|厅|局/gu, '');
  return text !== '' && (text.includes(wanted) || wanted.includes(text));
}

function incomplete(
  { params }: RuleWith<'consultation', ConsultationParams>,
  rows: readonly TableRow[],
): readonly Hit[] {
  const cells = [params.sealUnitColumn, params.dateColumn, params.replyColumn];
  return params.departments.flatMap((department) => {
    const matching = rows.filter((row) => isDepartment(row, params.departmentColumn, department));
    if (matching.some((row) => cells.every((column) => cellText(row, column) !== ''))) return [];
    const first = matching[0];
    const row = first === undefined ? {} : { row: rows.indexOf(first) };
    return [{ fieldId: params.table, ...row, part: department, blanks: { department } }];
  });
}

function refused(
  rule: RuleWith<'consultation', ConsultationParams>,
  rows: readonly TableRow[],
  { pack }: SubjectContext,
): readonly Hit[] {
  const { params } = rule;
  return rows.flatMap((row, at) => {
    const code = cellText(row, params.replyColumn);
    if (code === '' || codeHasTag(pack, params.codeTable, code, 'positive')) return [];
    const department = cellText(row, params.departmentColumn);
    const reply = codeLabel(pack, params.codeTable, code);
    return [{ fieldId: params.table, row: at, blanks: { department, reply } }];
  });
}

function late(
  rule: RuleWith<'consultation', ConsultationParams>,
  rows: readonly TableRow[],
  context: SubjectContext,
): readonly Hit[] {
  const due = context.pack.campaign.rounds.find((round) => round.id === context.submission.round)?.due;
  if (due === undefined) return [];
  return rows.flatMap((row, at) => {
    const date = cellText(row, rule.params.dateColumn);
    if (date === '' || date <= due) return [];
    const department = cellText(row, rule.params.departmentColumn);
    const blanks = { department, date: chineseDate(date), due: chineseDate(due) };
    return [{ fieldId: rule.params.table, row: at, blanks }];
  });
}

/** The opinions of departments that the notice requires (notice 四.3, domain notes 4.2 E11). */
export const consultation = subjectRule({
  ...consultationRule,
  blanks: ['department', 'reply', 'date', 'due'],
  references: ({ table, departmentColumn, sealUnitColumn, dateColumn, replyColumn, codeTable, check }) => ({
    columns: [{ table, columns: [departmentColumn, sealUnitColumn, dateColumn, replyColumn] }],
    codeTables: [codeTable],
    codeTags: check === 'consent' ? [{ table: codeTable, tag: 'positive' }] : [],
  }),
  check: (rule, context) => {
    const rows = rowsOf(context.subject.content, rule.params.table);
    switch (rule.params.check) {
      case 'complete':
        return incomplete(rule, rows);
      case 'consent':
        return refused(rule, rows, context);
      case 'date':
        return late(rule, rows, context);
    }
  },
});

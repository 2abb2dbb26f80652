import type { BoundRule } from '../rules/context/kind.ts';
import type { SubjectReferences, SubmissionReferences } from '../rules/context/references.ts';
import { bindRule } from '../rules/rule-kinds.ts';
import type { SubjectKind } from '../words/field-schema.ts';
import type { PackRule } from '../words/rule-schema.ts';
import type { PackChecker } from './check-pack.ts';

const file = 'rules.json';

/** Whose fields a rule over one subject names. Rules over the submission say it with each field. */
function subjectsOfRule(rule: PackRule): readonly SubjectKind[] {
  switch (rule.of) {
    case 'collective':
    case 'individual':
    case 'unit':
      return [rule.of];
    case 'nominee':
      return ['collective', 'individual'];
    case 'submission':
      return [];
  }
}

function checkFields(
  checker: PackChecker,
  path: string,
  subject: SubjectKind,
  fields: readonly (string | undefined)[] = [],
): void {
  for (const field of fields) if (field !== undefined) checker.field(file, path, subject, field);
}

function checkColumns(
  checker: PackChecker,
  path: string,
  subject: SubjectKind,
  { columns = [] }: SubjectReferences,
): void {
  for (const { table, columns: wanted } of columns) {
    const field = checker.field(file, path, subject, table);
    if (field === undefined) continue;
    for (const column of wanted)
      if (column !== undefined && (field.type !== 'table' || !field.columns.some(({ id }) => id === column)))
        checker.report(file, path, `表格“${table}”没有列“${column}”`, '请更正规则参数中的列名。');
  }
}

function checkNotice(checker: PackChecker, rule: PackRule, id: string): void {
  const notice = checker.pack.campaign.publicNotices.find((item) => item.id === id);
  if (notice === undefined)
    checker.report(file, rule.id, `公示“${id}”不存在`, '请在 campaign.json 的 publicNotices 中定义。');
  else if (!subjectsOfRule(rule).includes(notice.subject))
    checker.report(
      file,
      rule.id,
      `公示“${notice.id}”属于 ${notice.subject}，规则却用于 ${rule.of}`,
      '请让规则的 of 与公示的 subject 一致。',
    );
}

/** What names neither fields nor columns: code tables, settings with their values, patterns. */
function checkCommon(
  checker: PackChecker,
  path: string,
  references: SubjectReferences | SubmissionReferences,
): void {
  const { codeTables = [], codeTags = [], settings = [], patterns = [] } = references;
  for (const table of codeTables) checker.codeTable(file, path, table);
  for (const { table, tag } of codeTags) {
    const items = checker.pack.codes[table]?.items;
    if (items !== undefined && !items.some((item) => item.tags.includes(tag)))
      checker.report(
        file,
        path,
        `代码表“${table}”里没有带标记“${tag}”的代码`,
        `请在 codes/${table}.json 中给有关代码加上 tags，或者更正引用。`,
      );
  }
  for (const { id, values } of settings) {
    if (id === undefined) continue;
    checker.setting(file, path, id);
    const options = checker.pack.campaign.settings.find((setting) => setting.id === id)?.options ?? [];
    for (const value of values)
      if (options.length > 0 && !options.some((option) => String(option.value) === value))
        checker.setting(file, path, id, value);
  }
  if (!patterns.every(isRegularExpression))
    checker.report(file, path, '正则表达式写法有误', '请更正 params.pattern。');
}

/** Everything that the rule's parameters name, as its kind says. */
function checkReferences(checker: PackChecker, bound: BoundRule): void {
  const path = bound.rule.id;
  if (bound.scope === 'subject') {
    const references = bound.references();
    for (const subject of subjectsOfRule(bound.rule)) {
      checkFields(checker, path, subject, references.fields);
      checkColumns(checker, path, subject, references);
    }
    checkCommon(checker, path, references);
    for (const notice of references.notices ?? []) checkNotice(checker, bound.rule, notice);
    return;
  }
  const references = bound.references();
  for (const subject of ['unit', 'collective', 'individual'] as const)
    checkFields(checker, path, subject, references.fields[subject]);
  const { collective, individual } = checker.pack.fields;
  for (const id of references.nomineeFields ?? [])
    if (![...collective, ...individual].some((field) => field.id === id))
      checker.field(file, path, 'individual', id);
  checkCommon(checker, path, references);
}

function checkRule(checker: PackChecker, bound: BoundRule): void {
  const { rule } = bound;
  checker.clause(file, rule.id, rule.clause);
  const subjects = subjectsOfRule(rule);
  for (const subject of subjects.length === 0 ? (['unit'] as const) : subjects)
    checker.condition(file, rule.id, subject, rule.when);
  checkReferences(checker, bound);
  checkMessages(checker, bound);
}

/** A rule looks at what its kind looks at, and its sentences use only blanks that its kind fills. */
function checkMessages(checker: PackChecker, bound: BoundRule): void {
  const { rule } = bound;
  if ((bound.scope === 'submission') !== (rule.of === 'submission'))
    checker.report(
      file,
      rule.id,
      `规则种类“${rule.kind}”不能用于“${rule.of}”`,
      bound.scope === 'submission'
        ? '请把 of 改为 submission。'
        : '请把 of 改为 collective、individual、nominee 或者 unit。',
    );
  if (rule.across !== undefined && (bound.scope !== 'submission' || bound.comparison === undefined))
    checker.report(file, rule.id, `规则种类“${rule.kind}”不比较各单位的材料`, '请删去 across。');
  for (const [, blank] of (rule.across ?? '').matchAll(/\{([^}]*)\}/g))
    if (!['name', 'unit', 'other', 'percent'].includes(blank ?? ''))
      checker.report(
        file,
        rule.id,
        `across 中的“{${blank}}”不会被填充`,
        '可以用：{name}、{unit}、{other}、{percent}。',
      );
  const known = new Set(['name', 'label', ...bound.blanks]);
  for (const [, blank] of `${rule.message}${rule.fix}`.matchAll(/\{([^}]*)\}/g))
    if (!known.has(blank ?? ''))
      checker.report(
        file,
        rule.id,
        `文字中的“{${blank}}”不会被填充`,
        `这个种类可以用：${[...known].map((item) => `{${item}}`).join('、')}。`,
      );
}

function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source.length > 0;
  } catch {
    return false;
  }
}

/** Every field, column, code table, clause, notice and pattern of the rules must exist. Reports through the checker. */
export function checkRuleReferences(checker: PackChecker): void {
  const ids = checker.pack.rules.map((rule) => rule.id);
  for (const id of new Set(ids.filter((item, at) => ids.indexOf(item) !== at)))
    checker.report(file, id, `规则“${id}”重复定义`, '请改用不同的编号。');
  for (const rule of checker.pack.rules) checkRule(checker, bindRule(rule));
}

import { isSameRule } from '../rules/context/likeness-keys.ts';
import { ruleKinds } from '../rules/kinds/index.ts';
import type { SubjectKind } from '../words/field-schema.ts';
import type { Rule } from '../words/rule-schema.ts';
import type { PackChecker } from './check-pack.ts';

/** Whose fields a rule's field parameters name. Rules over the submission name the subject in the parameter's name. */
function subjectsOfRule(rule: Rule): readonly SubjectKind[] {
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

/** Field references of rules over the whole submission: subject and field. */
function submissionReferences(rule: Rule): readonly (readonly [SubjectKind, string])[] {
  switch (rule.kind) {
    case 'quota':
      return [['unit', rule.params.quotaField]];
    case 'quotaTable':
      return [
        ['unit', rule.params.divisionField],
        ['unit', rule.params.collectiveField],
        ['unit', rule.params.individualField],
      ];
    case 'deadline':
      return [['unit', rule.params.dateField]];
    case 'ratio':
      return [[rule.params.kind, rule.params.field]];
    case 'duplicate':
      return rule.params.fields.map((field) => [rule.params.kind, field] as const);
    case 'samePhoto':
      return [['individual', rule.params.field]];
    case 'sameText':
      return (['collective', 'individual'] as const).map((kind) => [kind, rule.params.field] as const);
    case 'otherNominee':
      return (['collective', 'individual'] as const).map((kind) => [kind, rule.params.field] as const);
    case 'leaderAlsoNominated':
      return [
        ['collective', rule.params.leaderField],
        ['collective', rule.params.collectiveNameField],
        ['individual', rule.params.nameField],
        ['individual', rule.params.employerField],
      ];
    case 'factsAgree':
      return [
        ['collective', rule.params.collectiveNameField],
        ['individual', rule.params.employerField],
        ...rule.params.pairs.flatMap(
          (pair) =>
            [
              ['collective', pair.collective],
              ['individual', pair.individual],
            ] as const,
        ),
      ];
    case 'duplicatePhotoName':
      return [
        ['individual', rule.params.field],
        ['individual', rule.params.nameField],
        ['individual', rule.params.birthField],
      ];
    default:
      return [];
  }
}

const fieldKeys = [
  'field',
  'birthField',
  'sexField',
  'startField',
  'nameField',
  'contributionField',
  'employerField',
  'objectionsField',
];
const columnKeys = [
  'from',
  'to',
  'place',
  'levelColumn',
  'dateColumn',
  'nameColumn',
  'flagColumn',
  'departmentColumn',
  'sealUnitColumn',
  'replyColumn',
];

function stringAt(params: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = params[key];
  return typeof value === 'string' ? value : undefined;
}

/** Kinds whose `table` is a table field; elsewhere `table` names a code table. */
const tableFieldKinds: ReadonlySet<string> = new Set([
  'pastAward',
  'sameDeedsAward',
  'consultation',
  'resume',
]);

function checkColumns(
  checker: PackChecker,
  ruleId: string,
  subject: SubjectKind,
  columns: readonly { readonly table: string; readonly column: string }[],
): void {
  for (const { table, column } of columns) {
    const field = checker.field('rules.json', ruleId, subject, table);
    if (field !== undefined && (field.type !== 'table' || !field.columns.some(({ id }) => id === column)))
      checker.report('rules.json', ruleId, `表格“${table}”没有列“${column}”`, '请更正规则参数中的列名。');
  }
}

function checkRule(checker: PackChecker, rule: Rule): void {
  const file = 'rules.json';
  const path = rule.id;
  checker.clause(file, path, rule.clause);
  const params: Readonly<Record<string, unknown>> = rule.params;
  const subjects = subjectsOfRule(rule);
  for (const subject of subjects.length === 0 ? (['unit'] as const) : subjects)
    checker.condition(file, path, subject, rule.when);
  for (const subject of subjects) {
    const single = fieldKeys.map((key) => stringAt(params, key));
    const lists = [params.fields, params.personalFields].flatMap((list) => (Array.isArray(list) ? list : []));
    for (const reference of [...single, ...lists])
      if (typeof reference === 'string') checker.field(file, path, subject, reference);
    const table = stringAt(params, 'table');
    if (table === undefined || !tableFieldKinds.has(rule.kind)) continue;
    const field = checker.field(file, path, subject, table);
    if (field?.type !== 'table') continue;
    for (const column of columnKeys.map((key) => stringAt(params, key)))
      if (column !== undefined && !field.columns.some((item) => item.id === column))
        checker.report(file, path, `表格“${table}”没有列“${column}”`, '请更正规则参数中的列名。');
  }
  if (rule.kind === 'futureDate')
    for (const subject of subjects) checkColumns(checker, rule.id, subject, rule.params.columns);
  for (const [subject, field] of submissionReferences(rule)) checker.field(file, path, subject, field);
  const codeTable = tableFieldKinds.has(rule.kind)
    ? stringAt(params, 'codeTable')
    : stringAt(params, 'table');
  if (codeTable !== undefined) checker.codeTable(file, path, codeTable);
  checkMessages(checker, rule);
  if (rule.kind === 'textPattern' && !isRegularExpression(rule.params.pattern))
    checker.report(file, path, '正则表达式写法有误', '请更正 params.pattern。');
  if (rule.kind === 'publicNotice') {
    const notice = checker.pack.campaign.publicNotices.find((item) => item.id === rule.params.notice);
    if (notice === undefined)
      checker.report(
        file,
        path,
        `公示“${rule.params.notice}”不存在`,
        '请在 campaign.json 的 publicNotices 中定义。',
      );
    else if (!subjects.includes(notice.subject))
      checker.report(
        file,
        path,
        `公示“${notice.id}”属于 ${notice.subject}，规则却用于 ${rule.of}`,
        '请让规则的 of 与公示的 subject 一致。',
      );
  }
}

/** A rule looks at what its kind looks at, and its sentences use only blanks that its kind fills. */
function checkMessages(checker: PackChecker, rule: Rule): void {
  const kind = ruleKinds[rule.kind];
  if ((kind.scope === 'submission') !== (rule.of === 'submission'))
    checker.report(
      'rules.json',
      rule.id,
      `规则种类“${rule.kind}”不能用于“${rule.of}”`,
      kind.scope === 'submission'
        ? '请把 of 改为 submission。'
        : '请把 of 改为 collective、individual、nominee 或者 unit。',
    );
  if (rule.across !== undefined && !isSameRule(rule))
    checker.report('rules.json', rule.id, `规则种类“${rule.kind}”不比较各单位的材料`, '请删去 across。');
  for (const [, blank] of (rule.across ?? '').matchAll(/\{([^}]*)\}/g))
    if (!['name', 'unit', 'other', 'percent'].includes(blank ?? ''))
      checker.report(
        'rules.json',
        rule.id,
        `across 中的“{${blank}}”不会被填充`,
        '可以用：{name}、{unit}、{other}、{percent}。',
      );
  const known = new Set(['name', 'label', ...kind.blanks]);
  for (const [, blank] of `${rule.message}${rule.fix}`.matchAll(/\{([^}]*)\}/g))
    if (!known.has(blank ?? ''))
      checker.report(
        'rules.json',
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
    checker.report('rules.json', id, `规则“${id}”重复定义`, '请改用不同的编号。');
  for (const rule of checker.pack.rules) checkRule(checker, rule);
}

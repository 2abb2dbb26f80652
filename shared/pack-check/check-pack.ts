import { fieldsOfCondition, settingsOfCondition } from '../reading/evaluate-condition.ts';
import { LEVEL_SETTING, LEVELS } from '../reading/lookup.ts';
import { bindRule } from '../rules/rule-kinds.ts';
import type { RuledPack } from '../rules/ruled-pack.ts';
import type { Condition, Field, NomineeKind, SubjectKind } from '../words/field-schema.ts';
import type { FormDefinition } from '../words/form-schema.ts';
import { checkRuleReferences } from './check-pack-rules.ts';

/** One thing wrong in a pack: which file, where in it, what, and how to mend it. */
export interface PackProblem {
  readonly file: string;
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}

/** What the checks of one place share: where they stand and where to report. */
export interface PackChecker {
  readonly pack: RuledPack;
  /** Reports a problem of the file and path at hand. */
  report(file: string, path: string, problem: string, fix: string): void;
  /** A field of the subject must exist; `unit:` looks into the unit's record. Returns it when it does. */
  field(file: string, path: string, subject: SubjectKind, reference: string): Field | undefined;
  /** Fields, columns and settings a condition asks for must exist. */
  condition(file: string, path: string, subject: SubjectKind, condition: Condition | undefined): void;
  clause(file: string, path: string, key: string): void;
  codeTable(file: string, path: string, id: string): void;
  /** A setting must exist and have the value, where one is asked for. */
  setting(file: string, path: string, id: string, value?: string | number | boolean): void;
}

/** The file of a pack folder in which a form stands. */
export function formFile(form: Pick<FormDefinition, 'kind' | 'id'>): string {
  return `${form.kind === 'report' ? 'reports' : 'forms'}/${form.id}.json`;
}

function createChecker(pack: RuledPack, problems: PackProblem[]): PackChecker {
  const index = Object.fromEntries(
    Object.entries(pack.fields).map(([subject, fields]) => [
      subject,
      new Map(fields.map((field) => [field.id, field])),
    ]),
  ) as Record<SubjectKind, Map<string, Field>>;
  const settings = new Map<string, { readonly options: readonly { readonly value: unknown }[] }>([
    ...pack.campaign.settings.map((setting) => [setting.id, setting] as const),
    [LEVEL_SETTING, { options: LEVELS.map((value) => ({ value })) }],
  ]);
  const checker: PackChecker = {
    pack,
    report(file, path, problem, fix) {
      problems.push({ file, path, problem, fix });
    },
    field(file, path, subject, reference) {
      const inUnit = reference.startsWith('unit:');
      const id = inUnit ? reference.slice('unit:'.length) : reference;
      const record = inUnit ? 'unit' : subject;
      const found = index[record].get(id);
      if (found === undefined)
        this.report(
          file,
          path,
          `字段“${reference}”不存在`,
          `请在 fields.json 的 ${record} 中定义“${id}”，或者更正引用。`,
        );
      return found;
    },
    condition(file, path, subject, condition) {
      for (const { field, column } of fieldsOfCondition(condition)) {
        const found = this.field(file, path, subject, field);
        if (found !== undefined && column !== undefined) checkColumn(this, file, path, found, column);
      }
      for (const { setting, value } of settingsOfCondition(condition))
        this.setting(file, path, setting, value);
    },
    setting(file, path, setting, value) {
      const defined = settings.get(setting);
      if (defined === undefined)
        this.report(
          file,
          path,
          `设置“${setting}”不存在`,
          '请在 campaign.json 的 settings 中定义，或者更正引用。',
        );
      else if (value !== undefined && !defined.options.some((option) => option.value === value))
        this.report(file, path, `设置“${setting}”没有取值“${value}”`, '请改用该设置 options 中的取值。');
    },
    clause(file, path, key) {
      if (pack.clauses[key] === undefined)
        this.report(file, path, `条款“${key}”不存在`, '请在 clauses.json 中增加这一条，或者更正引用。');
    },
    codeTable(file, path, id) {
      if (pack.codes[id] === undefined)
        this.report(file, path, `代码表“${id}”不存在`, `请增加 codes/${id}.json，或者更正引用。`);
    },
  };
  return checker;
}

/** A column must exist in a table field. */
function checkColumn(checker: PackChecker, file: string, path: string, field: Field, column: string): void {
  if (field.type !== 'table')
    checker.report(
      file,
      path,
      `字段“${field.id}”不是表格，没有列“${column}”`,
      '请改为引用一个 table 类型的字段。',
    );
  else if (!field.columns.some((item) => item.id === column))
    checker.report(
      file,
      path,
      `表格“${field.id}”没有列“${column}”`,
      '请在 fields.json 中增加这一列，或者更正引用。',
    );
}

function duplicates(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}

/** Fields of a nominee that tell one from another: name, numbers, birth and sex, photo, deeds, by what the pack says of them. */
function identityFields({ campaign, fields, rules }: RuledPack, kind: NomineeKind): ReadonlySet<string> {
  const own = fields[kind].flatMap((field) => {
    if (field.type === 'idNumber') return [field.id, field.birthField ?? '', field.sexField ?? ''];
    return field.type === 'photo' || field.type === 'attachments' || field.type === 'table' ? [field.id] : [];
  });
  const compared = rules.flatMap((rule) => {
    const bound = bindRule(rule);
    const comparison = bound.scope === 'submission' ? bound.comparison : undefined;
    return comparison?.of.includes(kind) === true ? comparison.fields : [];
  });
  return new Set([campaign.nameField[kind], campaign.photo?.field ?? '', ...own, ...compared]);
}

/** What belongs to the unit is copied to its next nominee: never what is one person's own. */
function checkUnitFacts(checker: PackChecker): void {
  for (const field of checker.pack.fields.unit)
    if (field.ofUnit !== undefined)
      checker.report('fields.json', `unit（${field.id}）`, 'ofUnit 只用于推荐对象的字段', '请删去 ofUnit。');
  for (const kind of ['collective', 'individual'] as const) {
    const own = identityFields(checker.pack, kind);
    for (const field of checker.pack.fields[kind])
      if (field.ofUnit === true && own.has(field.id))
        checker.report(
          'fields.json',
          `${kind}（${field.id}）`,
          `字段“${field.label}”是推荐对象本人（本集体）的，不能标为属于单位（ofUnit）`,
          '请删去 ofUnit：照此新增时不能把一个推荐对象的身份带给另一个。',
        );
  }
}

function checkFields(checker: PackChecker): void {
  const file = 'fields.json';
  for (const [subject, fields] of Object.entries(checker.pack.fields) as [SubjectKind, Field[]][]) {
    for (const id of duplicates(fields.map((field) => field.id)))
      checker.report(file, subject, `字段“${id}”重复定义`, '请合并或者改名。');
    fields.forEach((field, at) => {
      const path = `${subject}[${at}]（${field.id}）`;
      for (const key of field.clauses) checker.clause(file, path, key);
      checker.condition(file, path, subject, field.visibleWhen);
      if (typeof field.required !== 'boolean') checker.condition(file, path, subject, field.required);
      if (field.type === 'code' || field.type === 'codes') checker.codeTable(file, path, field.table);
      if (field.type === 'idNumber') {
        for (const other of [field.birthField, field.sexField])
          if (other !== undefined) checker.field(file, path, subject, other);
      }
      if (field.type === 'table') {
        for (const id of duplicates(field.columns.map((column) => column.id)))
          checker.report(file, path, `列“${id}”重复定义`, '请合并或者改名。');
        for (const column of field.columns) {
          if (column.type === 'code') checker.codeTable(file, `${path}.${column.id}`, column.table);
          for (const key of column.clauses) checker.clause(file, `${path}.${column.id}`, key);
        }
        for (const preset of field.presetRows) {
          checker.condition(file, path, subject, preset.when);
          for (const id of Object.keys(preset.values)) checkColumn(checker, file, path, field, id);
        }
      }
    });
  }
}

function checkRows(checker: PackChecker, form: FormDefinition): void {
  if (form.kind !== 'dossier' && form.kind !== 'sheet') return;
  const file = formFile(form);
  form.rows.forEach((row, at) => {
    const path = `rows[${at}]`;
    checker.condition(file, path, form.subject, row.when);
    switch (row.kind) {
      case 'cells':
        for (const item of row.cells)
          if ('field' in item) checker.field(file, path, form.subject, item.field);
        break;
      case 'flow':
        checker.field(file, path, form.subject, row.field);
        break;
      case 'table': {
        const field = checker.field(file, path, form.subject, row.field);
        if (field !== undefined)
          for (const { column } of row.columns) checkColumn(checker, file, path, field, column);
        // Seven columns want finer steps than twelfths: their halves or thirds, so that the sum is still seen to be meant.
        if (row.columns.reduce((sum, { span }) => sum + span, 0) % 12 !== 0)
          checker.report(
            file,
            path,
            '各列宽度之和不是12的倍数',
            '列宽以表宽的十二分之一（或者二十四分之一、三十六分之一）计，请调整 span。',
          );
        break;
      }
      case 'seal':
        if (!form.sealBlocks.some((block) => block.id === row.block))
          checker.report(
            file,
            path,
            `签章栏“${row.block}”不存在`,
            '请在本表 sealBlocks 中定义，或者更正引用。',
          );
        break;
    }
  });
  form.sealBlocks.forEach((block, at) => {
    const path = `sealBlocks[${at}]（${block.id}）`;
    checker.condition(file, path, form.subject, block.when);
    for (const party of block.parties)
      for (const [, blank] of party.preset.matchAll(/\{([^}]+)\}/g))
        checker.field(file, path, form.subject, blank ?? '');
  });
}

function checkForm(checker: PackChecker, form: FormDefinition): void {
  const file = formFile(form);
  for (const key of form.clauses) checker.clause(file, 'clauses', key);
  checker.condition(file, 'when', form.subject, form.when);
  form.sections.forEach((section, at) => {
    for (const id of section.fields)
      checker.field(file, `sections[${at}]（${section.id}）`, form.subject, id);
  });
  checkRows(checker, form);
  switch (form.kind) {
    case 'dossier':
      for (const line of form.cover?.lines ?? []) checker.field(file, 'cover', form.subject, line.field);
      break;
    case 'summary':
      for (const item of form.header)
        if (item.field !== undefined) checker.field(file, 'header', 'unit', item.field);
      for (const part of form.parts)
        part.columns.forEach((column, at) => {
          const path = `parts（${part.id}）.columns[${at}]（${column.header}）`;
          checker.condition(file, path, 'unit', column.when);
          const value = column.value;
          if ('fields' in value) for (const id of value.fields) checker.field(file, path, part.of, id);
          else if ('table' in value) {
            const field = checker.field(file, path, part.of, value.table);
            const wanted = value.where === undefined ? value.columns : [...value.columns, value.where.column];
            if (field !== undefined) for (const id of wanted) checkColumn(checker, file, path, field, id);
          } else if (value.field !== undefined) checker.field(file, path, part.of, value.field);
        });
      break;
    case 'report':
      for (const chapter of form.chapters) checker.field(file, 'chapters', form.subject, chapter.field);
      if (form.dateField !== undefined) checker.field(file, 'dateField', form.subject, form.dateField);
      break;
    case 'sheet':
    case 'reference':
      break;
  }
}

function checkCampaign(checker: PackChecker): void {
  const file = 'campaign.json';
  const { campaign } = checker.pack;
  campaign.rounds.forEach((item) => {
    for (const key of item.clauses) checker.clause(file, `rounds（${item.id}）`, key);
  });
  const dates = new Set([
    ...campaign.rounds.map((item) => item.id as string),
    ...campaign.milestones.map((m) => m.id),
  ]);
  for (const milestone of campaign.milestones) {
    const path = `milestones（${milestone.id}）`;
    for (const key of milestone.clauses) checker.clause(file, path, key);
    for (const id of milestone.forms)
      if (!checker.pack.forms.some((form) => form.id === id))
        checker.report(file, path, `表“${id}”不存在`, '请更正 forms 中的表号。');
  }
  for (const notice of campaign.publicNotices) {
    const path = `publicNotices（${notice.id}）`;
    for (const key of notice.clauses) checker.clause(file, path, key);
    checker.field(file, path, notice.subject, notice.startField);
    checker.field(file, path, notice.subject, notice.endField);
    for (const id of notice.content) {
      const field = checker.field(file, path, notice.subject, id);
      if (field?.personal === true)
        checker.report(
          file,
          path,
          `公示内容中有个人信息字段“${id}”`,
          '公示不得出现身份证号、电话、住址，请从 content 中去掉。',
        );
    }
    if (!dates.has(notice.before))
      checker.report(
        file,
        path,
        `“${notice.before}”既不是轮次也不是时间节点`,
        '请在 before 中填写 rounds 或 milestones 的 id。',
      );
  }
  for (const setting of campaign.settings) {
    const path = `settings（${setting.id}）`;
    if (setting.id === LEVEL_SETTING)
      checker.report(file, path, `“${LEVEL_SETTING}”由程序按单位身份给出，不能另设`, '请改用别的 id。');
    for (const key of setting.clauses) checker.clause(file, path, key);
    if (!setting.options.some((option) => option.value === setting.default))
      checker.report(
        file,
        path,
        `默认值“${setting.default}”不在选项中`,
        '请把 default 改为 options 中的一个取值。',
      );
  }
  checker.field(file, 'unitNameField', 'unit', campaign.unitNameField);
  if (campaign.hostNameField !== undefined) {
    checker.field(file, 'hostNameField', 'unit', campaign.hostNameField);
  }
  if (campaign.keyFingerprintField !== undefined) {
    checker.field(file, 'keyFingerprintField', 'unit', campaign.keyFingerprintField);
  }
  checker.field(file, 'nameField.collective', 'collective', campaign.nameField.collective);
  checker.field(file, 'nameField.individual', 'individual', campaign.nameField.individual);
  if (campaign.photo !== undefined) checker.field(file, 'photo.field', 'individual', campaign.photo.field);
}

/**
 * Everything in a parsed pack that refers to something must find it: fields in sections, rows, covers, rules and
 * conditions; code tables; clauses; settings; seal blocks; public notices. Takes a pack, gives every problem found
 * (empty means good), each with file, path and fix (issue: pack tooling).
 */
export function checkPack(pack: RuledPack): readonly PackProblem[] {
  const problems: PackProblem[] = [];
  const checker = createChecker(pack, problems);
  checkCampaign(checker);
  checkFields(checker);
  checkUnitFacts(checker);
  for (const id of duplicates(pack.forms.map((form) => form.id)))
    checker.report(`forms/${id}.json`, 'id', `表“${id}”重复定义`, '请改用不同的 id。');
  for (const form of pack.forms) checkForm(checker, form);
  for (const table of Object.values(pack.codes))
    for (const code of duplicates(table.items.map((item) => item.code)))
      checker.report(`codes/${table.id}.json`, 'items', `代码“${code}”重复`, '请删除或者更正重复的代码。');
  checkRuleReferences(checker);
  return problems;
}

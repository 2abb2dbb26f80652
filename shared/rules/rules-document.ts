import type { CampaignPack } from '../words/pack-schema.ts';
import type { PackRule, Severity } from '../words/rule-schema.ts';
import { severityWords } from '../words/severities.ts';

const scopeWords: Readonly<Record<PackRule['of'], string>> = {
  collective: '集体',
  individual: '个人',
  nominee: '集体、个人',
  unit: '推荐单位',
  submission: '全部材料',
};
const groups: readonly (readonly [letter: string, title: string])[] = [
  ['K', '必填和格式'],
  ['Q', '名额和推荐顺序'],
  ['E', '资格、奖惩和征求意见'],
  ['P', '公示'],
  ['R', '比例'],
  ['T', '文字'],
  ['F', '照片'],
  ['I', '证件号码和写法'],
  ['C', '前后一致'],
  ['D', '报送期限'],
];

/** Where a rule is tested, for the table. */
export interface RuleTests {
  readonly file: string;
  /** Ids of rules that also have a test at the edge. */
  readonly edges: ReadonlySet<string>;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function ruleRow(rule: PackRule, tests: RuleTests): readonly string[] {
  const rounds = rule.rounds.length === 2 ? '两轮' : rule.rounds[0] === 'formal' ? '正式' : '初审';
  return [
    rule.id,
    severityWords[rule.severity],
    rule.clause,
    scopeWords[rule.of],
    rounds,
    rule.across === undefined ? rule.message : `${rule.message}（与其他单位比较：${rule.across}）`,
    rule.fix,
    `\`${rule.kind}\``,
    tests.edges.has(rule.id) ? '违反、边界' : '违反',
  ];
}

/**
 * docs/rules.md: every rule of a pack with severity, clause, message, fix and test, and the readings the notice leaves
 * open. Generated, so that document and program cannot differ; a test fails when the file is stale.
 */
export function rulesDocument(pack: CampaignPack, tests: RuleTests): string {
  const { campaign, rules } = pack;
  const count = (severity: Severity) => rules.filter((rule) => rule.severity === severity).length;
  const parts = groups.flatMap(([letter, title]) => {
    const own = rules.filter((rule) => rule.id.startsWith(letter));
    if (own.length === 0) return [];
    const header = ['编号', '级别', '条款', '对象', '轮次', '检查结果', '怎样改', '种类', '测试'];
    return [
      `## ${letter} ${title}`,
      table(
        header,
        own.map((rule) => ruleRow(rule, tests)),
      ),
    ];
  });
  const settings = campaign.settings.flatMap((setting) => [
    `### ${setting.title}`,
    `${setting.question}（条款 ${setting.clauses.join('、')}）`,
    table(
      ['读法', '说明', ''],
      setting.options.map((option) => [
        option.label,
        option.reading,
        option.value === setting.default ? '默认' : '',
      ]),
    ),
  ]);
  return `${[
    `# 检查规则：${campaign.shortTitle}`,
    '<!-- 由 build/rules-doc.ts 根据活动包生成，请勿手工修改。 -->',
    `活动包 \`${campaign.id}\` 第 ${campaign.version} 版，共 ${rules.length} 条规则：错误 ${count('error')} 条（不改正不能封包），警告 ${count('warning')} 条（须写明说明，说明随包报送），提示 ${count('info')} 条。花括号是检查时填入的内容。每条规则的测试在 \`${tests.file}\`，测试名以规则编号开头。`,
    ...parts,
    '## 通知没有写明、可以选择的读法',
    ...settings,
    '## 条款',
    table(
      ['条款', '名称', '要求（程序的概括，不是原文）'],
      Object.values(pack.clauses).map((clause) => [clause.number, clause.title, clause.demand]),
    ),
  ].join('\n\n')}\n`;
}

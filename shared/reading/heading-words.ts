/**
 * Headings that mean the same thing, as tables of offices have them. The first word of each list is its name; a column of a
 * pack belongs to the list that holds its label. The one place for such words: whatever reads tables of others looks here.
 */
const headingWords: readonly (readonly string[])[] = [
  ['序号', '编号', '行号', '排序', '顺序', '号', 'no'],
  ['姓名', '名字', '本人姓名', '人员姓名', '候选人姓名', '推荐对象姓名', '成员姓名', '领导姓名'],
  ['性别', '男女'],
  ['民族', '族别'],
  ['籍贯', '祖籍'],
  ['出生日期', '出生年月', '出生年月日', '出生时间', '生日', '出生'],
  ['政治面貌', '政治面目', '党派', '党派情况'],
  ['学历', '文化程度', '最高学历', '学历情况', '受教育程度'],
  ['学位', '最高学位'],
  [
    '身份证号',
    '身份证号码',
    '居民身份证号',
    '公民身份号码',
    '公民身份证号',
    '身份证',
    '证件号码',
    '身份号码',
  ],
  ['参加工作时间', '参加工作年月', '工作时间', '参加工作日期'],
  ['工作单位', '单位', '所在单位', '单位名称', '现工作单位', '所属部门'],
  ['职务', '现任职务', '行政职务', '担任职务', '现职务'],
  [
    '单位及职务',
    '单位职务',
    '工作单位及职务',
    '单位和职务',
    '所在单位及职务',
    '在何单位任何职',
    '在何地何单位任何职',
    '何单位任何职',
    '单位及岗位',
    '工作单位职务',
    '单位、职务',
    '工作经历',
    '学习工作单位及职务',
    '在何地区何单位任何职务',
    '职务职称',
    '在何单位学习或任何职',
  ],
  ['职责', '组内职务', '小组职务', '组内分工', '分工', '机构职务', '领导小组职务', '角色', '担任'],
  ['行政级别', '级别职级', '职级', '职务级别', '行政职级'],
  ['专业技术职务', '职称', '专业技术职务（工人技术等级）', '专业技术职称', '技术职称', '技术等级'],
  ['办公电话', '联系电话', '电话', '电话号码', '座机', '固定电话', '办公室电话', '单位电话', '联系方式'],
  ['手机', '手机号', '手机号码', '移动电话', '联系人手机', '手机电话'],
  ['传真', '传真号码', '传真电话'],
  ['电子邮箱', '邮箱', '电子邮件', '邮件', 'email', 'e-mail'],
  ['通信地址', '通讯地址', '地址', '单位地址', '联系地址', '详细地址'],
  ['邮政编码', '邮编'],
  [
    '起始年月',
    '开始年月',
    '起始时间',
    '开始时间',
    '起',
    '起时间',
    '自',
    '从',
    '起始日期',
    '开始日期',
    '何时起',
    '起年月',
  ],
  [
    '截止年月',
    '终止年月',
    '结束年月',
    '截止时间',
    '结束时间',
    '终止时间',
    '止',
    '止时间',
    '至',
    '到',
    '截止日期',
    '何时止',
    '止年月',
    '结束日期',
  ],
  [
    '起止年月',
    '起止时间',
    '起止日期',
    '时间段',
    '起讫时间',
    '起讫年月',
    '何年何月至何年何月',
    '起止',
    '自何年何月至何年何月',
  ],
  [
    '获奖时间',
    '奖励时间',
    '授予时间',
    '表彰时间',
    '获得时间',
    '时间',
    '日期',
    '年月',
    '获奖年月',
    '何时',
    '授奖时间',
    '获奖日期',
  ],
  [
    '奖励名称',
    '荣誉称号',
    '荣誉名称',
    '奖项名称',
    '获奖名称',
    '称号',
    '奖项',
    '奖励',
    '何种奖励',
    '荣誉',
    '名称',
    '表彰名称',
    '获何奖励',
    '奖励内容',
  ],
  [
    '授予单位',
    '颁奖单位',
    '授奖单位',
    '表彰单位',
    '授予机关',
    '批准单位',
    '颁发单位',
    '发证单位',
    '批准机关',
    '授予部门',
    '表彰机关',
    '何地',
    '授奖机关',
  ],
  ['级别', '奖励级别', '荣誉级别', '表彰级别', '获奖级别', '奖项级别'],
  ['征求意见部门', '部门', '部门名称', '征求意见单位'],
  ['盖章单位全称', '盖章单位', '单位全称', '出具单位'],
  ['盖章日期', '出具日期', '出具时间', '盖章时间', '意见日期'],
  ['意见', '部门意见', '反馈意见', '回复意见'],
  ['说明', '备注', '情况说明'],
  ['集体名称', '单位（集体）名称', '推荐集体', '先进集体名称'],
  ['负责人姓名', '负责人', '主要负责人', '单位负责人'],
  ['联系人', '联络员', '经办人'],
];

/** A heading without what the eye does not count: blanks, breaks, stars of required fields, marks at its end. */
function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[*:：]/g, '')
    .toLowerCase();
}

/** The same without an explanation in brackets at its end: 出生年月（岁）, 电话(必填). */
function withoutRemark(heading: string): string {
  return heading.replace(/\([^()]*\)$/, '');
}

const listOf = new Map(
  headingWords.flatMap((words) => words.map((word) => [plainHeading(word), words] as const)),
);

/** The name of what a heading means; null when it is none of the words known. */
export function headingMeans(text: string): string | null {
  const heading = plainHeading(text);
  return (listOf.get(heading) ?? listOf.get(withoutRemark(heading)))?.[0] ?? null;
}

/** Whether a heading names what a label names: the same words, or words that mean the same. */
export function sameHeading(heading: string, label: string): boolean {
  const [one, other] = [plainHeading(heading), plainHeading(label)];
  if (one === '') return false;
  if (one === other || withoutRemark(one) === withoutRemark(other)) return true;
  const meaning = headingMeans(heading);
  return meaning !== null && meaning === headingMeans(label);
}

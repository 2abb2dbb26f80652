import type { ApiResult } from '../../shared/api.ts';
import type { Campaign } from '../../shared/campaign/pack-schema.ts';
import { kindTitle, roundTitle } from '../../shared/campaign/titles.ts';

export type LoggedEvent = ApiResult<'workspace.events'>['events'][number];

const names: Readonly<Record<string, string>> = {
  'workspace-created': '新建工作区',
  'restored-from-backup': '从备份恢复',
  'backup-written': '备份',
  'passphrase-changed': '更换口令',
  'setting-changed': '更改设置',
  'record-created': '添加推荐对象',
  'record-removed': '移除推荐对象',
  'record-brought-back': '恢复推荐对象',
  'record-restored': '恢复旧版内容',
  'records-reordered': '调整次序',
  'formal-changed': '调整进入下一轮的名单',
  'explanation-written': '写检查说明',
  printed: '打印',
  'paper-saved': '打印',
  'paper-printed': '打印',
  'paper-scan-checked': '核对盖章扫描件',
  sealed: '封包',
  'identity-created': '生成签名密钥',
  'identity-exported': '备份签名密钥',
  'identity-imported': '导入签名密钥',
  'package-imported': '导入材料',
  'package-quarantined': '隔离文件',
  'enrolment-imported': '导入登记包',
  'answer-imported': '导入反馈或回执',
  'signer-enrolled': '登记单位',
  'signer-revoked': '吊销密钥',
  'signers-exported': '导出登记名单',
  'review-saved': '保存审核意见',
  'review-undone': '撤销审核意见',
  'campaign-installed': '安装活动包',
  'campaign-issued': '下发活动包',
};

/** What happened, in words; an event kind this window does not know is shown as it is written in the log. */
export function eventName(kind: string): string {
  return names[kind] ?? kind;
}

const details: Readonly<Record<string, string>> = {
  kind: '种类',
  revision: '版次',
  digest: '摘要',
  fingerprint: '指纹',
  bytes: '字节',
  unit: '单位',
  id: '编号',
  value: '取值',
  role: '角色',
  campaign: '活动',
  pack: '活动包版次',
  reason: '原因',
  decided: '已决定',
  key: '检查项',
  file: '文件',
  form: '表',
  subject: '对象',
  code: '校验码',
};

const values: Readonly<Record<string, string>> = {
  enrolment: '登记包',
  feedback: '反馈',
  receipt: '回执',
  host: '基层单位',
  recommender: '推荐单位',
  office: '领导小组办公室',
};

type Titles = Pick<Campaign, 'awards' | 'rounds'>;

/** A value in words: rounds and kinds of nominee as the campaign calls them. */
function valueText(value: string, campaign: Titles): string {
  if (value === 'preliminary' || value === 'formal') return roundTitle(campaign, value);
  if (value === 'collective' || value === 'individual') return kindTitle(campaign, value);
  return values[value] ?? value;
}

/** The details of an event in one line; digests and fingerprints shortened to what tells them apart. */
export function eventDetail(event: LoggedEvent, campaign: Titles): string {
  return Object.entries(event.detail)
    .map(([key, value]) => {
      const text = valueText(String(value), campaign);
      return `${details[key] ?? key} ${text.length > 24 ? `${text.slice(0, 16)}…` : text}`;
    })
    .join('，');
}

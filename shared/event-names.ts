/**
 * The words for what the workspace's log holds: every kind of event and every detail the engine may write, once. The
 * engine's `logEvent` takes only these, so that no entry reaches 操作记录 without its Chinese name.
 */
export const EVENT_NAMES = {
  'workspace-created': '新建工作区',
  'restored-from-backup': '从备份恢复',
  'backup-written': '备份',
  'auto-backup-set': '设置自动备份',
  'passphrase-changed': '更换口令',
  'recovery-code-issued': '换恢复码',
  'recovery-code-kept': '确认恢复码已保管',
  'setting-changed': '更改设置',
  'record-created': '添加推荐对象',
  'record-removed': '移除推荐对象',
  'record-brought-back': '恢复推荐对象',
  'record-into-formal': '列入下一轮',
  'record-out-of-formal': '移出下一轮',
  'nominees-taken-over': '汇入基层材料',
  'explanation-written': '写检查说明',
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
  'quarantine-discarded': '删除隔离文件',
  'quarantine-admitted': '收下隔离文件',
  'quarantine-replaced': '隔离文件已有合格的',
  'enrolment-removed': '移除待核对的登记',
  'unit-name-asked': '导入更名登记包',
  'unit-renamed': '单位更名',
  'unit-carried-on': '接续原单位',
  'submission-counts': '选定以哪份材料为准',
  'submission-released': '移出不是该单位的材料',
  'remark-settled': '处理收件提示',
  'signer-enrolled': '登记单位',
  'signer-revoked': '吊销密钥',
  'signers-exported': '导出登记名单',
  'review-saved': '保存审核意见',
  'review-undone': '撤销审核意见',
  'campaign-installed': '安装活动包',
  'campaign-issued': '下发活动包',
} as const;

/** A kind of event in the workspace's log. */
export type EventKind = keyof typeof EVENT_NAMES;

/** What an event may say of itself: digests, counts, ids. Never a person's name, an ID number or a secret. */
export const EVENT_DETAILS = {
  kind: '种类',
  revision: '版次',
  digest: '摘要',
  sha256: '摘要',
  package: '对应封包',
  fingerprint: '指纹',
  signer: '签名密钥',
  bytes: '字节',
  id: '对象',
  subject: '对象',
  form: '表',
  code: '校验码',
  value: '取值',
  role: '角色',
  campaign: '活动',
  pack: '活动包版次',
  version: '活动包版次',
  reason: '原因',
  decided: '已决定',
  created: '新增',
  changes: '改动',
  enrolled: '已登记',
  revoked: '已吊销',
  on: '自动备份',
  copy: '另存一份',
  key: '检查项',
} as const;

/** A detail of an event in the workspace's log. */
export type EventDetailName = keyof typeof EVENT_DETAILS;

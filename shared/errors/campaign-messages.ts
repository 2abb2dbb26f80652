/** Messages of errors from the campaign part. Each says what happened, where, and what to do. */
export const campaignMessages = {
  'pack-folder-missing': '找不到活动包文件夹“{dir}”。请核对路径，文件夹中应当有 campaign.json 等文件。',
  'pack-invalid': '活动包“{dir}”有 {count} 处问题，没有载入。请逐条更正：\n{list}',
  'sample-missing': '活动包中没有名为“{id}”的示例。请用 pack check 查看活动包中的示例。',
  'sample-invalid': '示例“{id}”与活动包的格式不符，不能使用。请重新安装程序或者活动包。',
} as const;

/** Messages of errors from the campaign part. Each says what happened, where, and what to do. */
export const campaignMessages = {
  'pack-folder-missing': '找不到活动包文件夹“{dir}”。请核对路径，文件夹中应当有 campaign.json 等文件。',
  'pack-invalid': '活动包“{dir}”有 {count} 处问题，没有载入。请逐条更正：\n{list}',
  'campaign-folder-broken':
    '活动包“{id}”不能使用：{problem}\n请重新安装这个活动包，或者按提示更正后重新打开程序；其他活动不受影响。',
  'samples-absent': '这个程序没有带样例，看不了。请用完整的安装包，或先运行 npm run build。',
  'sample-refused':
    '这是供观看的样例，内容都是编的，不能封包、备份，也不能用它的密钥。请先关闭样例，在自己的工作区里做。',
  'sample-missing': '活动包中没有名为“{id}”的示例。请用 pack check 查看活动包中的示例。',
  'sample-invalid': '示例“{id}”与活动包的格式不符，不能使用。请重新安装程序或者活动包。',
  'pack-target-exists': '“{dir}”已经存在，没有写入。请换一个位置，或者先移走原来的文件夹。',
  'pack-not-campaign': '这个封包的种类是“{kind}”，不是活动包。请选择领导小组办公室下发的活动包。',
  'pack-signer-unexpected':
    '活动包的签名人指纹是 {found}，应当是 {expected}。没有安装。请向领导小组办公室核对指纹，或者重新领取活动包。',
  'pack-older':
    '活动包“{id}”第 {version} 版比已安装的第 {installed} 版旧，没有安装。请使用最新下发的活动包。',
  'pack-same-version':
    '活动包“{id}”第 {version} 版与已安装的同一版内容不同，没有安装。请向领导小组办公室核对应当使用哪一份。',
  'pack-office-missing':
    '活动包没有写明领导小组办公室。请在 campaign.json 中填写 office，或者用 --office 给出名称。',
  'pack-other-campaign': '填报内容属于活动“{found}”，活动包是“{expected}”。请用 --pack 指定对应的活动包。',
  'pack-version-differs':
    '填报内容依据活动包第 {found} 版，手头的活动包是第 {expected} 版。请用 --pack 指定相同版本的活动包，或者先在程序中升级草稿。',
  'submission-invalid':
    '“{name}”不符合填报内容的格式，共 {count} 处：\n{list}\n请用本程序导出的文件，或者按 `jianbiao schema` 更正。',
  'workdays-start': '起始日“{start}”不对，请写成2021-09-14这样的日期。',
  'workdays-days': '天数“{days}”不对，请写1至999的整数。',
  'workdays-missing':
    '请用 --start 给出公示开始日期、用 --days 给出工作日天数，或者用 --plan 列出活动的全部期限。',
} as const;

/** Messages of the reading room: why a file from elsewhere could not be read. */
export const readingMessages = {
  'reading-too-large':
    '“{file}”太大，没有读取：{what}。请删去多余的工作表、行列和内容，另存一份再试。已保存的内容不受影响。',
  'reading-too-long':
    '“{file}”读了 {seconds} 秒还没有读完，已经停下，没有导入任何内容。请把要导入的部分复制到一份新文件里再试。',
  'reading-damaged':
    '“{file}”损坏，读不出来：{what}。请重新拷贝一次；仍不行的，在办公软件里打开后另存一份再试。',
  'reading-encrypted': '“{file}”加了密码，读不出来。请在办公软件里打开，去掉密码后另存一份再试。',
  'reading-old-format': '“{file}”是 {what} 格式，程序不读。请用 WPS 或 Excel 打开它，另存为 .xlsx 再试。',
  'reading-other-format':
    '“{file}”不是 .xlsx 表格，里面是{what}。请选择表格文件；如果它在办公软件里能打开，请另存为 .xlsx 再试。',
  'reading-not-cadre-form':
    '“{file}”不是干部任免审批表文件，里面是{what}。请选择任免审批表软件存的 .lrmx 或 .lrm 文件。',
} as const;

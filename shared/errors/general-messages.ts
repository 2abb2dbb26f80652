/** Messages of errors that belong to no single part. Each says what happened, where, and what to do. */
export const generalMessages = {
  internal:
    '程序内部出错，刚才的操作没有完成，已保存的内容不受影响。请重试；如再次出现，请在“设置—关于”中查看并保存诊断信息。',
  'arguments-invalid':
    '“{method}”没有执行：窗口交来的内容不符合约定（{path}：{problem}）。已保存的内容不受影响；请重新打开窗口再试。',
  'method-unknown': '窗口要做的事后台程序不认识，没有执行。请确认窗口与程序版本一致，重新打开窗口再试。',
  'diagnostics-stale': '诊断信息已经重新生成，没有保存。请关闭后再看一次，然后保存。',
  'json-invalid': '“{name}”不是有效的 JSON：{problem}。请检查文件是否完整。',
  'json-duplicate-key': '“{name}”中的键“{key}”重复出现，内容有歧义，不予接受。',
  'json-too-deep': '“{name}”的嵌套超过 {limit} 层，不予接受。',
} as const;

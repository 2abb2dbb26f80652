/** Messages of errors that belong to no single part. Each says what happened, where, and what to do. */
export const generalMessages = {
  internal:
    '程序内部出错，刚才的操作没有完成，已保存的内容不受影响。请重试；如再次出现，请在“帮助—关于”中导出诊断信息。',
  'arguments-invalid': '请求的参数不符合约定（{path}：{problem}）。操作没有执行。',
  'method-unknown': '没有名为“{method}”的操作。请确认窗口与程序版本一致，重新打开窗口再试。',
  'json-invalid': '“{name}”不是有效的 JSON：{problem}。请检查文件是否完整。',
  'json-duplicate-key': '“{name}”中的键“{key}”重复出现，内容有歧义，不予接受。',
  'json-too-deep': '“{name}”的嵌套超过 {limit} 层，不予接受。',
} as const;

/** Keys of the program and what they do, for the list on the help page. */
export const shortcuts: readonly {
  readonly group: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly what: string }[];
}[] = [
  {
    group: '到处可用',
    keys: [
      { keys: ['Tab'], what: '到下一个控件；加 Shift 回到上一个' },
      { keys: ['Enter'], what: '按下按钮、打开选中的一项' },
      { keys: ['Esc'], what: '关闭对话框、取消正在写的意见' },
      { keys: ['↑', '↓'], what: '在表格清单、推荐对象等列表中移动' },
      { keys: ['Alt', '1'], what: '打开左侧导航的第 1 页；Alt+2 到 Alt+9 依次类推' },
      { keys: ['Ctrl', 'K'], what: '查找：输入姓名、集体名称或页面，直接打开' },
      { keys: ['Ctrl', 'L'], what: '保存并锁定工作区' },
      { keys: ['F6'], what: '在导航、各部分、正文、检查之间跳；加 Shift 反向' },
    ],
  },
  {
    group: '填表',
    keys: [
      { keys: ['Ctrl', 'S'], what: '立即保存（平时自动保存）' },
      { keys: ['Ctrl', 'Z'], what: '撤销上一处改动' },
      { keys: ['Ctrl', 'Y'], what: '重做；Ctrl+Shift+Z 也可以' },
      { keys: ['Alt', '→'], what: '下一节；Alt+← 上一节' },
      { keys: ['Enter'], what: '单行栏目里到下一个栏目' },
      { keys: ['F1'], what: '看这一栏依据的通知条款；左右键换一条，Esc 回到栏目' },
      { keys: ['Alt', '↓'], what: '在日期栏打开日历' },
      { keys: ['Alt', 'Shift', '↑'], what: '表格里把这一行上移；↓ 下移' },
      { keys: ['Ctrl', 'V'], what: '在简历、奖励等表格里粘贴 Excel、Word 的整块内容' },
    ],
  },
  {
    group: '审核',
    keys: [
      { keys: ['Ctrl', 'Enter'], what: '保存正在写的栏目意见' },
      { keys: ['Esc'], what: '放弃正在写的栏目意见' },
    ],
  },
];
